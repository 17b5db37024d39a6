// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Brings a window forward, past what window managers do against windows that steal the focus.
#pragma once

#include <QByteArray>

class QWidget;

namespace belayer::ui {

/// What the launcher gave this process to prove that a user asked for it: XDG_ACTIVATION_TOKEN, or
/// DESKTOP_STARTUP_ID; usually empty. To be taken before the application is made, which uses it up.
QByteArray activationTokenOfLaunch();

/// Shows the window, hidden or minimised as it may be, above all others and with the focus. `token` comes
/// from whoever the user has clicked: a launcher, a notification. Without one Wayland only marks the window
/// as wanting attention.
void bringToFront(QWidget &window, const QByteArray &token);

} // namespace belayer::ui
