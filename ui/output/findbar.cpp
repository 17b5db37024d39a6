// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/findbar.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace belayer::ui {
using namespace Qt::StringLiterals;

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_result(new QLabel(this))
    , m_next(new QAction(icon(u"down"_s), tr("Find &Next"), this))
    , m_previous(new QAction(icon(u"up"_s), tr("Find P&revious"), this))
{
    m_field->setObjectName("findText");
    m_field->setPlaceholderText(tr("Find in the output"));
    m_field->setAccessibleName(tr("Find in the output"));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(320);
    m_field->addAction(icon(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    m_result->setObjectName("findResult");
    m_result->setTextFormat(Qt::PlainText);
    m_next->setShortcuts({QKeySequence(Qt::Key_F3)});
    m_next->setToolTip(
        tr("Go to the next match (%1 or Enter)").arg(m_next->shortcut().toString(QKeySequence::NativeText)));
    m_previous->setShortcuts({QKeySequence(Qt::SHIFT | Qt::Key_F3)});
    m_previous->setToolTip(tr("Go to the previous match (%1 or Shift+Enter)")
                               .arg(m_previous->shortcut().toString(QKeySequence::NativeText)));
    auto *close = new QAction(icon(u"close"_s), tr("Close the Search"), this);
    close->setToolTip(tr("Close the search (Escape)"));
    connect(close, &QAction::triggered, this, &FindBar::closed);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::textChanged);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 3, 6, 3);
    layout->setSpacing(4);
    layout->addWidget(m_field, 1);
    for (QAction *action : {m_previous, m_next}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        layout->addWidget(button);
    }
    layout->addWidget(m_result, 1);
    auto *button = new QToolButton(this);
    button->setDefaultAction(close);
    button->setAutoRaise(true);
    layout->addWidget(button);
    hide();
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::open(const QString &text)
{
    if (!text.isEmpty())
        m_field->setText(text);
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FindBar::setResult(const QString &words)
{
    m_result->setText(words);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        (event->modifiers().testFlag(Qt::ShiftModifier) ? m_previous : m_next)->trigger();
    else
        QWidget::keyPressEvent(event);
}

} // namespace belayer::ui
