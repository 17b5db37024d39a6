// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What did not behave when it was to end, in plain words, from the receipts.
#pragma once

#include "core/engine/receipt.h"

namespace belayer::engine {

/// Of one child of that name and of all below it; nothing if all behaved.
QStringList lintOf(const QString &name, const Receipt &receipt);

} // namespace belayer::engine
