// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The pages: dashboard, API document and its reader, from the program itself. They hold no secret and
/// need no token; what they show, they fetch with the user's.
#pragma once

#include "core/http/httpserver.h"

namespace belayer::api {

/// Before listen(). `index.html` is `/`, `docs.html` is `/docs`, `openapi.json` is itself, all other files of
/// resources/web are `/web/NAME`. Each has an ETag and is asked for again on every visit.
void addWebRoutes(http::HttpServer &server);

} // namespace belayer::api
