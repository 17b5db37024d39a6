// SPDX-License-Identifier: MIT
#include "belayer/async/scheduler.h"

#include "belayer/async/sleep.h"
#include "treewalk.h"

#include <algorithm>

namespace belayer::async {

using detail::Job;
using detail::Loop;
using detail::ScopeNode;

Scheduler *Scheduler::current()
{
    return Loop::current()->scheduler();
}

namespace {

using detail::TreeWalk;

// Writes rows in depth-first order. Holds the ids of the jobs above the current node, so it is good for one
// slice.
class RowWriter
{
public:
    explicit RowWriter(std::vector<TaskInfo> &rows) noexcept : m_rows(rows) {}

    void placeAt(const ScopeNode *node)
    {
        m_above.clear();
        for (const ScopeNode *parent = node->parent(); parent; parent = parent->parent()) {
            if (parent->kind() == ScopeNode::Kind::Job)
                m_above.push_back(static_cast<const Job *>(parent));
        }
        std::reverse(m_above.begin(), m_above.end());
    }
    // Writes the node and goes to the next one.
    ScopeNode *step(ScopeNode *node, const ScopeNode *top)
    {
        const bool isJob = node->kind() == ScopeNode::Kind::Job;
        if (isJob)
            write(static_cast<const Job *>(node));
        if (ScopeNode *child = node->firstChild()) {
            if (isJob)
                m_above.push_back(static_cast<const Job *>(node));
            return child;
        }
        while (node != top) {
            if (ScopeNode *sibling = node->nextSibling())
                return sibling;
            node = node->parent();
            if (!m_above.empty() && m_above.back() == node)
                m_above.pop_back();
        }
        return nullptr;
    }

private:
    void write(const Job *job)
    {
        const Job::View view = job->view();
        m_rows.push_back({job->id(), m_above.empty() ? 0 : m_above.back()->id(), job->name(), view.state,
                          view.waitingOn, view.site.file_name(), view.site.function_name(), view.site.line(),
                          std::chrono::steady_clock::time_point(std::chrono::nanoseconds(view.since)),
                          static_cast<int>(m_above.size())});
    }
    std::vector<TaskInfo> &m_rows;
    std::vector<const Job *> m_above;
};

} // namespace

std::vector<TaskInfo> Scheduler::snapshot() const
{
    std::vector<TaskInfo> rows;
    rows.reserve(m_loop->stats.live);
    RowWriter writer(rows);
    ScopeNode *root = &m_loop->root();
    for (ScopeNode *node = root; node;)
        node = writer.step(node, root);
    return rows;
}

Task<std::vector<TaskInfo>> Scheduler::snapshotInSlices() const
{
    constexpr int SliceRows = 512; // well below a millisecond
    std::vector<TaskInfo> rows;
    rows.reserve(m_loop->stats.live + m_loop->stats.live / 4); // growing would move them all in one go
    TreeWalk walk;
    ScopeNode *root = &m_loop->root();
    for (ScopeNode *node = root; node; node = walk.resume()) {
        RowWriter writer(rows);
        writer.placeAt(node);
        for (int i = 0; node && i < SliceRows; ++i)
            node = writer.step(node, root);
        if (!node)
            break;
        walk.standOn(node, root);
        co_await detail::Quiet(yieldNow());
    }
    co_return rows;
}

SchedulerStats Scheduler::stats() const noexcept
{
    const detail::LoopStats &stats = m_loop->stats;
    return {stats.spawned, stats.finished, stats.live, stats.resumes, stats.batches};
}

void Scheduler::setTimeSlice(std::chrono::microseconds slice) noexcept
{
    m_loop->setTimeSlice(slice);
}

} // namespace belayer::async
