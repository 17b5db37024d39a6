// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/findjob.h"

#include "core/api/problem.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

async::Task<engine::JobSnapshot> findJob(engine::Engine *engine, engine::JobId id)
{
    std::optional<engine::JobSnapshot> job;
    try {
        job = co_await engine->lookUp(std::move(id));
    } catch (const engine::HistoryUnreadable &error) {
        throwProblem(503, u"history_unreadable"_s, QString::fromUtf8(error.what()));
    }
    if (!job)
        throwProblem(404, u"not_found"_s, u"no job of that id is known"_s);
    co_return *std::move(job);
}

} // namespace belayer::api
