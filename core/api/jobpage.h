// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The list of jobs, page by page: the query of `GET /api/v1/jobs` and its answer.
#pragma once

#include "core/engine/history/historyvalues.h"
#include "core/http/request.h"
#include "core/http/response.h"

namespace belayer::api {

/// `state`, `kind`, `group`, `label`, `q`, `limit` (1 to 1,000, default 100) and `cursor`, each at most once;
/// an empty `group` means top-level jobs. Throws http::ResponseError (422), also for a parameter of another
/// name.
engine::HistoryQuery readJobQuery(const http::Request &request);

/// `{"jobs":[...],"next":cursor or null}`.
http::Response pageResponse(const engine::HistoryPage &page);

} // namespace belayer::api
