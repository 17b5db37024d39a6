// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/livetasks/livetaskspane.h"

#include "core/engine/engineclient.h"
#include "ui/table/celldelegate.h"
#include "ui/table/tablestyle.h"

#include <QHeaderView>
#include <QPointer>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace std::chrono_literals;

LiveTasksPane::LiveTasksPane(engine::EngineClient &client, LiveTaskModel::NameOf nameOf, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_model(new LiveTaskModel(std::move(nameOf), this))
    , m_summary(new QLabel(this))
    , m_table(new QTableView(this))
{
    m_summary->setObjectName("liveTasksSummary");
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setContentsMargins(CellDelegate::margin, 4, CellDelegate::margin, 4);
    m_table->setObjectName("liveTasks");
    m_table->setAccessibleName(tr("Live tasks"));
    m_table->setModel(m_model);
    TableStyle::giveTo(*m_table, *m_table->horizontalHeader());
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {280, 200, 80, 110, 100};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &LiveTasksPane::ask);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const engine::JobId job = m_model->task(index.row()).job; !job.isEmpty())
            Q_EMIT jobChosen(job);
    });
}

void LiveTasksPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_tick.start();
    ask();
}

void LiveTasksPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_tick.stop();
}

void LiveTasksPane::ask()
{
    if (m_isAsked || window()->isMinimized())
        return;
    m_isAsked = true;
    m_client.liveTasks([self = QPointer(this)](const engine::LiveTasks &tasks) {
        if (!self)
            return;
        self->m_isAsked = false;
        self->show(tasks);
    });
}

/// The task that was looked at stays where it was seen.
void LiveTasksPane::show(const engine::LiveTasks &tasks)
{
    const QModelIndex current = m_table->currentIndex();
    const quint64 id = current.isValid() ? m_model->task(current.row()).id : 0;
    const int scroll = m_table->verticalScrollBar()->value();
    m_model->setTasks(tasks);
    if (const int row = id ? m_model->rowOf(id) : -1; row >= 0 && m_table->currentIndex().row() != row)
        m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->verticalScrollBar()->setValue(scroll);
    const auto waiting = std::count_if(
        tasks.begin(), tasks.end(), [](const engine::LiveTask &task) { return !task.waitingOn.isEmpty(); });
    m_summary->setText(tasks.isEmpty() ? tr("No coroutine is alive: the engine rests.")
                                       : tr("Live tasks: %1, waiting: %2. Enter goes to the job of a task.")
                                             .arg(tasks.size())
                                             .arg(waiting));
}

} // namespace belayer::ui
