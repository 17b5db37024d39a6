// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The tables of the history, made and brought up to date step by step.
#pragma once

#include "core/engine/history/database.h"

namespace belayer::engine {

/// Of the newest schema; stored as SQLite's user_version.
int schemaVersion();
int schemaVersion(Database &database);

/// Runs the steps that are missing, each in a transaction of its own: a step that fails or is killed leaves
/// the version before. Jobs of every version are kept.
void migrate(Database &database);

} // namespace belayer::engine
