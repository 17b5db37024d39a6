// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobrunner.h"

#include "core/engine/estimate.h"
#include "core/engine/poolguard.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

async::Task<> timeOutWhenLate(Job &job)
{
    for (;;) {
        co_await job.gate()->opened();
        const milliseconds left = job.spec().timeout - job.activeTime();
        if (left <= milliseconds::zero())
            break;
        co_await async::sleepFor(left);
    }
    job.timeOut();
}

/// What ends within a moment needs no estimate, and a thousand starts a second no look-ups.
constexpr auto EstimateDelay = 1s;

async::Task<> learnUsual(Job &job, JobHost &host)
{
    co_await async::sleepFor(EstimateDelay);
    job.setUsual(usualOf(co_await host.earlierRuns(job)));
}

/// Not withBackgroundTask(), whose join would turn work that is done when a cancel arrives into cancelled
/// work.
async::Task<QVariant> beside(async::Task<> background, async::Task<QVariant> task)
{
    const async::BackgroundTask<> running(std::move(background)); // goes with this frame
    co_return co_await std::move(task);
}

async::Task<QVariant> workWhenOpen(JobContext &context, Job &job)
{
    co_await job.gate()->opened(); // the parent may have been paused a moment ago
    co_return co_await job.kind().run(context);
}

async::Task<QVariant> work(JobContext &context, Job &job, JobHost &host)
{
    async::Task<QVariant> task = workWhenOpen(context, job);
    if (job.kind().mayBeAbandoned)
        task = abandonIfStuck(std::move(task), job, host);
    if (job.kind().likeness)
        task = beside(learnUsual(job, host), std::move(task));
    if (job.spec().timeout != milliseconds::zero())
        task = beside(timeOutWhenLate(job), std::move(task));
    return task;
}

JobError timeoutError(const Job &job)
{
    return {
        u"timeout"_s,
        u"the job ran longer than its timeout of %1 ms and was ended; raise timeout_ms or speed it up"_s.arg(
            job.spec().timeout.count())};
}

void endAttempt(Job &job, JobHost &host, JobError error)
{
    if (!job.mayTryAgain()) {
        job.fail(std::move(error));
        return;
    }
    const milliseconds pause = job.backToQueue(std::move(error));
    host.queue().addAgain(job, pause);
}

} // namespace

async::Task<> runJob(std::shared_ptr<Job> job, JobHost &host)
{
    if (!job->begin())
        co_return;
    JobContext context(*job, host);
    std::optional<QVariant> result;
    JobError error;
    try {
        result = co_await work(context, *job, host);
    } catch (const async::Cancelled &) {
        if (job->state() != JobState::Cancelling) {
            error = {u"internal"_s, u"the work of this job was cancelled though nobody cancelled the job"_s};
        } else if (job->hasTimedOut()) {
            error = timeoutError(*job);
        } else {
            job->endCancelled();
            throw;
        }
    } catch (const JobFailure &failure) {
        error = failure.error();
    } catch (const std::exception &exception) {
        error = {u"internal"_s, QString::fromLocal8Bit(exception.what())};
    } catch (...) {
        error = {u"internal"_s, u"the job ended with an unknown exception"_s};
    }
    if (result)
        job->succeed(*std::move(result));
    else
        endAttempt(*job, host, std::move(error));
}

} // namespace belayer::engine
