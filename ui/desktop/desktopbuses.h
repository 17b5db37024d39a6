// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The two buses of a desktop, reached without waiting for them.
#pragma once

#include <QDBusConnection>

#include <functional>
#include <memory>

class QObject;

namespace belayer::ui {

struct DesktopBuses
{
    QDBusConnection session;
    QDBusConnection system;
};

/// Connects in a thread of its own: QtDBus blocks whoever connects until the bus answers, and one that hangs
/// never does. Its functions: one thread.
class BusOpening
{
public:
    /// `use` runs in the receiver's thread, unless this object or the receiver has gone before. A bus that
    /// cannot be reached is one that is not connected.
    BusOpening(QObject &receiver, std::function<void(const DesktopBuses &)> use);
    BusOpening(const BusOpening &) = delete;
    ~BusOpening();
    /// The first call does.
    void open();

private:
    struct WayBack;
    std::shared_ptr<WayBack> m_back;
    bool m_hasBegun = false;
};

} // namespace belayer::ui
