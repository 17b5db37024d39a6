// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/statusroutes.h"

#include "core/api/prometheus.h"
#include "core/api/queryparameters.h"
#include "core/api/responses.h"
#include "core/api/statusjson.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

void StatusRoutes::addTo(http::HttpServer &server)
{
    const auto add = [this, &server](const QString &path, auto member) {
        server.route(http::Method::Get, path, m_access.withToken([this, member](Request request) {
            const QueryParameters none(request, {});
            return (this->*member)(std::move(request));
        }));
    };
    add(u"/api/v1/kinds"_s, &StatusRoutes::kinds);
    add(u"/api/v1/tasks-tree"_s, &StatusRoutes::tasksTree);
    add(u"/api/v1/stats"_s, &StatusRoutes::stats);
    add(u"/metrics"_s, &StatusRoutes::metrics);
}

async::Task<Response> StatusRoutes::kinds(Request)
{
    co_return jsonResponse(kindsJson(m_engine->kinds()));
}

async::Task<Response> StatusRoutes::tasksTree(Request)
{
    co_return jsonResponse(liveTasksJson(co_await m_engine->liveTasks()));
}

async::Task<Response> StatusRoutes::stats(Request)
{
    co_return jsonResponse(statsJson(m_engine->metrics()));
}

async::Task<Response> StatusRoutes::metrics(Request)
{
    Response response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = prometheusText(m_engine->metrics());
    co_return response;
}

} // namespace belayer::api
