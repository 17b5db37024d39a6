// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The JSON of jobs in files. It is API v1's, which the window does not know: who makes the window
/// hands it in.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"
#include "core/engine/result.h"

#include <QByteArrayView>

#include <functional>

namespace belayer::ui {

/// May be called in any thread.
struct JobFormats
{
    /// The specs of a job list, at least one; a refusal's field begins with the job's place, "[3].params".
    std::function<engine::Result<QList<engine::JobSpec>>(QByteArrayView)> readList;
    /// One object, without a line break.
    std::function<QByteArray(const engine::JobSnapshot &)> write;
};

} // namespace belayer::ui
