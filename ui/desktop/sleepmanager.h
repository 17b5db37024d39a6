// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Who can be asked to keep the machine awake.
#pragma once

#include <QLatin1StringView>
#include <QVariant>

#include <span>

namespace belayer::ui {

/// One that can promise not to put the machine to sleep.
struct SleepManager
{
    enum class Bus : quint8 { Session, System };
    Bus bus;
    QLatin1StringView service;
    QLatin1StringView path;
    QLatin1StringView interface;
    QLatin1StringView endMethod; ///< takes the cookie; empty: closing the descriptor ends it
    QVariantList (*arguments)(const QString &reason);
};

/// In this order: the first that answers is asked alone. For as long as the program runs.
std::span<const SleepManager> sleepManagers();

} // namespace belayer::ui
