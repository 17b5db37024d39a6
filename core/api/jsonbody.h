// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The JSON body of a request to API v1.
#pragma once

#include "core/api/json.h"
#include "core/http/request.h"

namespace belayer::api {

/// Throws http::ResponseError: 415 without the right content type, 400 for what is not JSON, 422 for a key
/// that stands twice.
JsonValue readJsonBody(const http::Request &request);

} // namespace belayer::api
