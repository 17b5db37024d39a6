// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobstore.h"

#include "ui/jobtext.h"

#include <algorithm>
#include <iterator>

namespace belayer::ui {
using engine::JobSnapshot;
using engine::JobState;

namespace {

/// More children than this start folded: a group of a thousand must not bury the jobs below it.
constexpr qsizetype maxUnfoldedChildren = 12;

int compare(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive);
}

template<class T> int compare(T a, T b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

std::chrono::milliseconds elapsedAt(const JobSnapshot &job, std::chrono::steady_clock::time_point now)
{
    if (engine::isFinished(job.state) || !job.started.isValid())
        return job.elapsed;
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - job.startedAt);
}

bool isRunningOn(const JobSnapshot &job)
{
    return job.started.isValid() && !engine::isFinished(job.state);
}

} // namespace

JobStore::Change JobStore::apply(const engine::SnapshotBatch &batch)
{
    Change change;
    change.changed.reserve(size_t(batch.changed.size()));
    for (const engine::JobId &id : batch.forgotten) {
        if (const int slot = find(id); slot != none) {
            forget(slot);
            change.isStructural = true;
        }
    }
    for (const JobSnapshot &job : batch.changed) {
        int slot = find(job.id);
        if (slot == none)
            slot = add(job, change);
        else
            update(slot, job, change);
        change.changed.push_back(slot);
    }
    place();
    return change;
}

int JobStore::add(const JobSnapshot &job, Change &change)
{
    int slot = none;
    if (m_free.empty()) {
        slot = slotCount();
        m_records.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_slots.insert(job.id, slot);
    Record &record = at(slot);
    record = Record();
    record.job = job;
    record.outcome = outcomeText(job);
    record.isKnown = true;
    record.isExpanded = job.children.size() <= maxUnfoldedChildren;
    m_index.set(slot, job.name + u'\n' + job.kind + u'\n' + job.id.text() + u'\n' + job.labels.join(u'\n'));
    record.isMatch = holdsFilter(slot);
    adopt(slot, job.parent.isEmpty() ? none : find(job.parent));
    if (record.parent != none)
        change.changed.push_back(record.parent);
    count(job, 1);
    change.isStructural = true;
    return slot;
}

void JobStore::update(int slot, const JobSnapshot &job, Change &change)
{
    Record &record = at(slot);
    count(record.job, -1);
    count(job, 1);
    Record before;
    before.job = std::exchange(record.job, job);
    before.outcome = std::exchange(record.outcome, outcomeText(job));
    if (record.parent == none && record.isPlaced && compareKeys(before, record) != 0) {
        record.isPlaced = false;
        m_unplaced.push_back(slot);
        m_hasGaps = true;
        change.isStructural = true;
    }
    if (!m_terms.isEmpty() && before.job.state != job.state) {
        const bool isMatch = holdsFilter(slot);
        change.isStructural |= isMatch != record.isMatch;
        record.isMatch = isMatch;
    }
}

void JobStore::forget(int slot)
{
    Record &record = at(slot);
    count(record.job, -1);
    m_slots.remove(record.job.id);
    m_index.remove(slot);
    for (const int child : std::exchange(record.children, {}))
        adopt(child, none);
    if (record.parent != none)
        std::erase(at(record.parent).children, slot);
    else
        m_hasGaps = true;
    record.isKnown = false;
    m_forgotten.push_back(slot);
}

void JobStore::releaseForgotten()
{
    for (const int slot : m_forgotten)
        at(slot) = Record();
    m_free.insert(m_free.end(), m_forgotten.begin(), m_forgotten.end());
    m_forgotten.clear();
}

void JobStore::adopt(int slot, int parent)
{
    Record &record = at(slot);
    record.parent = parent;
    record.isPlaced = false;
    record.depth = parent == none ? 0 : at(parent).depth + 1;
    if (parent == none) {
        m_unplaced.push_back(slot);
    } else {
        auto &siblings = at(parent).children;
        const auto place = std::upper_bound(siblings.begin(), siblings.end(), slot, [this](int a, int b) {
            return at(a).job.serial < at(b).job.serial;
        });
        siblings.insert(place, slot);
    }
    for (const int child : record.children)
        at(child).depth = record.depth + 1;
}

void JobStore::count(const JobSnapshot &job, int by)
{
    if (!job.children.isEmpty())
        return;
    switch (job.state) {
    case JobState::Queued: m_counts.queued += by; break;
    case JobState::Starting:
    case JobState::Running:
    case JobState::Paused:
    case JobState::Cancelling: m_counts.running += by; break;
    case JobState::Succeeded: m_counts.succeeded += by; break;
    case JobState::Failed:
    case JobState::Interrupted: m_counts.failed += by; break;
    case JobState::Cancelled: m_counts.cancelled += by; break;
    }
}

void JobStore::place()
{
    if (m_column == Column::Elapsed && !m_unplaced.empty())
        liftRunning(); // what runs has moved on against what rests, and a merge needs both sides sorted
    if (m_hasGaps) {
        std::erase_if(m_top, [this](int slot) { return !at(slot).isKnown || !at(slot).isPlaced; });
        m_hasGaps = false;
    }
    std::erase_if(m_unplaced, [this](int slot) { return !at(slot).isKnown || at(slot).parent != none; });
    if (m_unplaced.empty())
        return;
    const auto before = [this](int a, int b) { return comesBefore(a, b); };
    std::sort(m_unplaced.begin(), m_unplaced.end(), before);
    for (const int slot : m_unplaced)
        at(slot).isPlaced = true;
    std::vector<int> merged;
    merged.reserve(m_top.size() + m_unplaced.size());
    std::merge(m_top.begin(), m_top.end(), m_unplaced.begin(), m_unplaced.end(), std::back_inserter(merged),
               before);
    m_top = std::move(merged);
    m_unplaced.clear();
}

bool JobStore::placeRunning()
{
    if (m_column != Column::Elapsed)
        return false;
    liftRunning();
    if (!m_hasGaps)
        return false;
    place();
    return true;
}

void JobStore::liftRunning()
{
    m_sortTime = std::chrono::steady_clock::now();
    for (const int slot : m_top) {
        Record &record = at(slot);
        if (record.isKnown && record.isPlaced && isRunningOn(record.job)) {
            record.isPlaced = false;
            m_unplaced.push_back(slot);
            m_hasGaps = true;
        }
    }
}

void JobStore::setOrder(Column column, Qt::SortOrder order)
{
    m_column = column;
    m_order = order;
    m_sortTime = std::chrono::steady_clock::now();
    std::sort(m_top.begin(), m_top.end(), [this](int a, int b) { return comesBefore(a, b); });
}

int JobStore::compareKeys(const Record &a, const Record &b) const
{
    switch (m_column) {
    case Column::Name: return compare(a.job.name, b.job.name);
    case Column::State: return compare(int(a.job.state), int(b.job.state));
    case Column::Progress: return compare(percent(a.job), percent(b.job));
    case Column::Elapsed: return compare(elapsedAt(a.job, m_sortTime), elapsedAt(b.job, m_sortTime));
    case Column::Kind: return compare(a.job.kind, b.job.kind);
    case Column::Started: return compare(a.job.serial, b.job.serial);
    case Column::Result: return compare(a.outcome, b.outcome);
    }
    return 0;
}

bool JobStore::comesBefore(int a, int b) const
{
    const Record &first = record(a);
    const Record &second = record(b);
    if (const int order = compareKeys(first, second); order != 0)
        return m_order == Qt::AscendingOrder ? order < 0 : order > 0;
    return first.job.serial > second.job.serial;
}

void JobStore::setFilter(const QString &text)
{
    m_filter = text;
    m_terms.clear();
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts))
        m_terms += TextIndex::folded(word);
    std::vector<bool> matches(m_records.size(), true);
    for (const QByteArray &term : std::as_const(m_terms)) {
        const std::vector<bool> hits = m_index.find(term, slotCount());
        std::array<bool, 9> stateHits{};
        for (size_t state = 0; state < stateHits.size(); ++state)
            stateHits[state] = TextIndex::folded(stateText(JobState(state))).contains(term);
        for (size_t slot = 0; slot < matches.size(); ++slot)
            matches[slot] = matches[slot] && (hits[slot] || stateHits[size_t(m_records[slot].job.state)]);
    }
    for (size_t slot = 0; slot < matches.size(); ++slot)
        m_records[slot].isMatch = matches[slot];
}

bool JobStore::holdsFilter(int slot) const
{
    return std::all_of(m_terms.cbegin(), m_terms.cend(), [&](const QByteArray &term) {
        return m_index.contains(slot, term) ||
               TextIndex::folded(stateText(record(slot).job.state)).contains(term);
    });
}

std::vector<int> JobStore::rows() const
{
    std::vector<int> rows;
    rows.reserve(m_terms.isEmpty() ? size_t(m_slots.size()) : 0);
    for (const int slot : m_top)
        appendRows(slot, m_terms.isEmpty(), rows);
    return rows;
}

bool JobStore::appendRows(int slot, bool isAncestorMatch, std::vector<int> &rows) const
{
    const Record &record = this->record(slot);
    const bool isMatch = isAncestorMatch || record.isMatch;
    if (!isMatch && record.children.empty())
        return false;
    const size_t place = rows.size();
    rows.push_back(slot);
    bool isWanted = isMatch;
    if (!isMatch || record.isExpanded) {
        for (const int child : record.children)
            isWanted |= appendRows(child, isMatch, rows);
    }
    if (!isWanted)
        rows.resize(place);
    return isWanted;
}

bool JobStore::isOpen(int slot) const
{
    if (record(slot).children.empty())
        return false;
    if (m_terms.isEmpty())
        return record(slot).isExpanded;
    for (int ancestor = slot; ancestor != none; ancestor = record(ancestor).parent) {
        if (record(ancestor).isMatch)
            return record(slot).isExpanded;
    }
    return true;
}

} // namespace belayer::ui
