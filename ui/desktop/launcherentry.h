// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The progress on the program's button in the taskbar or dock: com.canonical.Unity.LauncherEntry,
/// which KDE, Ubuntu's and other docks read.
#pragma once

#include "ui/desktop/jobwatch.h"

#include <QDBusConnection>

namespace belayer::ui {

/// Main thread. Sends a signal when what is shown changes; whether anybody listens is not known and does not
/// matter.
class LauncherEntry
{
public:
    explicit LauncherEntry(const QDBusConnection &bus) : m_bus(bus) {}
    /// Nothing is shown any more.
    ~LauncherEntry();

    enum class Attention : quint8 { None, Wanted };
    void show(const Activity &activity, Attention attention);

private:
    struct Shown
    {
        int percent = -1;
        int count = 0;
        Attention attention = Attention::None;
        bool operator==(const Shown &) const = default;
    };
    void send(const Shown &what);

    QDBusConnection m_bus;
    Shown m_shown;
};

} // namespace belayer::ui
