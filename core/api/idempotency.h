// SPDX-License-Identifier: GPL-3.0-or-later
/// \file `Idempotency-Key`: a submit or a retry that is sent again, because its answer was lost, makes no
/// second job.
#pragma once

#include "core/engine/jobspec.h"
#include "core/http/request.h"

#include <optional>

namespace belayer::api {

/// Nothing if the request has none. Throws http::ResponseError (422) for a key that is not 1 to 255 visible
/// ASCII characters, or stands twice.
std::optional<QByteArray> readIdempotencyKey(const http::Request &request);

/// Nothing to remember beside the jobs: without an id of its own the job gets one made from the key, and ids
/// are unique among all jobs known, also after a crash. The spec keeps a digest of the body, to tell the
/// request sent again from another one with the same key. The memory of a key lasts as long as its job's.
///
/// Puts both into the spec.
void applyIdempotencyKey(const QByteArray &key, const QByteArray &body, engine::JobSpec &spec);
/// Of the job that a retry of that job with that key makes.
engine::JobId idOfRetry(const engine::JobId &retried, const QByteArray &key);

} // namespace belayer::api
