// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Settings: how long finished jobs are kept, and what they take on the disk.
#pragma once

#include "ui/settings/settingspage.h"

namespace belayer::engine {
class EngineClient;
struct DiskUse;
} // namespace belayer::engine

namespace belayer::ui {

class HistoryPage : public SettingsPage
{
    Q_OBJECT

public:
    HistoryPage(engine::EngineClient &client, QSettings &settings, QWidget *parent);

    bool isEdited() const override;
    std::optional<QString> apply() override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    engine::RetentionLimits limits() const;
    void showDiskUse(const engine::DiskUse &use);
    void showWarning();

    engine::EngineClient &m_client;
    QSettings &m_settings;
    QSpinBox *m_days;
    QSpinBox *m_jobs;
    QLabel *m_warning;
    QLabel *m_use;
};

} // namespace belayer::ui
