// SPDX-License-Identifier: GPL-3.0-or-later
/// \file An image as notifications carry it: the hint `image-data`, of the type (iiibiiay).
#pragma once

#include <QImage>
#include <QVariant>

namespace belayer::ui {

/// For the hints of a Notify call.
QVariant notificationImage(const QImage &image);

} // namespace belayer::ui
