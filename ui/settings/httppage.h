// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Settings: where Belayer answers HTTP, to whom, and what those may do.
#pragma once

#include "ui/settings/httpcontrol.h"
#include "ui/settings/settingspage.h"

#include <QLineEdit>

namespace belayer::ui {

class HttpPage : public SettingsPage
{
    Q_OBJECT

public:
    /// The control outlives it.
    HttpPage(HttpControl &http, QSettings &settings, QWidget *parent);

    bool isEdited() const override;
    bool isSound() const override;
    std::optional<QString> apply() override;

    /// What the settings say; names that are none are left out.
    static HttpWishes wishesIn(const QSettings &settings);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addFields();
    void addAccess();
    HttpWishes typed() const;
    HttpControl::CommandJobs typedCommandJobs() const;
    QString badName() const;
    void showStatus();
    void showNotes();

    HttpControl &m_http;
    QSettings &m_settings;
    QLabel *m_status;
    QCheckBox *m_use = nullptr;
    QSpinBox *m_port = nullptr;
    QLabel *m_portNote = nullptr;
    QLineEdit *m_hosts = nullptr;
    QLabel *m_hostsNote = nullptr;
    QCheckBox *m_lesson = nullptr;
    QCheckBox *m_commandJobs = nullptr;
    QLabel *m_commandJobsNote = nullptr;
    QString m_problem; ///< of the last apply()
};

} // namespace belayer::ui
