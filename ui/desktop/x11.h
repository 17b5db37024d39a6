// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The little of X11 that Qt does not do for us.
#pragma once

#include <QByteArray>

#include <xcb/xcb.h>

namespace belayer::ui::x11 {

/// Nothing where the program does not run on X11.
xcb_connection_t *connection();
xcb_window_t rootWindow();
xcb_atom_t atom(const QByteArray &name);

/// Brings the window forward over whatever has the focus now: a user has asked for it. `time` is of the click
/// or key by which, 0 where it is not known.
void activate(xcb_window_t window, xcb_timestamp_t time);
/// Ends the waiting pointer that a launcher shows for this start.
void endStartupNotification(const QByteArray &startupId);
/// What the id says of when its start was asked for; 0: nothing.
xcb_timestamp_t timeOfStartupId(const QByteArray &startupId);

} // namespace belayer::ui::x11
