// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/receipt.h"

namespace belayer::engine {

QLatin1StringView reasonWord(EndReason reason) noexcept
{
    using namespace Qt::StringLiterals;
    switch (reason) {
    case EndReason::User: return "user"_L1;
    case EndReason::SiblingFailed: return "sibling_failed"_L1;
    case EndReason::LostRace: return "lost_race"_L1;
    case EndReason::Timeout: return "timeout"_L1;
    case EndReason::Shutdown: return "shutdown"_L1;
    case EndReason::AfterNotMet: return "after_not_met"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace belayer::engine
