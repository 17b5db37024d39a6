// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Whether X11 has a system tray: the owner of the selection _NET_SYSTEM_TRAY_Sn.
#pragma once

#include <QAbstractNativeEventFilter>
#include <QObject>

#include <cstdint>

namespace belayer::ui {

/// Main thread. Off X11 there is never one.
class XEmbedTray : public QObject, private QAbstractNativeEventFilter
{
    Q_OBJECT

public:
    XEmbedTray();

    bool isThere() const noexcept { return m_owner != 0; }

Q_SIGNALS:
    void changed();

private:
    bool nativeEventFilter(const QByteArray &type, void *message, qintptr *result) override;
    void findOwner();

    std::uint32_t m_owner = 0; ///< the tray's window
    std::uint32_t m_selection = 0;
    std::uint32_t m_manager = 0; ///< the atom by which a new owner announces itself
};

} // namespace belayer::ui
