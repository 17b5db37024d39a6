// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayimages.h"

#include "ui/look/icons.h"

#include <QFont>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

// The tray's ground is not ours to know, so the badge brings its own, with a text that has 7:1 on it.
constexpr QColor workingGround(0xf4, 0xa2, 0x59);
constexpr QColor workingText(0x10, 0x1a, 0x1d);
constexpr QColor attentionGround(0xb3, 0x1b, 0x1b);
constexpr QColor attentionText(0xff, 0xff, 0xff);
constexpr double badgeShare = 0.62; ///< of the edge; the least in which a digit can be read at 22 pixels

QString badgeText(const TrayBadge &badge)
{
    if (badge.wantsAttention)
        return u"!"_s;
    return badge.running > 9 ? u"9+"_s : QString::number(badge.running);
}

void drawBadge(QPixmap &image, const TrayBadge &badge)
{
    const double edge = image.width();
    const double size = std::round(edge * badgeShare);
    const QRectF place(edge - size, edge - size, size, size);
    const double gap = edge / 22.0;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.setBrush(Qt::black);
    painter.drawEllipse(place.adjusted(-gap, -gap, gap, gap));
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    painter.setBrush(badge.wantsAttention ? attentionGround : workingGround);
    painter.drawEllipse(place);
    const QString text = badgeText(badge);
    QFont font;
    font.setBold(true);
    font.setPixelSize(std::max(1, int(size * (text.size() > 1 ? 0.62 : 0.8))));
    painter.setFont(font);
    painter.setPen(badge.wantsAttention ? attentionText : workingText);
    painter.drawText(place, Qt::AlignCenter, text);
}

} // namespace

QIcon trayImage(const TrayBadge &badge)
{
    QIcon icon;
    for (const int edge : {16, 22, 24, 32, 44, 48, 64}) {
        QPixmap image = applicationIcon().pixmap(QSize(edge, edge), 1.0);
        if (badge.running > 0 || badge.wantsAttention)
            drawBadge(image, badge);
        icon.addPixmap(image);
    }
    return icon;
}

} // namespace belayer::ui
