// SPDX-License-Identifier: GPL-3.0-or-later
// Any body: what is taken for JSON says the same when it is written and read again.
#include "core/api/json.h"
#include "core/api/jsonbody.h"
#include "core/http/response.h"
#include "tests/fuzz/claim.h"

using namespace belayer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    http::Request request;
    request.headers.emplaceBack("content-type", "application/json");
    request.body = QByteArray(reinterpret_cast<const char *>(data), qsizetype(size));
    try {
        const QByteArray written = api::readJsonBody(request).toJson();
        const auto again = api::parseJson(written);
        const auto *value = std::get_if<api::JsonValue>(&again);
        claim(value && value->toJson() == written);
    } catch (const http::ResponseError &refused) {
        claim(refused.response().status == 400 || refused.response().status == 422);
    }
    return 0;
}
