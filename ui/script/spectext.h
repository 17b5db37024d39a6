// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What a job was started from, in words: its parameters and what differs from the usual.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"

namespace belayer::ui {

/// "program: make", "arguments: -j4 'all tests'", "timeout: 5 min", a line each; parameters by the names that
/// scripts use, defaults of `kinds` left out. The children of a group are rows of their own and not told
/// here. Not escaped.
QString specText(const engine::JobSpec &spec, const QList<engine::KindInfo> &kinds);

} // namespace belayer::ui
