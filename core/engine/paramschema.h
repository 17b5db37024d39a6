// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A kind's parameters as a JSON Schema, for clients of any language.
#pragma once

#include "core/engine/kindinfo.h"

#include <QJsonObject>

namespace belayer::engine {

/// Draft 2020-12. Made of the definition that checkParams() checks with: what the one accepts the other does,
/// but for rules between parameters, which only the kind's own check knows.
QJsonObject parameterSchema(const KindInfo &kind);

} // namespace belayer::engine
