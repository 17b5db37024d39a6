// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearancepage.h"

#include "ui/look/appearance.h"

#include <QRadioButton>

namespace belayer::ui {

AppearancePage::AppearancePage(QSettings &settings, QWidget *parent)
    : SettingsPage(parent), m_settings(settings)
{
    const WordKey &key = settingsKeys().appearance;
    addHeading(tr("Colours"));
    const QStringList titles{tr("As the &system has them"), tr("&Light"), tr("&Dark")};
    for (qsizetype i = 0; i < titles.size(); ++i) {
        auto *button = new QRadioButton(titles.at(i), this);
        button->setObjectName(key.name + u'.' + key.words.at(i));
        m_choice.addButton(button, int(i));
        form()->addRow(button);
    }
    m_choice.button(read(settings, key))->setChecked(true);
    connect(&m_choice, &QButtonGroup::idToggled, this, &SettingsPage::edited);
    addHint(tr("The height of the rows is in the menu View."));
}

bool AppearancePage::isEdited() const
{
    return m_choice.checkedId() != read(m_settings, settingsKeys().appearance);
}

std::optional<QString> AppearancePage::apply()
{
    write(m_settings, settingsKeys().appearance, m_choice.checkedId());
    applyAppearance(Appearance(m_choice.checkedId()));
    return {};
}

} // namespace belayer::ui
