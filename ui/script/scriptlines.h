// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the window does, as lines for a shell: curl for any job, belayerctl where it has the words.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"

namespace belayer::ui {

/// One word for a POSIX shell, quoted where it has to be.
QString shellWord(const QString &text);

/// What a job of kind command runs, as one would type it; see parseShellWords().
QString commandLine(const engine::JobSpec &spec);

/// The body of POST /api/v1/jobs, in one line; what has its default is left out, and so is an empty id.
QString specJson(const engine::JobSpec &spec);

/// "curl -sS … -d '{…}' ADDRESS/api/v1/jobs". The token is asked of belayerctl, so the line may be shown and
/// shared. An empty address: the usual one.
QString submitCurl(const engine::JobSpec &spec, const QString &address);

/// The verb for these jobs, at least one: a call of its own for one job, one for all for many.
QString verbCurl(engine::Verb verb, const QList<engine::JobId> &ids, const QString &address);

/// "belayerctl run …" for commands, "race" and "group" for those of commands alone. Empty: it has no words
/// for such a job.
QString submitCtl(const engine::JobSpec &spec);

} // namespace belayer::ui
