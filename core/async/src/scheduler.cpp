// SPDX-License-Identifier: MIT
#include "belayer/async/scheduler.h"

namespace belayer::async {

using detail::Job;
using detail::Loop;
using detail::ScopeNode;

Scheduler *Scheduler::current()
{
    return Loop::current()->scheduler();
}

std::vector<TaskInfo> Scheduler::snapshot() const
{
    std::vector<TaskInfo> rows;
    rows.reserve(m_loop->stats.live);
    std::vector<std::uint64_t> path{0}; // ids of the jobs above
    const ScopeNode *root = &m_loop->root();
    const ScopeNode *node = root;
    const auto enter = [&](const ScopeNode *scope) {
        if (scope->kind() != ScopeNode::Kind::Job)
            return;
        const auto *job = static_cast<const Job *>(scope);
        const Job::View view = job->view();
        rows.push_back({job->id(), path.back(), job->name(), view.state, view.waitingOn,
                        view.site.file_name(), view.site.function_name(), view.site.line(),
                        std::chrono::steady_clock::time_point(std::chrono::nanoseconds(view.since)),
                        static_cast<int>(path.size()) - 1});
        path.push_back(job->id());
    };
    const auto leave = [&](const ScopeNode *scope) {
        if (scope->kind() == ScopeNode::Kind::Job)
            path.pop_back();
    };
    for (;;) {
        if (const ScopeNode *child = node->firstChild()) {
            node = child;
            enter(node);
            continue;
        }
        for (;;) {
            if (node == root)
                return rows;
            leave(node);
            if (const ScopeNode *sibling = node->nextSibling()) {
                node = sibling;
                enter(node);
                break;
            }
            node = node->parent();
        }
    }
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
