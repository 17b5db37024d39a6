// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/jsonbody.h"

#include "core/api/problem.h"

namespace belayer::api {

using namespace Qt::StringLiterals;

JsonValue readJsonBody(const http::Request &request)
{
    if (!request.hasJsonBody())
        throwProblem(415, u"unsupported_media_type"_s,
                     u"the body must be JSON; send Content-Type: application/json"_s);
    auto parsed = parseJson(request.body);
    if (const auto *error = std::get_if<JsonError>(&parsed)) {
        if (error->code == JsonError::Code::DuplicateKey)
            throwProblem(422, u"duplicate_key"_s, u"a key stands twice in an object; send it once"_s);
        throwProblem(400, u"malformed_json"_s,
                     error->code == JsonError::Code::TooDeep
                         ? u"the body is nested deeper than 32"_s
                         : u"the body is not JSON at byte %1"_s.arg(error->offset));
    }
    return std::get<JsonValue>(std::move(parsed));
}

} // namespace belayer::api
