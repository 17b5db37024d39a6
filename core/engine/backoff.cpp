// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/backoff.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace belayer::engine {

std::chrono::milliseconds backoffBefore(const Retries &retries, int retry)
{
    const double longest = static_cast<double>(retries.maxBackoff.count());
    const double grown = static_cast<double>(retries.backoff.count()) * std::pow(retries.factor, retry - 1);
    const double leftOut = retries.jitter * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(std::llround(std::min(grown, longest) * (1.0 - leftOut)));
}

} // namespace belayer::engine
