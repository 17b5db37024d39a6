// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/x11.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace belayer::ui::x11 {

namespace {

xcb_screen_t *screen()
{
    return connection() ? xcb_setup_roots_iterator(xcb_get_setup(connection())).data : nullptr;
}

void sendToRoot(const xcb_client_message_event_t &event, std::uint32_t mask)
{
    xcb_send_event(connection(), 0, rootWindow(), mask, reinterpret_cast<const char *>(&event));
}

xcb_client_message_event_t clientMessage(xcb_window_t window, const char *type, std::uint8_t format)
{
    xcb_client_message_event_t event{};
    event.response_type = XCB_CLIENT_MESSAGE;
    event.format = format;
    event.window = window;
    event.type = atom(type);
    return event;
}

} // namespace

xcb_connection_t *connection()
{
    const auto *x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    return x11 ? x11->connection() : nullptr;
}

xcb_window_t rootWindow()
{
    return screen() ? screen()->root : xcb_window_t(XCB_WINDOW_NONE);
}

xcb_atom_t atom(const QByteArray &name)
{
    const auto cookie = xcb_intern_atom(connection(), 0, std::uint16_t(name.size()), name.constData());
    const std::unique_ptr<xcb_intern_atom_reply_t, decltype(&std::free)> reply(
        xcb_intern_atom_reply(connection(), cookie, nullptr), &std::free);
    return reply ? reply->atom : xcb_atom_t(XCB_ATOM_NONE);
}

void activate(xcb_window_t window, xcb_timestamp_t time)
{
    constexpr std::uint32_t onBehalfOfTheUser = 2;
    xcb_client_message_event_t event = clientMessage(window, "_NET_ACTIVE_WINDOW", 32);
    event.data.data32[0] = onBehalfOfTheUser;
    event.data.data32[1] = time;
    sendToRoot(event, XCB_EVENT_MASK_SUBSTRUCTURE_REDIRECT | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY);
    xcb_flush(connection());
}

/// The message is cut into events of 20 bytes; the one that holds its NUL is the last.
void endStartupNotification(const QByteArray &startupId)
{
    QByteArray quoted = startupId;
    quoted.replace('\\', "\\\\").replace('"', "\\\"");
    const QByteArray text = "remove: ID=\"" + quoted + '"' + '\0';
    const xcb_window_t sender = xcb_generate_id(connection());
    xcb_create_window(connection(), XCB_COPY_FROM_PARENT, sender, rootWindow(), -1, -1, 1, 1, 0,
                      XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, 0, nullptr);
    xcb_client_message_event_t event = clientMessage(sender, "_NET_STARTUP_INFO_BEGIN", 8);
    const xcb_atom_t next = atom("_NET_STARTUP_INFO");
    constexpr qsizetype room = sizeof event.data.data8;
    for (qsizetype at = 0; at < text.size(); at += room) {
        const QByteArray part = text.mid(at, room).leftJustified(room, '\0');
        std::copy(part.begin(), part.end(), event.data.data8);
        sendToRoot(event, XCB_EVENT_MASK_PROPERTY_CHANGE);
        event.type = next;
    }
    xcb_destroy_window(connection(), sender);
    xcb_flush(connection());
}

xcb_timestamp_t timeOfStartupId(const QByteArray &startupId)
{
    constexpr char mark[] = "_TIME";
    const qsizetype at = startupId.lastIndexOf(mark);
    return at < 0 ? XCB_CURRENT_TIME : startupId.mid(at + qsizetype(sizeof mark) - 1).toUInt();
}

} // namespace belayer::ui::x11
