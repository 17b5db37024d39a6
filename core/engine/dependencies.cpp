// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dependencies.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

bool isMet(After::When when, JobState end)
{
    switch (when) {
    case After::When::Success: return end == JobState::Succeeded;
    case After::When::Failure: return end == JobState::Failed || end == JobState::Interrupted;
    case After::When::Finished: break;
    }
    return true;
}

} // namespace

AwaitedJob asAwaited(const Job &job)
{
    return {job.id(), job.spec().name, job.state()};
}

void Dependencies::add(Job &job, const Find &find)
{
    QList<Job::Awaited> awaited;
    for (const After &after : job.spec().after) {
        const std::optional<AwaitedJob> other = find(after.id);
        if (!other || (isFinished(other->state) && isMet(after.when, other->state)))
            continue;
        awaited.append({after, other->name});
        m_waiters[after.id].insert(job.place().serial);
    }
    job.setAwaited(std::move(awaited));
}

void Dependencies::remove(const Job &job)
{
    m_waiters.remove(job.id());
    for (const After &after : job.spec().after) {
        const auto waiters = m_waiters.find(after.id);
        if (waiters == m_waiters.end())
            continue;
        waiters->erase(job.place().serial);
        if (waiters->empty())
            m_waiters.erase(waiters);
    }
}

std::optional<JobError> Dependencies::tell(Job &job, const AwaitedJob &ended)
{
    QList<Job::Awaited> left;
    for (const Job::Awaited &each : job.awaited()) {
        if (each.after.id != ended.id) {
            left.append(each);
            continue;
        }
        if (!isMet(each.after.when, ended.state))
            return JobError{u"after_not_met"_s,
                            u"“%1” (%2) is %3, and this job was to start only after it has %4"_s.arg(
                                each.name, ended.id.text(), stateWord(ended.state),
                                each.after.when == After::When::Success ? u"succeeded"_s : u"failed"_s)};
    }
    job.setAwaited(std::move(left));
    return {};
}

} // namespace belayer::engine
