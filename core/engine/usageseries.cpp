// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/usageseries.h"

namespace belayer::engine {

void UsageSeries::add(const UsagePoint &point)
{
    if (!m_points.isEmpty() && point.at - m_points.last().at < m_interval)
        return;
    if (m_points.size() == Capacity)
        thin();
    m_points.append(point);
}

void UsageSeries::clear()
{
    *this = UsageSeries();
}

void UsageSeries::thin()
{
    QList<UsagePoint> kept;
    kept.reserve(Capacity);
    for (qsizetype i = 0; i < m_points.size(); i += 2)
        kept.append(m_points.at(i));
    // Looks come once a second, a little sooner or later, and every second one of now is to be taken.
    constexpr std::chrono::milliseconds tolerance{500};
    m_interval = (kept.last().at - kept.first().at) / (kept.size() - 1) - tolerance;
    m_points = std::move(kept);
}

} // namespace belayer::engine
