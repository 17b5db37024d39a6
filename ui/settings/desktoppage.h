// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Settings: what Belayer asks of the desktop around it.
#pragma once

#include "ui/settings/settingspage.h"

namespace belayer::ui {

class DesktopPage : public SettingsPage
{
    Q_OBJECT

public:
    DesktopPage(QSettings &settings, QWidget *parent);

    bool isEdited() const override;
    std::optional<QString> apply() override;

Q_SIGNALS:
    /// The settings have new values.
    void applied();

private:
    int notifyAfterMs() const { return m_notifyAfter->value() * 1000; }

    QSettings &m_settings;
    QCheckBox *m_tray;
    QCheckBox *m_notify;
    QSpinBox *m_notifyAfter; ///< seconds
    QCheckBox *m_inhibitSleep;
};

} // namespace belayer::ui
