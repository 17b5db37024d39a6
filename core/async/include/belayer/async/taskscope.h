// SPDX-License-Identifier: MIT
// TaskScope: the jobs of an object. A member of it, declared last, so that it dies first.
//
// Destruction destroys the frames of all jobs, leaf first: only destructors run, no catch block, and nothing
// resumes with a dead `this`. Work already in the pool is abandoned, so pool closures own their data (rule
// R5). The friendly end is co_await scope.shutdown(grace) before. A job's error is its handle's; one nobody
// looks at is logged when the last handle goes. Belongs to the thread of its first spawn; spawning from
// another, or after shutdown, is a std::logic_error.
#pragma once
#include "belayer/async/detail/group.h"

#include <chrono>

namespace belayer::async {

class TaskScope final : public detail::GroupBase
{
public:
    TaskScope() noexcept = default;

    // Until no job is left; cancellable; the jobs are not cancelled.
    detail::GroupJoin<true> join() noexcept { return detail::GroupJoin<true>(*this); }
    // Refuses new jobs, cancels (Shutdown), waits up to grace, destroys the rest and says how many that were.
    // Cancelling the waiter destroys the rest at once. The scope must live until it is done.
    Task<int> shutdown(std::chrono::milliseconds grace);
    // Now, synchronously. A job that is running at this moment ends at its next await.
    void destroyAll() noexcept { destroyChildren(); }

private:
    detail::Loop *lateBind() override;
    void childFinished(detail::Job &) override {}
};

} // namespace belayer::async
