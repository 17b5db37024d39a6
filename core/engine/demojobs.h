// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Sample jobs for a first look: the lesson's endpoints as real jobs, one for each thing the engine can
/// do.
#pragma once

#include "core/engine/jobspec.h"

#include <QList>
#include <QString>

namespace belayer::engine {

struct DemoJob
{
    QString title; ///< for a menu
    JobSpec spec;  ///< has a name and no id, so that it can be submitted again and again
};

/// A process group, a race, a background job, a pool computation, a coordinated job and a pipeline. They last
/// a few seconds to a minute and touch nothing outside of the program.
QList<DemoJob> demoJobs();

} // namespace belayer::engine
