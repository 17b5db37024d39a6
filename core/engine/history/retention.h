// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Takes jobs out of the history, a few at a time: the too old, the too many, and those the user
/// forgets.
#pragma once

#include "core/engine/history/jobwriter.h"

#include <deque>

namespace belayer::engine {

/// Storage thread. Whole trees, oldest first; a job that has not finished is never touched.
class Retention
{
public:
    explicit Retention(RetentionLimits limits) : m_limits(limits) {}

    /// Counts for the sweeps that begin from now on.
    void setLimits(RetentionLimits limits) { m_limits = limits; }
    void forget(const QList<quint64> &serials)
    {
        m_forgotten.insert(m_forgotten.end(), serials.begin(), serials.end());
    }
    /// Looks through the history again, with the slices to come.
    void beginSweep() { m_isSweeping = true, m_after = 0; }
    bool hasForgotten() const noexcept { return !m_forgotten.empty(); }
    bool hasWork() const noexcept { return m_isSweeping || hasForgotten(); }
    /// The top-level jobs that were too old or too many and have gone since this was last asked.
    QList<quint64> takeRemoved() { return std::exchange(m_removed, {}); }
    /// Some milliseconds of work, in one transaction. Throws DatabaseError; then nothing of it has happened.
    void runSlice(Database &database, JobWriter &writer);

private:
    void removeForgotten(JobWriter &writer);
    void removeOld(Database &database, JobWriter &writer);

    RetentionLimits m_limits;
    std::deque<quint64> m_forgotten;
    QList<quint64> m_removed;
    bool m_isSweeping = false;
    quint64 m_after = 0; ///< the sweep has looked at top-level jobs up to this serial
};

} // namespace belayer::engine
