// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/desktoppage.h"

namespace belayer::ui {

DesktopPage::DesktopPage(QSettings &settings, QWidget *parent) : SettingsPage(parent), m_settings(settings)
{
    const SettingsKeys &keys = settingsKeys();
    addHeading(tr("Notifications"));
    m_notify = addSwitch(tr("&Notify when a job is done or has failed"), keys.notify.name);
    m_notify->setChecked(read(settings, keys.notify));
    const NumberKey seconds{keys.notifyAfterMs.name, keys.notifyAfterMs.usual / 1000,
                            keys.notifyAfterMs.least / 1000, keys.notifyAfterMs.most / 1000};
    m_notifyAfter = addNumber(tr("If it took at &least"), seconds, tr(" s"));
    m_notifyAfter->setValue(read(settings, keys.notifyAfterMs) / 1000);
    m_notifyAfter->setEnabled(m_notify->isChecked());
    connect(m_notify, &QCheckBox::toggled, m_notifyAfter, &QWidget::setEnabled);
    addHeading(tr("While jobs run"));
    m_inhibitSleep = addSwitch(tr("Keep the computer from going to &sleep"), keys.inhibitSleep.name);
    m_inhibitSleep->setChecked(read(settings, keys.inhibitSleep));
    addHeading(tr("Tray"));
    m_tray = addSwitch(tr("Show an &icon in the tray"), keys.tray.name);
    m_tray->setChecked(read(settings, keys.tray));
    addHint(tr("With the icon, the window can be closed while jobs go on."));
}

bool DesktopPage::isEdited() const
{
    const SettingsKeys &keys = settingsKeys();
    return m_notify->isChecked() != read(m_settings, keys.notify) ||
           m_notifyAfter->value() != read(m_settings, keys.notifyAfterMs) / 1000 ||
           m_inhibitSleep->isChecked() != read(m_settings, keys.inhibitSleep) ||
           m_tray->isChecked() != read(m_settings, keys.tray);
}

std::optional<QString> DesktopPage::apply()
{
    const SettingsKeys &keys = settingsKeys();
    write(m_settings, keys.notify, m_notify->isChecked());
    write(m_settings, keys.notifyAfterMs, notifyAfterMs());
    write(m_settings, keys.inhibitSleep, m_inhibitSleep->isChecked());
    write(m_settings, keys.tray, m_tray->isChecked());
    Q_EMIT applied();
    return {};
}

} // namespace belayer::ui
