// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The window: the table of jobs, what the selected one writes and is, and the verbs.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"

#include <QMainWindow>
#include <QTimer>

class QDockWidget;
class QLabel;
class QLineEdit;
class QMenu;
class QSettings;
class QStackedWidget;
class QTabWidget;

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

class Banner;
class CommandJobsBanner;
class CurlMenu;
class DetailsPane;
class EmptyState;
class FeedPump;
class FilterPane;
class HelpMenu;
class HttpControl;
class JobActions;
class JobFiles;
struct JobFormats;
class JobTableModel;
class JobTableView;
class MainActions;
class OlderFooter;
class OlderJobs;
class OutputPane;
class PoolSparkline;
class SpecDialog;
class StatusLine;
class TimelinePane;
struct Folders;

/// Main thread. Knows the engine only by its client; client and settings outlive it. Takes no change while
/// hidden or minimised.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(engine::EngineClient &client, QSettings &settings);
    ~MainWindow() override;

    /// "http://127.0.0.1:8787"; empty: HTTP is off.
    void setHttpAddress(const QString &address);
    /// Why there is no HTTP and what to do about it; the window goes on without.
    void setHttpProblem(const QString &problem);
    /// Shows how it is, and lets the settings change it. Outlives the window. Without it the window has no
    /// HTTP.
    void setHttp(HttpControl &http);
    void setFolders(const Folders &folders);
    /// How jobs stand in files; without, there is neither import nor export.
    void setJobFormats(const JobFormats &formats);
    /// Whether there is a tray that the window could hide in; none at first.
    enum class Tray : quint8 { None, There };
    void setTray(Tray tray) { m_tray = tray; }
    /// What the user has to know, as plain text; empty: nothing.
    void showProblem(const QString &problem);
    /// Selects the job, without a filter that hides it.
    void showJob(const engine::JobId &id);

Q_SIGNALS:
    /// For the first time.
    void painted();
    /// The keys `desktop/...` of the settings have new values.
    void desktopSettingsChanged();
    /// The user has closed the window, and agreed to lose the jobs that still run, if any do. The application
    /// stops the engine and then ends; the window stays, disabled, for as long as jobs are being ended.
    void quitRequested();
    /// The user has closed the window, and wants its jobs to go on.
    void keepInTrayWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void setUpCentre();
    /// What stands in the table's place; made when it is first needed.
    QWidget *noJobsPage();
    QWidget *noMatchPage();
    void addPage(EmptyState &page);
    void setUpDock();
    QWidget *makeDetails(QWidget *page);
    QWidget *makeLiveTasks(QWidget *page);
    void setUpFilters();
    void setUpMenus();
    void setUpPlaces(QMenu &places);
    void setUpDemoMenu();
    void setUpSettings();
    void setUpToolBar();
    void connectActions();
    void connectParts(const JobActions &verbs);
    void connectFiles();
    void restoreLayout();
    void saveLayout();
    void rememberLayoutChanges();
    void applyFilter(const QString &text);

    void openDialog(SpecDialog *dialog);
    void openNewJob(const engine::JobSpec &start);
    void editAndRerun(const engine::JobSpec &spec);
    void submit(const QList<engine::JobSpec> &specs);
    void selectWhenShown(engine::JobId id);
    void completeStart();
    void updateActivity();
    void updateAfterBatch();
    void updateCentre();
    void updatePanes();
    QList<engine::JobSnapshot> timelineJobs() const;
    void showHistoryStatus();
    void showHttp();
    void openSettings();

    engine::EngineClient &m_client;
    QSettings &m_settings;
    JobTableModel *m_model;
    FeedPump *m_pump;
    OlderJobs *m_older;
    MainActions *m_actions;
    JobTableView *m_table;
    CurlMenu *m_curl;
    Banner *m_banner;
    CommandJobsBanner *m_commandJobs = nullptr;
    HelpMenu *m_help = nullptr;
    HttpControl *m_http = nullptr;
    QStackedWidget *m_centre;
    OlderFooter *m_footer;
    EmptyState *m_noJobs = nullptr;  ///< once it was seen
    EmptyState *m_noMatch = nullptr; ///< once it was seen
    QLineEdit *m_filter;
    FilterPane *m_filters = nullptr;
    QDockWidget *m_filterDock = nullptr;
    QLabel *m_queryNote = nullptr;
    QDockWidget *m_dock;
    QTabWidget *m_tabs;
    OutputPane *m_output;
    DetailsPane *m_details = nullptr; ///< once it was seen
    TimelinePane *m_timeline;
    StatusLine *m_status;
    PoolSparkline *m_pool;
    JobFiles *m_files;
    engine::JobId m_toSelect; ///< submitted here and not among the rows yet
    QString m_httpAddress;
    QString m_httpProblem; ///< said last
    QString m_historyNews; ///< said last
    QTimer m_saveDelay;
    Tray m_tray = Tray::None;
    bool m_isPainted = false;
    bool m_isEngineUp = false;
    bool m_isQuitting = false;
};

} // namespace belayer::ui
