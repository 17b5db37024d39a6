// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the window put together; what they do afterwards is in mainwindow.cpp.
#include "core/engine/demojobs.h"
#include "core/engine/engineclient.h"
#include "ui/banner.h"
#include "ui/details/detailspane.h"
#include "ui/dockpage.h"
#include "ui/files/filedrop.h"
#include "ui/files/jobfiles.h"
#include "ui/livetasks/livetaskspane.h"
#include "ui/look/icons.h"
#include "ui/look/mnemonics.h"
#include "ui/look/taborder.h"
#include "ui/mainwindow.h"
#include "ui/newjob/newjobdialog.h"
#include "ui/newjob/runcommanddialog.h"
#include "ui/newjob/scopedialog.h"
#include "ui/output/outputpane.h"
#include "ui/script/curlmenu.h"
#include "ui/table/emptystate.h"
#include "ui/table/filterpane.h"
#include "ui/table/jobtableview.h"
#include "ui/table/olderfooter.h"
#include "ui/timeline/timelinepane.h"
#include "ui/verbs/mainactions.h"
#include "ui/words/enginetext.h"
#include "ui/words/plaintext.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

void MainWindow::setUpCentre()
{
    m_centre->addWidget(m_table);
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banner);
    layout->addWidget(m_centre, 1);
    layout->addWidget(m_footer);
    setCentralWidget(centre);
}

QWidget *MainWindow::noJobsPage()
{
    if (!m_noJobs) {
        m_noJobs = new EmptyState(u"belayer"_s,
                                  {m_actions->newJob, m_actions->runCommand, m_actions->startDemo}, m_centre);
        m_noJobs->setTexts(tr("No jobs yet"),
                           tr("Start one here, run a command, or look at the sample jobs. Scripts can "
                              "start jobs over HTTP; they appear here as well."));
        addPage(*m_noJobs);
    }
    return m_noJobs;
}

QWidget *MainWindow::noMatchPage()
{
    if (!m_noMatch) {
        auto *clear = new QAction(icon(u"close"_s), tr("Clear the Filter"), this);
        connect(clear, &QAction::triggered, m_filter, &QLineEdit::clear);
        m_noMatch = new EmptyState(u"search"_s, {clear, m_footer->searchAction()}, m_centre);
        addPage(*m_noMatch);
    }
    m_noMatch->setTexts(tr("No job matches"),
                        tr("None of %n job(s) is what “%1” asks for.", nullptr, m_model->jobCount())
                            .arg(shown(m_model->filter())));
    return m_noMatch;
}

void MainWindow::addPage(EmptyState &page)
{
    m_centre->addWidget(&page);
    followLayout(page, m_table);
}

void MainWindow::setUpDock()
{
    m_tabs->setObjectName("dockTabs");
    m_tabs->setDocumentMode(true);
    for (QWidget *widget : {static_cast<QWidget *>(m_tabs), static_cast<QWidget *>(m_tabs->tabBar())})
        widget->setAccessibleName(tr("Views of the job"));
    m_tabs->setIconSize({16, 16});
    m_tabs->addTab(m_output, icon(u"output"_s), tr("Output"));
    m_tabs->addTab(new DockPage(*m_tabs, [this](QWidget *page) { return makeDetails(page); }),
                   icon(u"details"_s), tr("Details"));
    m_tabs->addTab(m_timeline, icon(u"timeline"_s), tr("Timeline"));
    m_tabs->addTab(new DockPage(*m_tabs, [this](QWidget *page) { return makeLiveTasks(page); }),
                   icon(u"tasks"_s), tr("Live Tasks"));
    connect(m_timeline, &TimelinePane::jobChosen, m_table, &JobTableView::selectJob);
    QWidget *tools = m_output->makeTools(m_tabs);
    QWidget *before = m_tabs->tabBar();
    for (auto *button : tools->findChildren<QToolButton *>()) {
        setTabOrder(before, button);
        before = button;
    }
    // A hidden corner would keep its width, and the tabs scroll beside it.
    const auto showTools = [this, tools] {
        const bool isOutput = m_tabs->currentWidget() == m_output;
        m_tabs->setCornerWidget(isOutput ? tools : nullptr);
        tools->setVisible(isOutput);
    };
    connect(m_tabs, &QTabWidget::currentChanged, tools, showTools);
    showTools();
    m_dock->setObjectName("dock");
    m_dock->setFeatures(QDockWidget::DockWidgetClosable);
    m_dock->setTitleBarWidget(new QWidget(m_dock)); // the tabs say it already
    m_dock->setWidget(m_tabs);
    addDockWidget(Qt::BottomDockWidgetArea, m_dock);
}

QWidget *MainWindow::makeDetails(QWidget *page)
{
    m_details = new DetailsPane(m_client, page);
    m_details->setHttpAddress(m_httpAddress);
    updatePanes();
    return m_details;
}

QWidget *MainWindow::makeLiveTasks(QWidget *page)
{
    const auto nameOf = [this](const engine::JobId &id) {
        const engine::JobSnapshot *job = m_model->find(id);
        return job ? job->name : QString();
    };
    auto *tasks = new LiveTasksPane(m_client, nameOf, page);
    connect(tasks, &LiveTasksPane::jobChosen, m_table, &JobTableView::selectJob);
    return tasks;
}

void MainWindow::setUpMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions({m_actions->newJob, m_actions->runCommand, m_actions->startRace, m_actions->startGroup});
    file->addSeparator();
    file->addActions({m_actions->importJobs, m_actions->exportJobs});
    file->addSeparator();
    file->addAction(m_actions->settings);
    file->addSeparator();
    file->addAction(m_actions->quit);

    menuBar()->addMenu(tr("&Edit"))->addActions({m_actions->undo, m_actions->selectAll});

    QMenu *job = menuBar()->addMenu(tr("&Job"));
    job->addActions({m_actions->cancel, m_actions->retry, m_actions->editAndRerun});
    job->addSeparator();
    job->addActions({m_actions->pause, m_actions->resume, m_actions->forceStart});
    QMenu *queue = job->addMenu(tr("In the &Queue"));
    queue->addActions(
        {m_actions->moveToTop, m_actions->moveUp, m_actions->moveDown, m_actions->moveToBottom});
    job->addSeparator();
    job->addMenu(m_curl);
    job->addSeparator();
    job->addActions({m_actions->forget, m_actions->selectAll});
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, job,
            [this, job](const QPoint &position) { job->popup(m_table->viewport()->mapToGlobal(position)); });

    setUpDemoMenu();

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_actions->focusFilter);
    view->addActions(m_footer->menuActions());
    view->addSeparator();
    m_dock->toggleViewAction()->setShortcut(QKeySequence(Qt::Key_F7));
    view->addAction(m_filterDock->toggleViewAction());
    view->addAction(m_dock->toggleViewAction());
    view->addMenu(tr("&Output"))->addActions(m_output->actions());
    setUpPlaces(*view->addMenu(tr("&Go To")));
    view->addSeparator();
    view->addMenu(m_table->densityMenu());
    view->addAction(m_actions->resetColumns);
    giveMnemonics(*view);
}

/// A key for the table and for each pane, from anywhere.
void MainWindow::setUpPlaces(QMenu &places)
{
    const auto add = [this, &places](const QString &title, int number, auto go) {
        QAction *action = places.addAction(title);
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + number)));
        connect(action, &QAction::triggered, this, go);
    };
    add(tr("Jobs"), 0, [this] { m_table->setFocus(Qt::ShortcutFocusReason); });
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        add(m_tabs->tabText(tab), tab + 1, [this, tab] {
            m_dock->show();
            m_tabs->setCurrentIndex(tab);
            m_tabs->currentWidget()->setFocus(Qt::ShortcutFocusReason);
        });
    }
    giveMnemonics(places);
}

void MainWindow::setUpDemoMenu()
{
    QMenu *demo = menuBar()->addMenu(tr("&Demo"));
    QList<engine::JobSpec> all;
    for (const engine::DemoJob &job : engine::demoJobs()) {
        QAction *action = demo->addAction(kindIcon(job.spec.kind), engineTitle(job.title));
        connect(action, &QAction::triggered, this, [this, spec = job.spec] { submit({spec}); });
        all += job.spec;
    }
    demo->addSeparator();
    demo->addAction(m_actions->startDemo);
    giveMnemonics(*demo);
    connect(m_actions->startDemo, &QAction::triggered, this, [this, all] { submit(all); });
}

void MainWindow::setUpToolBar()
{
    QToolBar *bar = addToolBar(tr("Main Toolbar"));
    bar->setObjectName("toolBar");
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setIconSize({20, 20});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions->newJob, m_actions->runCommand, m_actions->startRace});
    bar->addSeparator();
    bar->addActions({m_actions->cancel, m_actions->retry});
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    m_filter->setObjectName("filter");
    m_filter->setPlaceholderText(
        tr("Filter jobs (%1)").arg(m_actions->focusFilter->shortcut().toString(QKeySequence::NativeText)));
    m_filter->setAccessibleName(tr("Filter jobs"));
    m_filter->setClearButtonEnabled(true);
    // It gives way to the buttons of a large font.
    m_filter->setMinimumWidth(110);
    m_filter->setMaximumWidth(
        std::max(260, m_filter->fontMetrics().horizontalAdvance(m_filter->placeholderText()) + 60));
    m_filter->addAction(icon(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    bar->addWidget(m_filter);
    // The Tab key goes as one reads.
    setTabOrder(m_filter, m_filters);
    setTabOrder(m_filters, m_table);
    QWidget *before = m_table;
    for (QWidget *link : m_footer->links()) {
        setTabOrder(before, link);
        before = link;
    }
    setTabOrder(before, m_tabs);
}

void MainWindow::connectFiles()
{
    const auto complain = [this](const QString &problem) { m_banner->say(shown(problem), Tone::Bad); };
    connect(m_files, &JobFiles::failed, this, complain);
    connect(m_files, &JobFiles::imported, this, &MainWindow::selectWhenShown);
    auto *dropped = new FileDrop(this, *m_files);
    connect(dropped, &FileDrop::refused, this, complain);
    connect(dropped, &FileDrop::importWanted, m_files, &JobFiles::importFile);
    connect(dropped, &FileDrop::jobWanted, this, &MainWindow::openNewJob);
    connect(dropped, &FileDrop::commandWanted, this, [this](const QStringList &paths) {
        auto *dialog = new RunCommandDialog(m_client, this);
        dialog->setFiles(paths);
        openDialog(dialog);
    });
}

void MainWindow::openNewJob(const engine::JobSpec &start)
{
    auto *dialog = new NewJobDialog(m_client, this);
    if (!start.kind.isEmpty())
        dialog->begin(start);
    dialog->setHttpAddress(m_httpAddress);
    openDialog(dialog);
}

void MainWindow::connectActions()
{
    connect(m_actions->newJob, &QAction::triggered, this, [this] { openNewJob({}); });
    connect(m_actions->runCommand, &QAction::triggered, this,
            [this] { openDialog(new RunCommandDialog(m_client, this)); });
    connect(m_actions->startRace, &QAction::triggered, this,
            [this] { openDialog(new ScopeDialog(m_client, ScopeDialog::Scope::Race, this)); });
    connect(m_actions->startGroup, &QAction::triggered, this,
            [this] { openDialog(new ScopeDialog(m_client, ScopeDialog::Scope::Group, this)); });
    connect(m_actions->focusFilter, &QAction::triggered, m_filter, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_actions->resetColumns, &QAction::triggered, m_table, &JobTableView::resetColumns);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
}

} // namespace belayer::ui
