// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Checks a job's parameters against the definition of its kind, the one the dialogs are built from.
#pragma once

#include "core/engine/kindinfo.h"
#include "core/engine/result.h"

#include <QVariantMap>

namespace belayer::engine {

/// The parameters, complete: defaults filled in, whole numbers as qint64, lists of texts as QStringList, maps
/// as QVariantMap. Or a refusal that names the field ("params.duration_ms"), its value and its limit.
Result<QVariantMap> checkParams(const KindInfo &kind, QVariantMap params);

/// The number if the value is a whole one that fits 64 bits; a bool or a text is none.
std::optional<qint64> wholeNumber(const QVariant &value);
/// A text without a NUL, which no program, path or variable can hold.
bool isPlainText(const QVariant &value);

} // namespace belayer::engine
