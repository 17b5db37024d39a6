// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/logroutes.h"

#include "core/api/findjob.h"
#include "core/api/problem.h"
#include "core/api/queryparameters.h"
#include "core/engine/process/outputreader.h"

#include <limits>

namespace belayer::api {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;
using engine::JobState;
using engine::OutputReader;
using http::Request;
using http::Response;

namespace {

constexpr qint64 MaxLogBytes = 1024 * 1024;
constexpr qint64 FollowedBytes = 64 * 1024;
/// How often a followed file is looked at while it does not grow. Not QFileSystemWatcher: it takes one of the
/// user's 128 inotify instances for each stream.
constexpr auto LookAgain = 50ms;

/// Of this attempt: before it has begun, the file is still that of the one before.
bool hasNewOutput(const JobSnapshot &job)
{
    return !job.outputFile.isEmpty() && job.state != JobState::Queued && job.state != JobState::Starting;
}

/// A slow disk is not the engine's thread to wait for.
async::Task<OutputReader::Range> read(std::shared_ptr<OutputReader> output, qint64 offset, qint64 maxBytes)
{
    co_return co_await async::runInThreadPool(
        [output, offset, maxBytes] { return output->range(offset, maxBytes); });
}

} // namespace

void LogRoutes::addTo(http::HttpServer &server)
{
    server.route(http::Method::Get, u"/api/v1/jobs/<arg>/log"_s,
                 m_access.withToken([this](Request request) { return log(std::move(request)); }));
}

async::Task<Response> LogRoutes::log(Request request)
{
    const QueryParameters parameters(request, {u"offset"_s, u"follow"_s});
    const qint64 offset = parameters.number(u"offset"_s, 0, {0, std::numeric_limits<qint64>::max()});
    const bool isFollowed = parameters.number(u"follow"_s, 0, {0, 1}) == 1;
    const JobSnapshot job = co_await findJob(m_engine, JobId(request.argument));
    if (job.kind != u"command")
        throwProblem(404, u"no_log"_s, u"a job of kind %1 writes no output"_s.arg(job.kind));
    if (job.outputFile.isEmpty() && (!isFollowed || engine::isFinished(job.state)))
        throwProblem(404, u"no_log"_s, u"the command has not started, so there is no output"_s);
    Response response;
    response.contentType = "text/plain; charset=utf-8";
    qint64 begin = offset;
    if (!isFollowed || hasNewOutput(job)) {
        const auto output = std::make_shared<OutputReader>(job.outputFile);
        const OutputReader::Range found = co_await read(output, offset, isFollowed ? 1 : MaxLogBytes);
        begin = found.offset;
        response.body = found.bytes;
    }
    response.headers.emplaceBack("Log-Offset", QByteArray::number(begin));
    if (isFollowed)
        response.stream = [this, job, begin](http::StreamWriter writer) {
            return follow(std::move(writer), job, begin);
        };
    co_return response;
}

async::Task<> LogRoutes::follow(http::StreamWriter writer, JobSnapshot job, qint64 offset)
{
    std::shared_ptr<OutputReader> output;
    for (;;) {
        // Looked at before the file is read: of a job that has ended, the read sees the last byte.
        const JobSnapshot now = co_await findJob(m_engine, job.id);
        if (now.attempt != job.attempt) {
            output.reset();
            offset = 0;
        }
        job = now;
        if (!output && hasNewOutput(job))
            output = std::make_shared<OutputReader>(job.outputFile);
        OutputReader::Range found;
        if (output)
            found = co_await read(output, offset, FollowedBytes);
        if (!found.bytes.isEmpty()) {
            offset = found.offset + found.bytes.size();
            if (!writer.write(found.bytes))
                co_return;
            co_await writer.drained();
        } else if (engine::isFinished(job.state)) {
            writer.finish();
            co_return;
        } else {
            try {
                co_await async::withTimeout(LookAgain, m_engine->ended(job.id));
            } catch (const async::TimeoutError &) {
            }
        }
    }
}

} // namespace belayer::api
