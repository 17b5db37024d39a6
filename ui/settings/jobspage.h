// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Settings: how many jobs run, and how long a cancelled one may take to end by itself.
#pragma once

#include "ui/settings/settingspage.h"

#include <QDoubleSpinBox>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

class JobsPage : public SettingsPage
{
    Q_OBJECT

public:
    JobsPage(engine::EngineClient &client, QSettings &settings, QWidget *parent);

    bool isEdited() const override;
    std::optional<QString> apply() override;

private:
    int graceMs() const { return qRound(m_grace->value() * 1000); }

    engine::EngineClient &m_client;
    QSettings &m_settings;
    QSpinBox *m_maxRunning;
    QDoubleSpinBox *m_grace; ///< seconds
};

} // namespace belayer::ui
