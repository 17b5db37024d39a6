// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Which jobs wait for the end of which.
#pragma once

#include "core/engine/job.h"

#include <QHash>

#include <functional>
#include <set>

namespace belayer::engine {

/// What those that wait for a job need to know of it; it may be of an earlier run.
struct AwaitedJob
{
    JobId id;
    QString name;
    JobState state;
};
AwaitedJob asAwaited(const Job &job);

/// Engine thread. Knows jobs by serial, so that it keeps none alive.
class Dependencies
{
public:
    using Find = std::function<std::optional<AwaitedJob>(const JobId &)>;

    /// Of a new job; `find` knows all that it may wait for. What has ended already counts at once.
    void add(Job &job, const Find &find);
    /// Serials of the jobs that wait for this one, in order.
    std::set<quint64> waitersOf(const JobId &id) const { return m_waiters.value(id); }
    /// The job has finished: nobody waits for it any more, and it waits for nobody.
    void remove(const Job &job);
    /// What the job waited for has ended. Gives what is wrong if that was not the end it wished for.
    static std::optional<JobError> tell(Job &job, const AwaitedJob &ended);

private:
    QHash<JobId, std::set<quint64>> m_waiters;
};

} // namespace belayer::engine
