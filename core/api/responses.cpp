// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/responses.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

http::Response jsonResponse(JsonValue::Object object)
{
    http::Response response;
    response.body = JsonValue(std::move(object)).toJson();
    return response;
}

http::Response problem(int status, const QString &code, const QString &message, const QString &field)
{
    JsonValue::Object body{{u"error"_s, message}, {u"code"_s, code}};
    if (!field.isEmpty())
        body.append({u"field"_s, field});
    http::Response response = jsonResponse(std::move(body));
    response.status = status;
    return response;
}

http::Response refusedByEngine(const engine::Refusal &refusal, const QString &field)
{
    using Code = engine::Refusal::Code;
    switch (refusal.code) {
    case Code::Invalid:
        return problem(422, u"invalid"_s, refusal.message, field.isEmpty() ? refusal.field : field);
    case Code::Conflict: return problem(409, u"conflict"_s, refusal.message, field);
    case Code::NotFound: return problem(404, u"not_found"_s, refusal.message);
    case Code::WrongState: return problem(409, u"wrong_state"_s, refusal.message);
    case Code::QueueFull: return busy(refusal.message);
    case Code::ShuttingDown: return problem(503, u"shutting_down"_s, refusal.message);
    }
    Q_UNREACHABLE();
}

http::Response busy(const QString &message)
{
    http::Response response = problem(503, u"busy"_s, message);
    response.headers.emplaceBack("Retry-After", "1");
    return response;
}

} // namespace belayer::api
