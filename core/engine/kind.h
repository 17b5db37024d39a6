// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a kind of job is to the engine: its description, what its parameters mean together, and its
/// coroutine.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"
#include "core/engine/result.h"

#include <belayer/async.h>

#include <QVariant>

#include <optional>

namespace belayer::engine {

class JobContext;

struct Kind
{
    KindInfo info;
    /// Refuses what `info` alone cannot: parameters that do not go together. They are complete and of the
    /// right type.
    std::optional<Refusal> (*check)(const JobSpec &spec) = nullptr;
    /// The name of a job whose spec gives none: one short line.
    QString (*title)(const JobSpec &spec) = nullptr;
    /// What jobs that take about as long have in common, e.g. their command line; nothing: durations are not
    /// learned. The spec is checked.
    QByteArray (*likeness)(const JobSpec &spec) = nullptr;
    /// The work, in the engine thread. Gives the job's result; throws JobFailure if the job failed; lets
    /// async::Cancelled pass. The context outlives the coroutine. When it ends, nothing of the job may be
    /// left.
    async::Task<QVariant> (*run)(JobContext &job) = nullptr;
    /// The work is done in the pool and holds nothing that must be put right: if it does not end within the
    /// grace of a cancel, it is abandoned.
    bool mayBeAbandoned = false;
};

} // namespace belayer::engine
