// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the keys that scripts use are called before people.
#pragma once

#include "core/engine/kindinfo.h"

namespace belayer::ui {

/// A parameter of a kind: "duration_ms" is "Duration". One not known here is its own words.
QString paramTitle(const engine::ParamInfo &info);
/// One of a parameter's choices, or of what a result names by them: "sha256" is "SHA-256". One not known here is
/// its own words.
QString choiceTitle(const QString &choice);
/// A part of a result: "bytes" is "Size". One not known here is its own words.
QString resultTitle(const QString &key);

} // namespace belayer::ui
