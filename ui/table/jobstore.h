// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Every job the window knows, and the order, filter and expansion that make rows of them.
#pragma once

#include "core/engine/snapshotfeed.h"
#include "ui/table/idmap.h"
#include "ui/table/jobindex.h"
#include "ui/table/serialmap.h"

#include <QList>

#include <deque>
#include <set>
#include <vector>

namespace belayer::ui {

enum class Column : quint8 { Name, State, Progress, Elapsed, Kind, Started, Result };
inline constexpr int columnCount = 7;

bool comesEarlierInQueue(const engine::JobSnapshot &a, const engine::JobSnapshot &b);

/// A flat store: a job has a slot (a small number) for as long as it is known. Top-level jobs are kept
/// sorted; children keep the order they were submitted in, below their parent. Applying a batch costs its own
/// size, plus one pass over the rows if any row comes, goes or moves. Knows no view. One thread.
class JobStore
{
public:
    static constexpr int none = SerialMap::none;

    struct Record
    {
        engine::SharedSnapshot job;
        int parent = none;
        std::vector<int> children;
        int depth = 0;
        bool isKnown = false;
        bool isPlaced = false; ///< stands at its place among the sorted top-level jobs
    };
    /// Jobs that are not groups or races, by what people ask about.
    struct Counts
    {
        int queued = 0;
        int running = 0;
        int paused = 0;
        int succeeded = 0;
        int failed = 0; ///< interrupted ones too
        int cancelled = 0;
        int live() const noexcept { return queued + running + paused; }
        int finished() const noexcept { return succeeded + failed + cancelled; }
    };
    struct Change
    {
        std::vector<int> changed;  ///< slots, in no order; a slot may come twice
        std::vector<int> advanced; ///< so are these, and nothing but progress and times is new
        bool isStructural = false; ///< rows() differs from before
    };

    /// Forgotten jobs keep their slots readable until releaseForgotten(), so that a model can remove rows in
    /// between.
    Change apply(const engine::SnapshotBatch &batch);
    void releaseForgotten();

    /// See query.h. The parents of what matches stay visible, unfolded until the user folds them.
    void setFilter(const QString &text);
    const QString &filter() const noexcept { return m_filter; }
    const QString &filterProblem() const noexcept { return m_filterProblem; }
    bool isFilterTimed() const noexcept { return m_index.isTimed(); }
    /// For a filter by time: jobs that run begin or cease to match. False: none does.
    bool matchRunning();
    /// False: they stand in that order already.
    bool setOrder(Column column, Qt::SortOrder order);
    /// Running jobs to their places again, where they are sorted by a time that runs on. False: nothing to
    /// do.
    bool placeRunning();
    void toggle(int slot);

    /// Slots as they are to be seen, top to bottom.
    std::vector<int> rows() const;
    /// Whether the children stand below it.
    bool isOpen(int slot) const;

    int find(const engine::JobId &id) const { return m_slots.value(id); }
    const Record &record(int slot) const { return m_records[size_t(slot)]; }
    /// One more than the largest slot.
    int slotCount() const noexcept { return int(m_records.size()); }
    int jobCount() const noexcept { return m_slots.size(); }
    const Counts &counts() const noexcept { return m_counts; }
    /// Slots of the jobs that can be moved in the queue, in its order. Looks at every job's state.
    std::vector<int> movable() const;
    /// Slots of the jobs that wait for the ends of others.
    const std::set<int> &waitingForOthers() const noexcept { return m_waitingForOthers; }
    const Facets &facets() const noexcept { return m_index.facets(); }

private:
    Record &at(int slot) { return m_records[size_t(slot)]; }
    int add(const engine::SharedSnapshot &snapshot, Change &change);
    void update(int slot, const engine::SharedSnapshot &snapshot, Change &change);
    void forget(int slot);
    void adopt(int slot, int parent);
    void adoptOrphans(int slot);
    void setDepth(int slot, int depth);
    void count(const engine::JobSnapshot &job, int by);
    void place();
    std::vector<size_t> placesOf(const std::vector<int> &slotList) const;
    void liftRunning();
    /// What a column sorts by: a number, or a text. The other one is empty.
    struct Key
    {
        quint64 number = 0;
        QByteArray text;
        bool operator==(const Key &) const = default;
    };
    /// Its text is valid until the index changes.
    Key keyOf(int slot) const;
    quint64 numberOf(int slot) const;
    bool isSortedByText() const noexcept;
    bool comesBefore(int a, const Key &keyOfA, int b, const Key &keyOfB) const;
    void sort(std::vector<int> &slotList) const;
    void indexText(int slot);
    void indexTexts(int slot);
    int *appendRows(int slot, int *end) const;
    int *appendTree(int slot, int *end) const;

    enum Flag : quint8 { Match = 1, Parent = 2, Expanded = 4, FoldedInFilter = 8 };
    void setFlag(int slot, Flag flag, bool on);
    bool hasFlag(int slot, Flag flag) const { return m_flags[size_t(slot)] & flag; }

    std::deque<Record> m_records; ///< they are large: a vector that grows would move all of them in one turn
    std::vector<quint8> m_flags;  ///< by slot; apart from the records, as each pass over the rows reads them
    std::vector<int> m_free;
    std::vector<int> m_forgotten;
    IdMap m_slots;
    SerialMap m_serials;
    std::vector<int> m_top;      ///< sorted, but for what m_unplaced holds
    std::vector<int> m_unplaced; ///< top-level, waiting for place()
    std::set<int> m_waitingForOthers;
    bool m_hasGaps = false; ///< m_top holds slots that are forgotten or in m_unplaced

    Column m_column = Column::Started;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    std::chrono::steady_clock::time_point m_sortTime;

    QString m_filter;
    QString m_filterProblem;
    JobIndex m_index;
    Counts m_counts;
};

} // namespace belayer::ui
