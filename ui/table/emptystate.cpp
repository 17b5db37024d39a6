// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/emptystate.h"

#include "ui/look/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace belayer::ui {

namespace {

QLabel *centredLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyState::EmptyState(const QString &picture, const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
    , m_picture(picture)
    , m_image(new QLabel(this))
    , m_title(centredLabel(this))
    , m_explanation(centredLabel(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_image->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch();
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->icon(), action->iconText(), this);
        button->setMinimumHeight(32);
        button->setIconSize({18, 18});
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        button->setVisible(action->isEnabled());
        connect(action, &QAction::changed, button,
                [button, action] { button->setVisible(action->isEnabled()); });
        buttons->addWidget(button);
    }
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(m_image);
    layout->addWidget(m_title);
    layout->addWidget(m_explanation, 0, Qt::AlignHCenter);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    layout->addStretch(3);
    showPicture();
}

void EmptyState::setTexts(const QString &title, const QString &explanation)
{
    m_title->setText(title);
    m_explanation->setText(explanation);
    // A centred label that wraps is given neither the width nor the height it needs, unless it is told both.
    const QFontMetrics metrics = m_explanation->fontMetrics();
    const int width = std::min(metrics.horizontalAdvance(explanation) + 8, 460);
    m_explanation->setFixedSize(
        width, metrics.boundingRect(0, 0, width, 1000, Qt::TextWordWrap, explanation).height() + 4);
}

void EmptyState::showPicture()
{
    constexpr int edge = 72;
    m_image->setPixmap(icon(m_picture, Tone::Muted).pixmap(QSize(edge, edge), devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showPicture();
}

} // namespace belayer::ui
