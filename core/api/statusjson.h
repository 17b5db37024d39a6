// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Kinds, live tasks and figures as JSON.
#pragma once

#include "core/api/json.h"
#include "core/engine/kindinfo.h"
#include "core/engine/livetask.h"
#include "core/engine/metrics.h"

namespace belayer::api {

JsonValue::Object kindsJson(const QList<engine::KindInfo> &kinds);
JsonValue::Object liveTasksJson(const engine::LiveTasks &tasks);
JsonValue::Object statsJson(const engine::Metrics &metrics);

} // namespace belayer::api
