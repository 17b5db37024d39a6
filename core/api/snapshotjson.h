// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job's snapshot as API v1 gives it.
#pragma once

#include "core/api/json.h"
#include "core/engine/jobsnapshot.h"

namespace belayer::api {

JsonValue::Object snapshotJson(const engine::JobSnapshot &job);

} // namespace belayer::api
