// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/livetasks/livetaskmodel.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::LiveTask;

namespace {

/// "CommandKind::run" of a whole signature.
QString shortFunction(QLatin1StringView signature)
{
    // Compilers differ in how they write a namespace without a name; in both cases it says nothing.
    const QString plain = QString(signature).remove(u"(anonymous namespace)::"_s).remove(u"{anonymous}::"_s);
    const QString name = plain.section(u'(', 0, 0).section(u' ', -1);
    return name.section(u"::"_s, -2);
}

} // namespace

LiveTaskModel::LiveTaskModel(NameOf nameOf, QObject *parent)
    : QAbstractTableModel(parent), m_nameOf(std::move(nameOf))
{
}

void LiveTaskModel::setTasks(const engine::LiveTasks &tasks)
{
    const bool isSame = std::equal(tasks.begin(), tasks.end(), m_tasks.begin(), m_tasks.end(),
                                   [](const LiveTask &a, const LiveTask &b) { return a.id == b.id; });
    if (!isSame)
        beginResetModel();
    m_tasks = tasks;
    m_taken = std::chrono::steady_clock::now();
    if (!isSame)
        endResetModel();
    else if (!m_tasks.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

int LiveTaskModel::rowOf(quint64 id) const
{
    const auto found =
        std::find_if(m_tasks.begin(), m_tasks.end(), [id](const LiveTask &task) { return task.id == id; });
    return found == m_tasks.end() ? -1 : int(found - m_tasks.begin());
}

int LiveTaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tasks.size());
}

int LiveTaskModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString LiveTaskModel::text(const LiveTask &task, Column column) const
{
    switch (column) {
    case Column::Task:
        // Deeper than this nobody counts, and the name has to stay in sight.
        return QString(std::min(task.depth, 20) * 4, u' ') +
               (task.name.isEmpty() ? tr("(no name)") : task.name);
    case Column::Job: {
        if (task.job.isEmpty())
            return {};
        const QString name = m_nameOf(task.job);
        return name.isEmpty() ? task.job.text() : name;
    }
    case Column::State: return engineTitle(task.state);
    case Column::WaitingOn: return task.waitingOn;
    case Column::Since: {
        const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(m_taken - task.since);
        return durationText(since);
    }
    case Column::Where:
        return task.file.isEmpty()
                   ? QString()
                   : u"%1:%2 %3"_s.arg(QString(task.file)).arg(task.line).arg(shortFunction(task.function));
    }
    return {};
}

QVariant LiveTaskModel::data(const QModelIndex &index, int role) const
{
    if (role == Qt::DisplayRole)
        return shown(text(m_tasks[index.row()], Column(index.column())));
    if (role == Qt::ToolTipRole)
        return shownInToolTip(text(m_tasks[index.row()], Column(index.column())).trimmed());
    return {};
}

QVariant LiveTaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal)
        return {};
    switch (Column(section)) {
    case Column::Task: return tr("Task");
    case Column::Job: return tr("Job");
    case Column::State: return tr("State");
    case Column::WaitingOn: return tr("Waiting on");
    case Column::Since: return tr("For");
    case Column::Where: return tr("Where");
    }
    return {};
}

} // namespace belayer::ui
