// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a job's processes used over time, in a bounded number of points.
#pragma once

#include <QList>

#include <chrono>

namespace belayer::engine {

struct UsagePoint
{
    std::chrono::milliseconds at{0};  ///< since the attempt began, pauses counted
    std::chrono::milliseconds cpu{0}; ///< used until then
    qint64 memory = 0;                ///< bytes resident at that moment
    friend bool operator==(const UsagePoint &, const UsagePoint &) = default;
};

/// A run of any length in at most Capacity points: whenever it is full, every second one goes, and from then
/// on they are taken half as often.
class UsageSeries
{
public:
    static constexpr qsizetype Capacity = 240;

    /// In order of time.
    void add(const UsagePoint &point);
    void clear();
    const QList<UsagePoint> &points() const noexcept { return m_points; }

private:
    void thin();

    QList<UsagePoint> m_points;
    std::chrono::milliseconds m_interval{0}; ///< a point that comes sooner is left out
};

} // namespace belayer::engine
