// SPDX-License-Identifier: GPL-3.0-or-later
// The window's ways to filter: the field, the list at the left, and what is said about a query that cannot be
// read.
#include "ui/look/theme.h"
#include "ui/mainwindow.h"
#include "ui/output/outputpane.h"
#include "ui/table/filterpane.h"
#include "ui/table/jobtableview.h"
#include "ui/table/olderjobs.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace std::chrono_literals;

void MainWindow::setUpFilters()
{
    m_filters = new FilterPane(this);
    m_filterDock = new QDockWidget(tr("Filters"), this);
    m_filterDock->setObjectName("filterDock");
    m_filterDock->setFeatures(QDockWidget::DockWidgetClosable);
    m_filterDock->setTitleBarWidget(new QWidget(m_filterDock)); // its first entry says it already
    m_filterDock->setWidget(m_filters);
    m_filterDock->toggleViewAction()->setShortcut(QKeySequence(Qt::Key_F6));
    addDockWidget(Qt::LeftDockWidgetArea, m_filterDock);
    resizeDocks({m_filterDock}, {m_filters->sizeHint().width()}, Qt::Horizontal);

    m_queryNote = new QLabel(centralWidget());
    m_queryNote->setObjectName("queryNote");
    m_queryNote->setTextFormat(Qt::PlainText);
    m_queryNote->setWordWrap(true);
    m_queryNote->setMargin(6);
    m_queryNote->setSizePolicy(QSizePolicy::Ignored,
                               QSizePolicy::Preferred); // a word of any length widens no window
    m_queryNote->hide();
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(1, m_queryNote);

    m_filter->setToolTip(tr("Words, \"two words\", -not, state:failed, kind:command, label:nightly, group:x, "
                            "took:>5m, id:42"));
    connect(m_filters, &FilterPane::queryChosen, m_filter, &QLineEdit::setText);
    connect(m_filter, &QLineEdit::textChanged, this, &MainWindow::applyFilter);
}

void MainWindow::applyFilter(const QString &text)
{
    m_model->setFilter(text);
    m_filters->setQuery(text);
    m_older->filterChanged();
    m_queryNote->setText(m_model->filterProblem());
    m_queryNote->setVisible(!m_model->filterProblem().isEmpty());
    setTextTone(m_queryNote, Tone::Warning);
    updateCentre();
    updatePanes();
}

/// A crash or a signal forgets a second of it, no more.
void MainWindow::rememberLayoutChanges()
{
    m_saveDelay.setSingleShot(true);
    m_saveDelay.setInterval(1s);
    connect(&m_saveDelay, &QTimer::timeout, this, &MainWindow::saveLayout);
    // The timer as the receiver: it is gone before the docks, which tell of being hidden as they are deleted.
    const auto later = [this] { m_saveDelay.start(); };
    const QHeaderView *header = m_table->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, &m_saveDelay, later);
    connect(header, &QHeaderView::sectionMoved, &m_saveDelay, later);
    connect(header, &QHeaderView::sortIndicatorChanged, &m_saveDelay, later);
    connect(m_table, &JobTableView::densityChanged, &m_saveDelay, later);
    connect(m_filter, &QLineEdit::textChanged, &m_saveDelay, later);
    connect(m_tabs, &QTabWidget::currentChanged, &m_saveDelay, later);
    for (const QAction *action : {m_output->followAction(), m_output->wrapAction()})
        connect(action, &QAction::toggled, &m_saveDelay, later);
    for (const QDockWidget *dock : {m_filterDock, m_dock})
        connect(dock, &QDockWidget::visibilityChanged, &m_saveDelay, later);
}

} // namespace belayer::ui
