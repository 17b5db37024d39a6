// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/problem.h"

#include "core/api/json.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

http::Response problemResponse(int status, const QString &code, const QString &detail, const QString &field)
{
    JsonValue::Object body{{u"type"_s, u"about:blank"_s},
                           {u"title"_s, QString::fromLatin1(http::reasonPhrase(status))},
                           {u"status"_s, qint64(status)},
                           {u"code"_s, code},
                           {u"detail"_s, detail}};
    if (!field.isEmpty())
        body.append({u"field"_s, field});
    http::Response response;
    response.status = status;
    response.contentType = "application/problem+json";
    response.body = JsonValue(std::move(body)).toJson();
    return response;
}

http::Response problemResponse(const engine::Refusal &refusal)
{
    using Code = engine::Refusal::Code;
    switch (refusal.code) {
    case Code::Invalid: return problemResponse(422, u"invalid"_s, refusal.message, refusal.field);
    case Code::Conflict: return problemResponse(409, u"conflict"_s, refusal.message, refusal.field);
    case Code::NotFound: return problemResponse(404, u"not_found"_s, refusal.message);
    case Code::WrongState: return problemResponse(409, u"wrong_state"_s, refusal.message);
    case Code::QueueFull: {
        http::Response response = problemResponse(503, u"queue_full"_s, refusal.message);
        response.headers.emplaceBack("Retry-After", "1");
        return response;
    }
    case Code::ShuttingDown: return problemResponse(503, u"shutting_down"_s, refusal.message);
    }
    Q_UNREACHABLE();
}

void throwProblem(int status, const QString &code, const QString &detail, const QString &field)
{
    throw http::ResponseError(problemResponse(status, code, detail, field));
}

} // namespace belayer::api
