// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The lesson's endpoints: each starts real jobs of the engine, so that the window shows them, and
/// waits for them.
#pragma once

#include "core/api/access.h"
#include "core/api/computationlimit.h"
#include "core/engine/engine.h"
#include "core/http/httpserver.h"
#include "core/http/request.h"

#include <belayer/async.h>

#include <QHash>

#include <chrono>

namespace belayer::api {

/// Lives in the engine's thread; the engine outlives it, and it outlives the server it was added to. When a
/// client leaves, the jobs that only its answer needed are cancelled; background jobs, tasks and the value of
/// /data stay.
class LessonRoutes
{
public:
    LessonRoutes(engine::Engine *engine, Access access);

    void addTo(http::HttpServer &server);

private:
    using Permit = ComputationLimit::Permit;

    async::Task<http::Response> process(http::Request request);
    async::Task<http::Response> processAlt(http::Request request);
    async::Task<http::Response> startJob(http::Request request);
    async::Task<http::Response> race(http::Request request);
    async::Task<http::Response> compute(http::Request request);
    async::Task<http::Response> coordinatedJob(http::Request request);
    async::Task<http::Response> data(http::Request request);
    async::Task<http::Response> reset(http::Request request);
    async::Task<http::Response> createTask(http::Request request);
    async::Task<http::Response> waitForTask(http::Request request);
    /// Of one made by createTask(), not of a later job with its id. Unknown: thrown as a 404.
    engine::JobState stateOfTask(const engine::JobId &id) const;

    /// Waits for a permit, starts the job and waits for its end. Every
    /// end but success is thrown as the response that tells it; cancelling the caller cancels the job.
    async::Task<engine::JobEnd> runBounded(engine::JobSpec spec);
    /// Of which the history hears nothing. Refused: thrown as the response that tells it.
    engine::JobId start(engine::JobSpec spec);
    async::Task<> keepUntilFinished(engine::JobId id, Permit permit);
    async::Task<QString> expensiveComputation();
    /// Forgets tasks that the engine has forgotten, once they are many.
    void pruneTasks();

    engine::Engine *m_engine;
    Access m_access;
    ComputationLimit m_limit{64, 1000};
    ComputationLimit m_openLimit{5000, 0}; ///< of jobs nobody need wait for, so that others find room
    QHash<engine::JobId, quint64>
        m_tasks; ///< made by POST /tasks, with the serial that tells it from a later namesake
    std::chrono::milliseconds m_dataWork{0}; ///< of the call that computes
    bool m_dataRequested = false;            ///< since the last reset or failure
    async::AsyncLazy<QString> m_data;
    async::TaskScope m_keepers; ///< last: its frames hold permits
};

} // namespace belayer::api
