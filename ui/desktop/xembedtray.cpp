// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/xembedtray.h"

#include "ui/desktop/x11.h"

#include <QGuiApplication>

#include <cstdlib>
#include <memory>

namespace belayer::ui {

XEmbedTray::XEmbedTray()
{
    if (!x11::connection())
        return;
    m_selection = x11::atom("_NET_SYSTEM_TRAY_S0");
    m_manager = x11::atom("MANAGER");
    findOwner();
    qGuiApp->installNativeEventFilter(this);
}

void XEmbedTray::findOwner()
{
    xcb_connection_t *connection = x11::connection();
    const std::unique_ptr<xcb_get_selection_owner_reply_t, decltype(&std::free)> reply(
        xcb_get_selection_owner_reply(connection, xcb_get_selection_owner(connection, m_selection), nullptr),
        &std::free);
    m_owner = reply ? reply->owner : xcb_window_t(XCB_WINDOW_NONE);
    if (m_owner == XCB_WINDOW_NONE)
        return;
    // Its end is told to those who ask. Qt asks for the same, and more would take its own away.
    const std::uint32_t mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    xcb_change_window_attributes(connection, m_owner, XCB_CW_EVENT_MASK, &mask);
    xcb_flush(connection);
}

bool XEmbedTray::nativeEventFilter(const QByteArray &type, void *message, qintptr *)
{
    if (type != "xcb_generic_event_t")
        return false;
    const auto *event = static_cast<xcb_generic_event_t *>(message);
    bool isNews = false;
    constexpr int kindBits = 0x7f; // the other one marks what was sent by clients
    if ((event->response_type & kindBits) == XCB_CLIENT_MESSAGE) {
        const auto *told = static_cast<xcb_client_message_event_t *>(message);
        isNews = told->type == m_manager && told->data.data32[1] == m_selection;
    } else if ((event->response_type & kindBits) == XCB_DESTROY_NOTIFY) {
        isNews = m_owner != 0 && static_cast<xcb_destroy_notify_event_t *>(message)->window == m_owner;
    }
    if (isNews) {
        findOwner();
        // Qt sees the event after us, and the icon is made or taken away by what it then knows.
        QMetaObject::invokeMethod(this, &XEmbedTray::changed, Qt::QueuedConnection);
    }
    return false;
}

} // namespace belayer::ui
