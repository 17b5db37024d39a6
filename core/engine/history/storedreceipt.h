// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A receipt as it is kept in the history.
#pragma once

#include "core/engine/receipt.h"

#include <QJsonObject>

namespace belayer::engine {

QJsonObject receiptJson(const Receipt &receipt);
Receipt readReceipt(const QJsonObject &object);

} // namespace belayer::engine
