// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "core/engine/engineclient.h"
#include "ui/banner.h"
#include "ui/closequestion.h"
#include "ui/details/detailspane.h"
#include "ui/files/jobfiles.h"
#include "ui/livetasks/poolsparkline.h"
#include "ui/look/icons.h"
#include "ui/look/messagebox.h"
#include "ui/look/theme.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/specdialog.h"
#include "ui/output/outputpane.h"
#include "ui/script/curlmenu.h"
#include "ui/statusline.h"
#include "ui/table/feedpump.h"
#include "ui/table/filterpane.h"
#include "ui/table/jobtableview.h"
#include "ui/table/olderfooter.h"
#include "ui/table/olderjobs.h"
#include "ui/timeline/timelinepane.h"
#include "ui/verbs/jobactions.h"
#include "ui/words/enginetext.h"
#include "ui/words/plaintext.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>
#include <QWindow>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

MainWindow::MainWindow(engine::EngineClient &client, QSettings &settings)
    : m_client(client)
    , m_settings(settings)
    , m_model(new JobTableModel(this))
    , m_pump(new FeedPump(client.feed(), FeedPump::frame, this))
    , m_older(new OlderJobs(client, *m_pump, *m_model, this))
    , m_actions(new MainActions(this))
    , m_table(new JobTableView(m_model, this))
    , m_curl(new CurlMenu(client, *m_model, *m_table, this))
    , m_banner(new Banner(this))
    , m_centre(new QStackedWidget(this))
    , m_footer(new OlderFooter(*m_older, *m_model, this))
    , m_filter(new QLineEdit(this))
    , m_dock(new QDockWidget(tr("Output and Details"), this))
    , m_tabs(new QTabWidget(m_dock))
    , m_output(new OutputPane(m_tabs))
    , m_timeline(new TimelinePane([this] { return timelineJobs(); }, m_tabs))
    , m_status(new StatusLine(this))
    , m_pool(new PoolSparkline(client, m_status))
    , m_files(new JobFiles(client, *m_model, *m_actions, this))
{
    setWindowTitle(tr("Belayer"));
    resize(1180, 720);
    setUpCentre();
    setUpDock();
    setUpFilters();
    setUpMenus();
    setUpSettings();
    setUpToolBar();
    setStatusBar(m_status);
    m_status->addPermanentWidget(m_pool);
    connectActions();
    connectParts(*new JobActions(client, *m_model, *m_table, *m_actions));
    connectFiles();
    showHistoryStatus();
    restoreLayout();
    rememberLayoutChanges();
    m_filters->setFacets(m_model->facets());
}

void MainWindow::connectParts(const JobActions &verbs)
{
    connect(m_pump, &FeedPump::batchTaken, m_model, &JobTableModel::apply);
    connect(m_model, &JobTableModel::applied, this, &MainWindow::updateAfterBatch);
    connect(m_older, &OlderJobs::failed, this,
            [this](const QString &message) { m_banner->say(shown(engineText(message)), Tone::Bad); });
    connect(m_table, &JobTableView::selectionMoved, this, &MainWindow::updatePanes);
    connect(m_table, &JobTableView::timesRefreshed, this, &MainWindow::updatePanes);
    connect(&verbs, &JobActions::said, this,
            [this](const QString &message, Tone tone) { m_banner->say(shown(message), tone); });
    connect(&verbs, &JobActions::rerunWanted, this,
            [this](const engine::JobSpec &spec) { editAndRerun(spec); });
    connect(m_curl, &CurlMenu::said, this,
            [this](const QString &message) { m_status->showMessage(shown(message), 5000); });
    connect(&m_client, &engine::EngineClient::refused, this, [this](const engine::Refusal &refusal) {
        m_banner->say(shown(engineText(refusal.message)), Tone::Bad);
    });
    connect(&m_client, &engine::EngineClient::historyStatusChanged, this, [this] {
        showHistoryStatus();
        m_isEngineUp = true;
        updateActivity();
    });
}

/// A signal ends the program without closing its window.
MainWindow::~MainWindow()
{
    saveLayout();
}

void MainWindow::setHttpAddress(const QString &address)
{
    m_httpAddress = address;
    if (m_details)
        m_details->setHttpAddress(address);
    m_curl->setHttpAddress(address);
    m_status->setHttpAddress(address);
}

void MainWindow::setHttpProblem(const QString &problem)
{
    m_status->setHttpAddress({});
    showProblem(problem);
}

void MainWindow::showProblem(const QString &problem)
{
    if (!problem.isEmpty())
        m_banner->say(shown(problem), Tone::Warning);
}

void MainWindow::setJobFormats(const JobFormats &formats)
{
    m_files->setFormats(formats);
}

void MainWindow::showHistoryStatus()
{
    using Mode = engine::HistoryStatus::Mode;
    const engine::HistoryStatus status = m_client.historyStatus();
    QString news;
    if (status.mode == Mode::MemoryOnly)
        news = tr("Finished jobs are not kept at the moment: %1").arg(engineText(status.reason));
    else if (!status.setAside.isEmpty())
        news = tr("The history was damaged. It is kept as %1, and a new one has begun.").arg(status.setAside);
    if (news == m_historyNews)
        return;
    if (news.isEmpty() && m_banner->message() == shown(m_historyNews))
        m_banner->hide();
    m_historyNews = news;
    if (!news.isEmpty())
        m_banner->say(shown(news), Tone::Warning);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (!m_isPainted)
        windowHandle()->installEventFilter(this);
    updateActivity();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    updateActivity();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        updateActivity();
    else if (event->type() == QEvent::PaletteChange)
        makePlaceholdersReadable();
}

/// The window comes before its jobs, which take their time. It is painted as it is exposed. Its own
/// paintEvent() would not tell: it is left out where opaque children cover all of it.
bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose && windowHandle()->isExposed()) {
        watched->removeEventFilter(this);
        m_isPainted = true;
        QMetaObject::invokeMethod(this, &MainWindow::completeStart, Qt::QueuedConnection);
    }
    return QMainWindow::eventFilter(watched, event);
}

/// After the first paint. X11 wants the icon drawn in four sizes.
void MainWindow::completeStart()
{
    setWindowIcon(applicationIcon());
    updateActivity();
    Q_EMIT painted();
}

void MainWindow::updateActivity()
{
    const bool isSeen = m_isPainted && isVisible() && !isMinimized();
    const auto activity = isSeen ? FeedPump::Activity::Active : FeedPump::Activity::Paused;
    m_pump->setActivity(activity);
    m_pool->setActivity(activity);
    if (isSeen && m_isEngineUp) {
        m_pump->takeNow();
        updateCentre(); // there may be none, which is not known any earlier
    }
}

void MainWindow::updateAfterBatch()
{
    m_status->setCounts(m_model->counts());
    const auto &states = m_model->facets().states; // of those that are not paused
    m_pool->setRunningJobs(states[size_t(engine::JobState::Starting)] +
                           states[size_t(engine::JobState::Running)] +
                           states[size_t(engine::JobState::Cancelling)]);
    m_filters->setFacets(m_model->facets());
    updateCentre();
    if (!m_toSelect.isEmpty())
        selectWhenShown(m_toSelect);
    updatePanes();
}

void MainWindow::updateCentre()
{
    QWidget *page = m_table;
    if (m_model->jobCount() == 0)
        page = noJobsPage();
    else if (m_model->rowCount() == 0)
        page = noMatchPage();
    if (m_centre->currentWidget() != page)
        m_centre->setCurrentWidget(page);
}

void MainWindow::updatePanes()
{
    const int row = m_table->focusedRow();
    const engine::JobSnapshot *job = row < 0 ? nullptr : &m_model->job(row);
    m_output->showJob(job);
    m_timeline->markStale();
    if (m_details)
        m_details->showJob(job, job ? m_model->childrenOf(job->id) : JobTableModel::ChildSummary());
}

/// The whole group or race that the selected job is of; else the newest of the table.
QList<engine::JobSnapshot> MainWindow::timelineJobs() const
{
    constexpr qsizetype lanesAtMost = 500;
    constexpr qsizetype recentAtMost = 50;
    const int row = m_table->focusedRow();
    const engine::JobSnapshot *root = row < 0 ? nullptr : &m_model->job(row);
    while (root && m_model->find(root->parent))
        root = m_model->find(root->parent);
    QList<const engine::JobSnapshot *> open;
    if (root && !root->children.isEmpty()) {
        open = {root};
    } else {
        for (int place = 0; place < m_model->rowCount(); ++place) {
            if (m_model->parentRow(place) < 0)
                open += &m_model->job(place);
        }
        const auto isOlder = [](auto *a, auto *b) { return a->serial < b->serial; };
        if (const qsizetype extra = open.size() - recentAtMost; extra > 0) {
            std::nth_element(open.begin(), open.begin() + extra, open.end(), isOlder);
            open.remove(0, extra);
        }
        std::sort(open.begin(), open.end(), isOlder);
        std::reverse(open.begin(), open.end()); // taken from the end
    }
    QList<engine::JobSnapshot> jobs;
    while (!open.isEmpty() && jobs.size() < lanesAtMost) {
        const engine::JobSnapshot *job = open.takeLast();
        jobs += *job;
        for (auto child = job->children.crbegin(); child != job->children.crend(); ++child) {
            if (const engine::JobSnapshot *known = m_model->find(*child))
                open += known;
        }
    }
    return jobs;
}

void MainWindow::selectWhenShown(engine::JobId id)
{
    const bool isKnown = m_model->find(id) != nullptr;
    m_toSelect = isKnown ? engine::JobId() : id;
    if (isKnown && m_table->selectJob(id))
        m_table->setFocus();
}

void MainWindow::showJob(const engine::JobId &id)
{
    m_pump->takeNow();
    if (m_model->find(id) && !m_table->selectJob(id))
        m_filter->clear();
    selectWhenShown(id);
}

void MainWindow::openDialog(SpecDialog *dialog)
{
    connect(dialog, &SpecDialog::jobSubmitted, this, &MainWindow::selectWhenShown);
    dialog->open();
}

void MainWindow::editAndRerun(const engine::JobSpec &spec)
{
    if (!NewJobDialog::canEdit(spec)) {
        m_banner->say(tr("“%1” holds groups or races in groups, which cannot be edited here. Retry runs it "
                         "again as it was; its line for curl is in the details.")
                          .arg(shown(spec.name)),
                      Tone::Warning);
        return;
    }
    auto *dialog = new NewJobDialog(m_client, spec, this);
    dialog->setHttpAddress(m_httpAddress);
    openDialog(dialog);
}

void MainWindow::submit(const QList<engine::JobSpec> &specs)
{
    for (const engine::JobSpec &spec : specs)
        m_client.submit(spec);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    if (m_isQuitting) {
        event->setAccepted(
            !event->spontaneous()); // only the application closes it now, when all jobs are gone
        return;
    }
    m_pump->takeNow();
    const int liveJobs = m_model->counts().live();
    const CloseAnswer answer =
        liveJobs > 0 ? askHowToClose(*this, liveJobs, m_tray) : CloseAnswer::CancelAllAndQuit;
    if (answer != CloseAnswer::CancelAllAndQuit) {
        event->ignore();
        if (answer == CloseAnswer::KeepInTray)
            Q_EMIT keepInTrayWanted();
        return;
    }
    m_isQuitting = true;
    event->setAccepted(liveJobs == 0);
    if (liveJobs > 0) {
        m_banner->say(tr("Ending %n job(s). Belayer closes when nothing of them is left.", nullptr, liveJobs),
                      Tone::Active);
        setEnabled(false);
    }
    Q_EMIT quitRequested();
}

void MainWindow::restoreLayout()
{
    restoreGeometry(m_settings.value(u"window/geometry"_s).toByteArray());
    if (!restoreState(m_settings.value(u"window/state"_s).toByteArray()))
        resizeDocks({m_dock}, {210}, Qt::Vertical);
    if (m_table->horizontalHeader()->restoreState(m_settings.value(u"table/columns"_s).toByteArray()))
        m_table->sortByColumn(m_table->horizontalHeader()->sortIndicatorSection(),
                              m_table->horizontalHeader()->sortIndicatorOrder());
    m_table->setDensity(JobTableView::Density(
        std::clamp(m_settings.value(u"table/density"_s, int(JobTableView::Density::Normal)).toInt(), 0, 2)));
    m_filter->setText(m_settings.value(u"table/filter"_s).toString());
    m_output->followAction()->setChecked(m_settings.value(u"output/follow"_s, true).toBool());
    m_output->wrapAction()->setChecked(m_settings.value(u"output/wrap"_s, true).toBool());
    m_tabs->setCurrentIndex(m_settings.value(u"dock/tab"_s, 0).toInt());
}

void MainWindow::saveLayout()
{
    m_settings.setValue(u"window/geometry"_s, saveGeometry());
    m_settings.setValue(u"window/state"_s, saveState());
    m_settings.setValue(u"table/columns"_s, m_table->horizontalHeader()->saveState());
    m_settings.setValue(u"table/density"_s, int(m_table->density()));
    m_settings.setValue(u"table/filter"_s, m_filter->text());
    m_settings.setValue(u"output/follow"_s, m_output->followAction()->isChecked());
    m_settings.setValue(u"output/wrap"_s, m_output->wrapAction()->isChecked());
    m_settings.setValue(u"dock/tab"_s, m_tabs->currentIndex());
}

} // namespace belayer::ui
