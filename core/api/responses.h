// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Replies as our routes give them: JSON bodies, and one shape of error.
#pragma once

#include "core/api/json.h"
#include "core/engine/result.h"
#include "core/http/response.h"

#include <QString>

namespace belayer::api {

/// 200 with that object.
http::Response jsonResponse(JsonValue::Object object);
/// `{"error":message,"code":code}`, and `"field":field` where one is at fault.
http::Response problem(int status, const QString &code, const QString &message, const QString &field = {});
/// The engine's refusal of a verb. `field` stands for the refusal's own where the client knows it by another
/// name.
http::Response refusedByEngine(const engine::Refusal &refusal, const QString &field = {});
/// 503 with Retry-After.
http::Response busy(const QString &message);

} // namespace belayer::api
