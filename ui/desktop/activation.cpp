// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/activation.h"

#include "ui/desktop/x11.h"

#include <QGuiApplication>
#include <QWidget>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr char tokenVariable[] = "XDG_ACTIVATION_TOKEN";

} // namespace

QByteArray activationTokenOfLaunch()
{
    const QByteArray token = qgetenv(tokenVariable);
    return token.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : token;
}

void bringToFront(QWidget &window, const QByteArray &token)
{
    const bool isWayland = QGuiApplication::platformName().startsWith("wayland"_L1);
    if (isWayland && !token.isEmpty())
        qputenv(tokenVariable, token); // where Qt takes it from, and takes it away
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
    if (!x11::connection())
        return;
    x11::activate(xcb_window_t(window.winId()), x11::timeOfStartupId(token));
    if (!token.isEmpty())
        x11::endStartupNotification(token);
}

} // namespace belayer::ui
