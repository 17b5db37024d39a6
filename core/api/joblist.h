// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Jobs to submit as a file holds them: one spec as API v1 takes it, or a list of them.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/result.h"

#include <QByteArrayView>
#include <QList>

namespace belayer::api {

/// At least one spec, or a refusal; what is wrong with a job of a list has a field like "[3].params". What
/// the values mean is the engine's to check.
engine::Result<QList<engine::JobSpec>> readJobList(QByteArrayView text);

} // namespace belayer::api
