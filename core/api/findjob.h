// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The job that a path names, wherever it is kept.
#pragma once

#include "core/engine/engine.h"

#include <belayer/async.h>

namespace belayer::api {

/// Throws http::ResponseError: 404 if no job of that id is known, 503 if the history cannot be read. The
/// engine must live until the task has ended.
async::Task<engine::JobSnapshot> findJob(engine::Engine *engine, engine::JobId id);

} // namespace belayer::api
