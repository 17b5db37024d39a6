// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job's spec as API v1 takes it.
#pragma once

#include "core/api/json.h"
#include "core/engine/jobspec.h"
#include "core/http/request.h"

namespace belayer::api {

/// What has the wrong shape.
struct SpecError
{
    QString code;   ///< stable, "invalid" or "unknown_field"
    QString field;  ///< such as "children[1].params"; empty: the job itself
    QString detail; ///< for people: what and remedy
};

/// Throws SpecError. What the values mean is the engine's to check.
engine::JobSpec readSpec(const JsonValue &value);
/// The body as a spec. Throws http::ResponseError: 415, 400 for what is not JSON, 422 with the field (such as
/// "children[1].params") for what has the wrong shape. What the values mean is the engine's to check.
engine::JobSpec readSpec(const http::Request &request);

} // namespace belayer::api
