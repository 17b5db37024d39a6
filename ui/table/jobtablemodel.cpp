// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/jobtablemodel.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"
#include "ui/words/resulttext.h"

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::JobSnapshot;

namespace {

/// Above this many separate runs one new layout is cheaper for a view than inserting and removing each, which
/// numbers all rows anew every time.
constexpr size_t maxRuns = 64;
constexpr size_t maxNumberings = 2'000'000;

} // namespace

JobTableModel::JobTableModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_timeWatch.setSingleShot(true);
    m_timeWatch.setInterval(1s);
    connect(&m_timeWatch, &QTimer::timeout, this, [this] {
        if (m_store.matchRunning())
            showRows(m_store.rows());
        watchTimes();
    });
}

void JobTableModel::apply(const engine::SnapshotBatch &batch)
{
    JobStore::Change change = m_store.apply(batch);
    if (change.isStructural)
        showRows(m_store.rows());
    announce(change.changed, Column(0), Column(columnCount() - 1));
    announce(change.advanced, Column::Progress, Column::Elapsed);
    m_store.releaseForgotten();
    watchTimes();
    Q_EMIT applied();
}

void JobTableModel::watchTimes()
{
    if (!m_store.isFilterTimed() || m_store.counts().running + m_store.counts().paused == 0)
        m_timeWatch.stop();
    else if (!m_timeWatch.isActive())
        m_timeWatch.start();
}

void JobTableModel::setFilter(const QString &text)
{
    m_store.setFilter(text);
    showRows(m_store.rows());
    watchTimes();
}

void JobTableModel::setExpansion(int row, Expansion expansion)
{
    if (!isParent(row) || isOpen(row) == (expansion == Expansion::Unfolded))
        return;
    m_store.toggle(m_rows[size_t(row)]);
    showRows(m_store.rows());
    Q_EMIT dataChanged(index(row, 0), index(row, 0));
}

void JobTableModel::refreshElapsed(int first, int last)
{
    if (m_store.placeRunning())
        showRows(m_store.rows());
    last = std::min(last, rowCount() - 1);
    if (first < 0 || first > last)
        return;
    for (const Column column : {Column::Progress, Column::Elapsed})
        Q_EMIT dataChanged(index(first, int(column)), index(last, int(column)));
}

const JobSnapshot *JobTableModel::find(const engine::JobId &id) const
{
    const int slot = m_store.find(id);
    return slot == JobStore::none ? nullptr : m_store.record(slot).job.get();
}

QList<engine::JobId> JobTableModel::queueOrder() const
{
    QList<engine::JobId> ids;
    for (const int slot : m_store.movable())
        ids += m_store.record(slot).job->id;
    return ids;
}

QList<const JobSnapshot *> JobTableModel::waitingForOthers() const
{
    QList<const JobSnapshot *> jobs;
    for (const int slot : m_store.waitingForOthers())
        jobs += m_store.record(slot).job.get();
    return jobs;
}

JobTableModel::ChildSummary JobTableModel::childrenOf(const engine::JobId &id) const
{
    ChildSummary summary;
    const int slot = m_store.find(id);
    if (slot == JobStore::none)
        return summary;
    for (const int child : m_store.record(slot).children) {
        const JobSnapshot &job = *m_store.record(child).job;
        ++summary.states[job.state];
        if (job.state == engine::JobState::Failed && !summary.firstFailed)
            summary.firstFailed = &job;
    }
    return summary;
}

int JobTableModel::rowOf(const engine::JobId &id) const
{
    const int slot = m_store.find(id);
    return slot == JobStore::none || size_t(slot) >= m_rowOf.size() ? -1 : m_rowOf[size_t(slot)];
}

int JobTableModel::parentRow(int row) const
{
    const int parent = record(row).parent;
    return parent == JobStore::none ? -1 : m_rowOf[size_t(parent)];
}

int JobTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ui::columnCount;
}

QVariant JobTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobStore::Record &record = this->record(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole: return displayText(record, column);
    case Qt::AccessibleTextRole: return accessibleText(index.row(), column);
    case Qt::ToolTipRole: return shownInToolTip(toolTip(record, column));
    default: return {};
    }
}

QVariant JobTableModel::displayText(const JobStore::Record &record, Column column) const
{
    const JobSnapshot &job = *record.job;
    switch (column) {
    case Column::Name: return shown(job.name);
    case Column::State: return stateText(job);
    case Column::Progress: return shown(progressAndTimeText(job));
    case Column::Elapsed: return elapsedText(job);
    case Column::Kind: return shown(kindText(job.kind));
    case Column::Started: return startedText(job.started);
    case Column::Result: return shown(outcomeText(job));
    }
    return {};
}

QString JobTableModel::accessibleText(int row, Column column) const
{
    const JobStore::Record &record = this->record(row);
    switch (column) {
    case Column::Name:
        if (record.children.empty())
            return shown(record.job->name);
        return tr("%1, %n job(s), %2", nullptr, int(record.children.size()))
            .arg(shown(record.job->name), isOpen(row) ? tr("expanded") : tr("collapsed"));
    case Column::Progress: return shownLines(progressDetail(*record.job));
    default: return displayText(record, column).toString();
    }
}

QString JobTableModel::toolTip(const JobStore::Record &record, Column column) const
{
    switch (column) {
    case Column::State: return isWaiting(*record.job) ? engineText(record.job->waiting->message) : QString();
    case Column::Progress: return progressDetail(*record.job);
    case Column::Started: return exactTimeText(record.job->started);
    case Column::Name: return record.job->name;
    case Column::Result:
        return record.job->error || isWaiting(*record.job) ? outcomeText(*record.job)
                                                           : valueLines(record.job->result);
    default: return {};
    }
}

QVariant JobTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Column::Name: return tr("Name");
    case Column::State: return tr("State");
    case Column::Progress: return tr("Progress");
    case Column::Elapsed: return tr("Elapsed");
    case Column::Kind: return tr("Kind");
    case Column::Started: return tr("Started");
    case Column::Result: return tr("Result");
    }
    return {};
}

Qt::ItemFlags JobTableModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

void JobTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount() || !m_store.setOrder(Column(column), order))
        return;
    showRows(m_store.rows());
}

void JobTableModel::showRows(std::vector<int> rows)
{
    m_rowOf.resize(size_t(m_store.slotCount()), -1);
    std::vector<Run> runs;
    if (findRuns(rows, runs))
        applyRuns(rows, runs);
    else
        relayout(std::move(rows));
}

/// The removals and insertions that make the new rows of the old ones; false if a row moves or there are too
/// many.
bool JobTableModel::findRuns(const std::vector<int> &rows, std::vector<Run> &runs) const
{
    const size_t numbered = std::max(m_rows.size(), rows.size());
    std::vector<bool> stays; // by slot; not needed where rows only come
    size_t before = 0;
    size_t after = 0;
    while (before < m_rows.size() || after < rows.size()) {
        if (before < m_rows.size() && after < rows.size() && m_rows[before] == rows[after]) {
            ++before;
            ++after;
            continue;
        }
        if (runs.size() >= maxRuns || runs.size() * numbered > maxNumberings)
            return false;
        const size_t firstInserted = after;
        while (after < rows.size() && m_rowOf[size_t(rows[after])] < 0)
            ++after;
        if (after > firstInserted) {
            runs.push_back({Edit::Insert, int(firstInserted), int(after - firstInserted)});
            continue;
        }
        if (stays.empty()) {
            stays.resize(m_rowOf.size());
            for (const int slot : rows)
                stays[size_t(slot)] = true;
        }
        const size_t firstRemoved = before;
        while (before < m_rows.size() && !stays[size_t(m_rows[before])])
            ++before;
        if (before == firstRemoved)
            return false;
        runs.push_back({Edit::Remove, int(firstRemoved), int(before - firstRemoved)});
    }
    return true;
}

void JobTableModel::applyRuns(const std::vector<int> &rows, const std::vector<Run> &runs)
{
    // Removals from the end keep the old numbers right, then insertions from the start meet the new ones.
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        if (run->edit != Edit::Remove)
            continue;
        beginRemoveRows({}, run->row, run->row + run->count - 1);
        m_rows.erase(m_rows.begin() + run->row, m_rows.begin() + run->row + run->count);
        renumber();
        endRemoveRows();
    }
    for (const Run &run : runs) {
        if (run.edit != Edit::Insert)
            continue;
        beginInsertRows({}, run.row, run.row + run.count - 1);
        m_rows.insert(m_rows.begin() + run.row, rows.begin() + run.row, rows.begin() + run.row + run.count);
        renumber();
        endInsertRows();
    }
}

void JobTableModel::relayout(std::vector<int> rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> kept;
    kept.reserve(size_t(before.size()));
    for (const QModelIndex &index : before)
        kept.push_back(m_rows[size_t(index.row())]);
    m_rows = std::move(rows);
    renumber();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = m_rowOf[size_t(kept[size_t(i)])];
        after += row < 0 ? QModelIndex() : index(row, before[i].column());
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void JobTableModel::renumber()
{
    std::fill(m_rowOf.begin(), m_rowOf.end(), -1);
    for (size_t row = 0; row < m_rows.size(); ++row)
        m_rowOf[size_t(m_rows[row])] = int(row);
}

/// One dataChanged for each run of neighbouring rows.
void JobTableModel::announce(std::vector<int> &changedSlots, Column from, Column to)
{
    for (int &slot : changedSlots)
        slot = m_rowOf[size_t(slot)];
    std::sort(changedSlots.begin(), changedSlots.end());
    const auto end = std::unique(changedSlots.begin(), changedSlots.end());
    auto first = std::find_if(changedSlots.begin(), end, [](int row) { return row >= 0; });
    while (first != end) {
        auto last = first;
        while (std::next(last) != end && *std::next(last) == *last + 1)
            ++last;
        Q_EMIT dataChanged(index(*first, int(from)), index(*last, int(to)));
        first = std::next(last);
    }
}

} // namespace belayer::ui
