// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/poolguard.h"

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

async::Task<> untilEnded(async::TaskScope &scope, std::chrono::milliseconds grace,
                         async::AsyncEvent &killTime)
{
    co_await async::runUntilFirstComplete(scope.join(), async::sleepFor(grace), killTime.wait());
}

} // namespace

async::Task<QVariant> abandonIfStuck(async::Task<QVariant> work, Job &job, JobHost &host)
{
    async::TaskScope scope; // no child of this coroutine's scope, so that it may be left before its end
    const auto handle = scope.spawn(std::move(work), u"work"_s);
    std::optional<async::Cancelled> cancelled;
    try {
        co_return co_await handle;
    } catch (const async::Cancelled &reason) {
        cancelled = reason; // of this job, or of the work alone
    }
    if (!handle.isFinished()) {
        handle.cancel(cancelled->reason());
        co_await async::shielded(untilEnded(scope, host.graceOf(job), host.killTime()));
    }
    if (!handle.isFinished()) {
        const int stuck = std::max(1, job.bodiesInPool().load());
        scope.destroyAll();
        job.addAbandonedThreads(stuck);
        throw *cancelled;
    }
    if (handle.isFailed())
        std::rethrow_exception(handle.error());
    if (handle.isCancelled())
        throw *cancelled;
    co_return handle.result();
}

} // namespace belayer::engine
