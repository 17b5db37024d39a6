// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Errors of API v1: `application/problem+json` (RFC 9457) with a stable code.
#pragma once

#include "core/engine/result.h"
#include "core/http/request.h"
#include "core/http/response.h"

#include <QString>

namespace belayer::api {

/// `{"type":"about:blank","title":...,"status":...,"code":...,"detail":...}`, and `"field"` where one is at
/// fault.
http::Response problemResponse(int status, const QString &code, const QString &detail,
                               const QString &field = {});
/// The engine's refusal of a verb.
http::Response problemResponse(const engine::Refusal &refusal);
/// Throws the response for the route to answer with.
[[noreturn]] void throwProblem(int status, const QString &code, const QString &detail,
                               const QString &field = {});

} // namespace belayer::api
