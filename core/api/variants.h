// SPDX-License-Identifier: GPL-3.0-or-later
/// \file JSON values to and from the QVariants that job parameters and results are made of.
#pragma once

#include "core/api/json.h"

#include <QVariant>

namespace belayer::api {

/// Whole numbers become qint64 where they fit, others double. Null becomes an invalid variant.
QVariant toVariant(const JsonValue &value);
/// Whole numbers beyond 2^53, which a script's numbers cannot hold, become texts of their digits.
JsonValue fromVariant(const QVariant &value);

} // namespace belayer::api
