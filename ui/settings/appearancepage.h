// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Settings: the colours of the window.
#pragma once

#include "ui/settings/settingspage.h"

#include <QButtonGroup>

namespace belayer::ui {

class AppearancePage : public SettingsPage
{
    Q_OBJECT

public:
    AppearancePage(QSettings &settings, QWidget *parent);

    bool isEdited() const override;
    std::optional<QString> apply() override;

private:
    QSettings &m_settings;
    QButtonGroup m_choice; ///< its ids are Appearance
};

} // namespace belayer::ui
