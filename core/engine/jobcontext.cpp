// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"

#include "core/engine/jobrunner.h"

namespace belayer::engine {

/// The children of one job, from the queue to the last end. Lives in the frame of runChildren(), so around
/// the task group their coroutines live in.
class ChildStarter
{
public:
    ChildStarter(JobContext &context, std::function<void(Job &)> finished)
        : m_context(context), m_finished(std::move(finished))
    {
        for (const auto &child : context.children()) {
            if (child->isFinished()) // cancelled before its parent began
                m_finished(*child);
            else
                m_unfinished.push_back(child);
        }
        m_left = m_unfinished.size();
        m_context.m_job.setChildFinished([this](Job &child) { childFinished(child); });
    }
    ChildStarter(const ChildStarter &) = delete;
    ~ChildStarter() { m_context.m_job.setChildFinished({}); }

    void open(async::TaskGroup &group)
    {
        for (const auto &child : m_unfinished) {
            child->setSpawner([&group, &host = m_context.m_host, job = child.get()] {
                return group.spawn(runJob(job->shared_from_this(), host), job->spec().name);
            });
        }
        m_context.m_host.queue().add(m_unfinished);
        if (m_left == 0)
            m_allFinished.set();
    }
    auto allFinished() { return m_allFinished.wait(); }

private:
    void childFinished(Job &child)
    {
        m_finished(child); // may cancel the siblings
        if (--m_left == 0)
            m_allFinished.set();
    }

    JobContext &m_context;
    std::function<void(Job &)> m_finished;
    std::vector<std::shared_ptr<Job>> m_unfinished; ///< when the parent began
    size_t m_left = 0;
    async::AsyncEvent m_allFinished;
};

async::Task<> JobContext::runChildren(std::function<void(Job &)> finished)
{
    ChildStarter starter(*this, std::move(finished));
    co_await async::withTaskGroup(
        [&starter](async::TaskGroup &group) -> async::Task<> {
            starter.open(group);
            co_await starter.allFinished();
        },
        async::TaskGroup::OnExit::Join, async::TaskGroup::OnError::Collect);
}

void JobContext::cancelChildren(EndReason reason)
{
    m_job.startNoMoreChildren();
    for (const auto &child : m_job.children())
        child->cancel(reason);
}

} // namespace belayer::engine
