// SPDX-License-Identifier: GPL-3.0-or-later
/// \file `Idempotency-Key`: a submit that is sent again, because its answer was lost, makes no second job.
#pragma once

#include "core/engine/jobspec.h"
#include "core/http/request.h"

namespace belayer::api {

/// Nothing to remember beside the jobs: without an id of its own the job gets one made from the key, and ids
/// are unique among all jobs known, also after a crash. The spec keeps a digest of the body, to tell the
/// request sent again from another one with the same key. The memory of a key lasts as long as its job's.
///
/// Puts both into the spec. False: the request has no key. Throws http::ResponseError (422) for one that is
/// not 1 to 255 visible ASCII characters, or stands twice.
bool applyIdempotencyKey(const http::Request &request, engine::JobSpec &spec);

} // namespace belayer::api
