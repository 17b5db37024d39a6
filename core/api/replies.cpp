// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/replies.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

http::Reply jsonReply(JsonValue::Object object)
{
    http::Reply reply;
    reply.body = JsonValue(std::move(object)).toJson();
    return reply;
}

http::Reply problem(int status, const QString &code, const QString &message, const QString &field)
{
    JsonValue::Object body{{u"error"_s, message}, {u"code"_s, code}};
    if (!field.isEmpty())
        body.append({u"field"_s, field});
    http::Reply reply = jsonReply(std::move(body));
    reply.status = status;
    return reply;
}

http::Reply refusedByEngine(const engine::Refusal &refusal, const QString &field)
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

http::Reply busy(const QString &message)
{
    http::Reply reply = problem(503, u"busy"_s, message);
    reply.headers.emplaceBack("Retry-After", "1");
    return reply;
}

} // namespace belayer::api
