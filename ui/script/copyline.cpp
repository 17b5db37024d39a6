// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/copyline.h"

#include "ui/look/icons.h"
#include "ui/words/plaintext.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

CopyLine::CopyLine(const QString &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_line(new QLineEdit(this))
    , m_copy(new QToolButton(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(70);
    m_title->setBuddy(m_line);
    m_line->setObjectName(name);
    m_line->setReadOnly(true);
    m_line->setAccessibleName(title);
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy->setObjectName(name + u".copy"_s);
    m_copy->setIcon(icon(u"copy"_s));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy the line"));
    m_copy->setAccessibleName(tr("Copy the line for %1").arg(title));
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_line, 1);
    layout->addWidget(m_copy);
}

void CopyLine::setText(const QString &text)
{
    setVisible(!text.isEmpty());
    if (text == m_text)
        return;
    m_text = text;
    m_line->setText(shown(text));
    m_line->setCursorPosition(0);
}

} // namespace belayer::ui
