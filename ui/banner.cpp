// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/banner.h"

#include "ui/look/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace belayer::ui {
using namespace Qt::StringLiterals;

Banner::Banner(Closing closing, QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this))
{
    setObjectName("banner");
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Ignored,
                          QSizePolicy::Preferred); // a word of any length widens no window
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    hide();
    if (closing == Closing::Never)
        return;
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(icon(u"close"_s));
    close->setToolTip(tr("Put this message away"));
    close->setAccessibleName(tr("Close the message"));
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    layout->addWidget(close);
}

void Banner::say(const QString &message, Tone tone)
{
    m_tone = tone;
    constexpr qsizetype most = 1'000;
    m_text->setText(message.size() > most ? message.left(most) + u" …"_s : message);
    showIcon();
    setVisible(!message.isEmpty());
    update();
}

QColor Banner::ground(Tone tone, const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), toneColor(tone, palette), isDark(palette) ? 20 : 11);
}

void Banner::showIcon()
{
    QString name = u"warning"_s;
    if (m_tone == Tone::Active)
        name = u"about"_s;
    else if (m_tone == Tone::Good)
        name = u"state-succeeded"_s;
    m_icon->setPixmap(icon(name, m_tone).pixmap(QSize(18, 18), devicePixelRatioF()));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !isHidden())
        showIcon();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), ground(m_tone, palette()));
    painter.fillRect(QRect(0, 0, 3, height()), toneColor(m_tone, palette()));
}

} // namespace belayer::ui
