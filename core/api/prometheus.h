// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine's figures in the text format 0.0.4 of Prometheus.
#pragma once

#include "core/engine/metrics.h"

#include <QByteArray>

namespace belayer::api {

/// Base units (seconds, bytes), `_total` for what only grows; a figure that is not known is left out.
QByteArray prometheusText(const engine::Metrics &metrics);

} // namespace belayer::api
