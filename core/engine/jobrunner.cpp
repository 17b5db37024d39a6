// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobrunner.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;

async::Task<> runJob(std::shared_ptr<Job> job, JobHost &host)
{
    if (!job->begin())
        co_return;
    JobContext context(*job, host);
    std::optional<QVariant> result;
    JobError error;
    try {
        result = co_await job->kind().run(context);
    } catch (const async::Cancelled &) {
        if (job->state() == JobState::Cancelling) {
            job->endCancelled();
            throw;
        }
        error = {u"internal"_s, u"the work of this job was cancelled though nobody cancelled the job"_s};
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
        job->fail(std::move(error));
}

} // namespace belayer::engine
