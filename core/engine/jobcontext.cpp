// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"

#include "core/engine/jobrunner.h"

namespace belayer::engine {

/// The children of one job, started in order, a limited number at a time. Lives in the frame of
/// runChildren(), so around the task group its children live in.
class ChildStarter
{
public:
    ChildStarter(JobContext &context, int maxParallel, std::function<void(Job &)> finished)
        : m_context(context)
        , m_spawned(context.children().size(), false)
        , m_finished(std::move(finished))
        , m_limit(maxParallel > 0 ? static_cast<size_t>(maxParallel) : m_spawned.size())
    {
        for (const auto &child : m_context.children()) {
            if (child->isFinished()) // cancelled before its parent began
                m_finished(*child);
        }
        m_context.m_job.setChildFinished([this](Job &child) { childFinished(child); });
    }
    ChildStarter(const ChildStarter &) = delete;
    ~ChildStarter() { m_context.m_job.setChildFinished({}); }

    void open(async::TaskGroup &group)
    {
        m_group = &group;
        startMore();
    }

private:
    bool mayStart() const
    {
        return m_group && m_context.m_startsChildren && m_context.m_job.state() == JobState::Running;
    }
    void startMore()
    {
        while (mayStart() && m_running < m_limit && m_next < m_spawned.size()) {
            const size_t index = m_next++;
            const std::shared_ptr<Job> &child = m_context.children()[index];
            if (child->isFinished()) // cancelled while it waited for its turn
                continue;
            ++m_running;
            m_spawned[index] = true;
            child->setHandle(m_group->spawn(runJob(child, m_context.m_host)));
        }
    }
    void childFinished(Job &child)
    {
        if (m_spawned[child.place().index])
            --m_running;
        m_finished(child); // may cancel the siblings
        startMore();
    }

    JobContext &m_context;
    std::vector<bool> m_spawned;
    std::function<void(Job &)> m_finished;
    async::TaskGroup *m_group = nullptr;
    size_t m_limit;
    size_t m_next = 0;
    size_t m_running = 0;
};

async::Task<> JobContext::runChildren(int maxParallel, std::function<void(Job &)> finished)
{
    ChildStarter starter(*this, maxParallel, std::move(finished));
    co_await async::withTaskGroup(
        [&starter](async::TaskGroup &group) -> async::Task<> {
            starter.open(group);
            co_return;
        },
        async::TaskGroup::OnExit::Join, async::TaskGroup::OnError::Collect);
}

void JobContext::cancelChildren(async::CancelReason reason)
{
    m_startsChildren = false;
    for (const auto &child : m_job.children())
        child->cancel(reason);
}

} // namespace belayer::engine
