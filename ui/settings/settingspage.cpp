// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingspage.h"

#include "ui/look/theme.h"

#include <QEvent>

namespace belayer::ui {

SettingsPage::SettingsPage(QWidget *parent) : QWidget(parent), m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(16, 12, 16, 12);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

QSpinBox *SettingsPage::addNumber(const QString &title, const NumberKey &key, const QString &suffix)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(key.name);
    box->setRange(key.least, key.most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    box->setMinimumWidth(150);
    m_form->addRow(title, box);
    connect(box, &QSpinBox::valueChanged, this, &SettingsPage::edited);
    return box;
}

QCheckBox *SettingsPage::addSwitch(const QString &title, const QString &name)
{
    auto *box = new QCheckBox(title, this);
    box->setObjectName(name);
    m_form->addRow(box);
    connect(box, &QCheckBox::toggled, this, &SettingsPage::edited);
    return box;
}

QLabel *SettingsPage::addHint(const QString &text)
{
    auto *hint = new QLabel(text, this);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    setTextTone(hint, Tone::Muted);
    m_form->addRow(hint);
    m_hints.append(hint);
    return hint;
}

void SettingsPage::addHeading(const QString &text)
{
    auto *heading = new QLabel(text, this);
    heading->setTextFormat(Qt::PlainText);
    QFont font = heading->font();
    font.setBold(true);
    heading->setFont(font);
    heading->setContentsMargins(0, m_form->rowCount() == 0 ? 0 : 10, 0, 0);
    m_form->addRow(heading);
}

void SettingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (QLabel *hint : std::as_const(m_hints))
            setTextTone(hint, Tone::Muted);
    }
}

} // namespace belayer::ui
