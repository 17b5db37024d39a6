// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/jobstore.h"

#include <algorithm>

namespace belayer::ui {
using engine::JobSnapshot;
using engine::JobState;

namespace {

/// More children than this start folded: a group of a thousand must not bury the jobs below it.
constexpr qsizetype maxUnfoldedChildren = 12;

/// Snapshots of one job share their texts, as long as they are the same: mostly there is nothing to read.
bool isSameText(const QString &a, const QString &b)
{
    return (a.constData() == b.constData() && a.size() == b.size()) || a == b;
}

/// Most changes are of a job that goes on with what it does.
bool isJustFurther(const JobSnapshot &before, const JobSnapshot &after)
{
    return before.state == JobState::Running && after.state == JobState::Running &&
           before.attempt == after.attempt && before.startedAt == after.startedAt;
}

} // namespace

bool comesEarlierInQueue(const JobSnapshot &a, const JobSnapshot &b)
{
    return a.priority != b.priority ? a.priority > b.priority : a.queueOrder < b.queueOrder;
}

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
    for (const engine::SharedSnapshot &shared : batch.changed) {
        const int slot =
            m_serials.value(shared->serial); // an id is a text, and a text is a walk through memory
        if (slot == none)
            change.changed.push_back(add(shared, change));
        else
            update(slot, shared, change);
    }
    place();
    return change;
}

int JobStore::add(const engine::SharedSnapshot &snapshot, Change &change)
{
    const JobSnapshot &job = *snapshot;
    int slot = none;
    if (m_free.empty()) {
        slot = slotCount();
        m_records.emplace_back();
        m_flags.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_slots.insert(job.id, slot);
    m_serials.insert(job.serial, slot);
    Record &record = at(slot);
    record.job = snapshot;
    record.isKnown = true;
    m_flags[size_t(slot)] = job.children.size() <= maxUnfoldedChildren ? Expanded : 0;
    adopt(slot, job.parent.isEmpty() ? none : find(job.parent));
    adoptOrphans(slot);
    if (record.parent != none)
        change.changed.push_back(record.parent);
    count(job, 1);
    if (!job.after.isEmpty())
        m_waitingForOthers.insert(slot);
    change.isStructural = true;
    return slot;
}

void JobStore::update(int slot, const engine::SharedSnapshot &snapshot, Change &change)
{
    const JobSnapshot &job = *snapshot;
    Record &record = at(slot);
    count(*record.job, -1);
    count(job, 1);
    const bool isSorted = record.parent == none && record.isPlaced;
    Key before = isSorted ? keyOf(slot) : Key();
    before.text.detach();
    const bool isOtherText = !isSameText(record.job->name, job.name) || record.job->labels != job.labels;
    const bool isOtherError = record.job->error != job.error;
    auto &list = isOtherText || !isJustFurther(*record.job, job) ? change.changed : change.advanced;
    list.push_back(slot);
    if (record.job->after.isEmpty() != job.after.isEmpty()) {
        if (job.after.isEmpty())
            m_waitingForOthers.erase(slot);
        else
            m_waitingForOthers.insert(slot);
    }
    record.job = snapshot;
    m_index.update(slot, job);
    if (isOtherText) {
        indexTexts(slot);
        change.isStructural = true;
    } else if (isOtherError) {
        indexText(slot);
    }
    if (isSorted && keyOf(slot) != before) {
        record.isPlaced = false;
        m_unplaced.push_back(slot);
        m_hasGaps = true;
        change.isStructural = true;
    }
    if (m_index.isFiltering() && m_index.isMatch(slot) != hasFlag(slot, Match)) {
        setFlag(slot, Match, !hasFlag(slot, Match));
        change.isStructural = true;
    }
}

void JobStore::indexText(int slot)
{
    QStringList groups;
    for (int group = record(slot).parent; group != none; group = record(group).parent)
        groups += record(group).job->name;
    m_index.set(slot, *record(slot).job, groups);
}

void JobStore::indexTexts(int slot)
{
    indexText(slot);
    setFlag(slot, Match, m_index.isMatch(slot));
    for (const int child : record(slot).children)
        indexTexts(child);
}

void JobStore::setFlag(int slot, Flag flag, bool on)
{
    quint8 &flags = m_flags[size_t(slot)];
    flags = quint8(on ? flags | flag : flags & ~flag);
}

void JobStore::forget(int slot)
{
    Record &record = at(slot);
    count(*record.job, -1);
    m_slots.remove(record.job->id);
    m_waitingForOthers.erase(slot);
    m_serials.remove(record.job->serial);
    m_index.remove(slot);
    for (const int child : std::exchange(record.children, {}))
        adopt(child, none);
    setFlag(slot, Parent, false);
    if (record.parent != none) {
        std::erase(at(record.parent).children, slot);
        setFlag(record.parent, Parent, !at(record.parent).children.empty());
    } else {
        m_hasGaps = true;
    }
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

/// Older jobs come newest first, so a page can end between a group and its children.
void JobStore::adoptOrphans(int slot)
{
    const QList<engine::JobId> children = record(slot).job->children;
    for (const engine::JobId &id : children) {
        const int child = find(id);
        if (child == none || at(child).parent != none || at(child).job->parent != record(slot).job->id)
            continue;
        m_hasGaps = true;
        adopt(child, slot);
    }
}

void JobStore::adopt(int slot, int parent)
{
    Record &record = at(slot);
    record.parent = parent;
    record.isPlaced = false;
    if (parent == none) {
        m_unplaced.push_back(slot);
    } else {
        auto &siblings = at(parent).children;
        const auto place = std::upper_bound(siblings.begin(), siblings.end(), slot, [this](int a, int b) {
            return at(a).job->serial < at(b).job->serial;
        });
        siblings.insert(place, slot);
        setFlag(parent, Parent, true);
    }
    setDepth(slot, parent == none ? 0 : at(parent).depth + 1);
    indexTexts(slot);
}

void JobStore::setDepth(int slot, int depth)
{
    at(slot).depth = depth;
    for (const int child : at(slot).children)
        setDepth(child, depth + 1);
}

void JobStore::count(const JobSnapshot &job, int by)
{
    if (!job.children.isEmpty())
        return;
    switch (job.state) {
    case JobState::Queued: m_counts.queued += by; break;
    case JobState::Starting:
    case JobState::Running:
    case JobState::Cancelling: m_counts.running += by; break;
    case JobState::Paused: m_counts.paused += by; break;
    case JobState::Succeeded: m_counts.succeeded += by; break;
    case JobState::Failed:
    case JobState::Interrupted: m_counts.failed += by; break;
    case JobState::Cancelled: m_counts.cancelled += by; break;
    }
}

std::vector<int> JobStore::movable() const
{
    std::vector<int> found;
    for (int slot = 0; slot < slotCount(); ++slot) {
        if (m_index.state(slot) == JobState::Queued && record(slot).isKnown &&
            record(slot).job->can.testFlag(engine::Verb::Move))
            found.push_back(slot);
    }
    std::sort(found.begin(), found.end(),
              [this](int a, int b) { return comesEarlierInQueue(*record(a).job, *record(b).job); });
    return found;
}

} // namespace belayer::ui
