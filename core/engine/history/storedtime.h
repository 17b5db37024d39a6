// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A time as the database has it: milliseconds since the epoch, UTC.
#pragma once

#include <QDateTime>
#include <QTimeZone>

namespace belayer::engine {

inline QDateTime storedTime(qint64 ms)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone(QTimeZone::UTC));
#else
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
#endif
}

} // namespace belayer::engine
