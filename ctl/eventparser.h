// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Server-sent events from their bytes, as they come.
#pragma once

#include <QByteArray>
#include <QList>

namespace belayer::ctl {

struct Event
{
    QByteArray type; ///< "message" where the server named none
    QByteArray id;   ///< the last one sent, in this event or before
    QByteArray data;
    friend bool operator==(const Event &, const Event &) = default;
};

/// Lines may end in LF, CR LF or CR; comments and fields that are not known are skipped, as the standard
/// wants.
class EventParser
{
public:
    /// The events that have come to their end.
    QList<Event> feed(QByteArrayView bytes);

private:
    void takeLine(const QByteArray &line, QList<Event> &events);

    QByteArray m_line;
    bool m_afterReturn = false; ///< a LF now belongs to the CR before
    QByteArray m_type;
    QByteArray m_id;
    QByteArray m_data;
};

} // namespace belayer::ctl
