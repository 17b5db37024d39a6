// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/problem.h"

#include "core/api/json.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

http::Reply problemReply(int status, const QString &code, const QString &detail, const QString &field)
{
    JsonValue::Object body{{u"type"_s, u"about:blank"_s},
                           {u"title"_s, QString::fromLatin1(http::reasonPhrase(status))},
                           {u"status"_s, qint64(status)},
                           {u"code"_s, code},
                           {u"detail"_s, detail}};
    if (!field.isEmpty())
        body.append({u"field"_s, field});
    http::Reply reply;
    reply.status = status;
    reply.contentType = "application/problem+json";
    reply.body = JsonValue(std::move(body)).toJson();
    return reply;
}

http::Reply problemReply(const engine::Refusal &refusal)
{
    using Code = engine::Refusal::Code;
    switch (refusal.code) {
    case Code::Invalid: return problemReply(422, u"invalid"_s, refusal.message, refusal.field);
    case Code::Conflict: return problemReply(409, u"conflict"_s, refusal.message, refusal.field);
    case Code::NotFound: return problemReply(404, u"not_found"_s, refusal.message);
    case Code::WrongState: return problemReply(409, u"wrong_state"_s, refusal.message);
    case Code::QueueFull: {
        http::Reply reply = problemReply(503, u"queue_full"_s, refusal.message);
        reply.headers.emplaceBack("Retry-After", "1");
        return reply;
    }
    case Code::ShuttingDown: return problemReply(503, u"shutting_down"_s, refusal.message);
    }
    Q_UNREACHABLE();
}

void throwProblem(int status, const QString &code, const QString &detail, const QString &field)
{
    throw http::ReplyError(problemReply(status, code, detail, field));
}

} // namespace belayer::api
