// SPDX-License-Identifier: GPL-3.0-or-later
// The window and what can be set: the dialog, and HTTP as it changes while it runs.
#include "ui/banner.h"
#include "ui/commandjobsbanner.h"
#include "ui/helpmenu.h"
#include "ui/mainwindow.h"
#include "ui/settings/httpcontrol.h"
#include "ui/settings/settingsdialog.h"
#include "ui/statusline.h"
#include "ui/verbs/mainactions.h"
#include "ui/words/plaintext.h"

#include <QMenuBar>
#include <QVBoxLayout>

#include <utility>

namespace belayer::ui {

void MainWindow::setUpSettings()
{
    m_commandJobs = new CommandJobsBanner(centralWidget());
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, m_commandJobs);
    connect(m_actions->settings, &QAction::triggered, this, &MainWindow::openSettings);
    m_help = new HelpMenu(*m_actions, this);
    menuBar()->addMenu(m_help);
    connect(m_help, &HelpMenu::failed, this,
            [this](const QString &problem) { m_banner->say(shown(problem), Tone::Warning); });
}

void MainWindow::setFolders(const Folders &folders)
{
    m_help->setFolders(folders);
}

void MainWindow::setHttp(HttpControl &http)
{
    m_http = &http;
    connect(&http, &HttpControl::changed, this, &MainWindow::showHttp);
    connect(m_commandJobs, &CommandJobsBanner::switchOffWanted, this,
            [this] { m_http->setCommandJobs(HttpControl::CommandJobs::Refused); });
    showHttp();
}

void MainWindow::showHttp()
{
    const HttpControl::Status status = m_http->status();
    if (status.isStarting) {
        m_status->setHttpStarting();
        return;
    }
    setHttpAddress(status.url);
    if (const QString before = std::exchange(m_httpProblem, status.problem); before != m_httpProblem) {
        if (!m_httpProblem.isEmpty())
            setHttpProblem(m_httpProblem);
        else if (m_banner->message() == shown(before))
            m_banner->hide();
    }
    const bool isOn = !status.url.isEmpty() && status.commandJobs == HttpControl::CommandJobs::Allowed;
    if (isOn)
        m_commandJobs->warn();
    else
        m_commandJobs->hide();
    m_status->setCommandJobsNotice(isOn ? StatusLine::Notice::Shown : StatusLine::Notice::Hidden);
}

void MainWindow::openSettings()
{
    if (auto *open = findChild<SettingsDialog *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    auto *dialog = new SettingsDialog(m_client, m_settings, m_http, this);
    connect(dialog, &SettingsDialog::desktopSettingsChanged, this, &MainWindow::desktopSettingsChanged);
    dialog->open();
}

} // namespace belayer::ui
