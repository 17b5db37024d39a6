// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/eventparser.h"

namespace belayer::ctl {

QList<Event> EventParser::feed(QByteArrayView bytes)
{
    QList<Event> events;
    qsizetype from = 0;
    for (qsizetype at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (c != '\n' && c != '\r') {
            m_afterReturn = false;
            continue;
        }
        if (c == '\n' && m_afterReturn) {
            m_afterReturn = false;
        } else {
            m_line += bytes.sliced(from, at - from);
            takeLine(std::exchange(m_line, {}), events);
            m_afterReturn = c == '\r';
        }
        from = at + 1;
    }
    m_line += bytes.sliced(from);
    return events;
}

void EventParser::takeLine(const QByteArray &line, QList<Event> &events)
{
    if (line.isEmpty()) {
        const QByteArray type = std::exchange(m_type, {});
        QByteArray data = std::exchange(m_data, {});
        if (data.isEmpty())
            return;
        data.chop(1); // every line of data has brought one end of a line
        events.append({type.isEmpty() ? QByteArray("message") : type, m_id, data});
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray field = colon < 0 ? line : line.first(colon);
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (field == "event")
        m_type = value;
    else if (field == "data")
        m_data += value + '\n';
    else if (field == "id" && !value.contains('\0'))
        m_id = value;
}

} // namespace belayer::ctl
