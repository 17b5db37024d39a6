// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/eventroutes.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

void EventRoutes::addTo(http::HttpServer &server)
{
    const auto events = [this](Request request) -> async::Task<Response> {
        const QList<QByteArray> lastId = request.headerValues("last-event-id");
        Response response;
        response.contentType = "text/event-stream";
        response.stream = [this, id = lastId.value(0)](http::StreamWriter writer) {
            return m_hub.stream(std::move(writer), id);
        };
        co_return response;
    };
    server.route(http::Method::Get, u"/api/v1/events"_s, m_access.withToken(events));
}

} // namespace belayer::api
