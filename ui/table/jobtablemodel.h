// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The job table's rows: groups and races unfolded in place, told to views in ranges, not row by row.
#pragma once

#include "ui/table/jobstore.h"

#include <QAbstractTableModel>
#include <QMap>
#include <QTimer>

namespace belayer::ui {

/// A table, not a tree: a tree view costs a hundred times as much for each changed row. Fed by apply(); the
/// main thread owns and calls it.
class JobTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit JobTableModel(QObject *parent = nullptr);

    void apply(const engine::SnapshotBatch &batch);
    void setFilter(const QString &text);
    const QString &filter() const noexcept { return m_store.filter(); }
    /// What of it cannot be read, for people; empty: all is understood.
    const QString &filterProblem() const noexcept { return m_store.filterProblem(); }
    enum class Expansion : quint8 { Folded, Unfolded };
    void setExpansion(int row, Expansion expansion);
    /// For what is shown live: times of the rows from first to last are read anew; sorts again where sorted
    /// by them.
    void refreshElapsed(int first, int last);

    const JobStore::Record &record(int row) const { return m_store.record(m_rows[size_t(row)]); }
    const engine::JobSnapshot &job(int row) const { return *record(row).job; }
    /// Whether it is shown or not; nullptr if it is not known.
    const engine::JobSnapshot *find(const engine::JobId &id) const;
    /// The queue as far as it can be moved in, shown or not, in its order.
    QList<engine::JobId> queueOrder() const;
    /// Queued jobs that wait for the ends of others; valid until the next batch.
    QList<const engine::JobSnapshot *> waitingForOthers() const;
    struct ChildSummary
    {
        QMap<engine::JobState, int> states;
        const engine::JobSnapshot *firstFailed =
            nullptr; ///< in the children's order; valid until the next batch
    };
    ChildSummary childrenOf(const engine::JobId &id) const;
    /// -1 if it is not among the rows.
    int rowOf(const engine::JobId &id) const;
    /// Row of the parent, or -1.
    int parentRow(int row) const;
    bool isParent(int row) const { return !record(row).children.empty(); }
    bool isOpen(int row) const { return m_store.isOpen(m_rows[size_t(row)]); }
    int jobCount() const noexcept { return m_store.jobCount(); }
    const JobStore::Counts &counts() const noexcept { return m_store.counts(); }
    const Facets &facets() const noexcept { return m_store.facets(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// After every batch: counts, jobs and rows are as new as they get.
    void applied();

private:
    enum class Edit : quint8 { Remove, Insert };
    struct Run
    {
        Edit edit;
        int row; ///< in the old rows for a removal, in the new ones for an insertion
        int count;
    };
    QVariant displayText(const JobStore::Record &record, Column column) const;
    QString accessibleText(int row, Column column) const;
    QString toolTip(const JobStore::Record &record, Column column) const;
    void watchTimes();
    void showRows(std::vector<int> rows);
    bool findRuns(const std::vector<int> &rows, std::vector<Run> &runs) const;
    void applyRuns(const std::vector<int> &rows, const std::vector<Run> &runs);
    void relayout(std::vector<int> rows);
    void renumber();
    void announce(std::vector<int> &changedSlots, Column from, Column to);

    JobStore m_store;
    QTimer m_timeWatch;       ///< runs while a job does that the filter may find or lose by its time alone
    std::vector<int> m_rows;  ///< slots
    std::vector<int> m_rowOf; ///< by slot; -1: not shown
};

} // namespace belayer::ui
