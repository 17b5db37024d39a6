// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobtable.h"

namespace belayer::engine {

std::shared_ptr<Job> JobTable::add(JobPlan &&plan, int attempt, Job::Observer &observer)
{
    std::shared_ptr<Job> root = add(std::move(plan), Job::Place{.attempt = attempt}, observer);
    m_live += treeSize(*root);
    return root;
}

std::shared_ptr<Job> JobTable::add(JobPlan &&plan, const Job::Place &place, Job::Observer &observer)
{
    Job::Place here = place;
    here.serial = ++m_lastSerial;
    here.number = here.serial - m_startSerial;
    std::vector<JobPlan> children = std::move(plan.children);
    const auto job = std::allocate_shared<Job>(async::FrameAllocator<Job>(), std::move(plan), here, observer);
    m_byId.insert(job->id(), job);
    m_bySerial.emplace_hint(m_bySerial.end(), here.serial, job);
    for (size_t i = 0; i < children.size(); ++i)
        job->addChild(add(std::move(children[i]),
                          Job::Place{.parent = job.get(), .index = i, .attempt = place.attempt}, observer));
    observer.jobChanged(*job);
    return job;
}

std::shared_ptr<Job> JobTable::find(quint64 serial) const
{
    const auto found = m_bySerial.find(serial);
    return found == m_bySerial.end() ? nullptr : found->second;
}

std::vector<std::shared_ptr<Job>> JobTable::liveRoots() const
{
    std::vector<std::shared_ptr<Job>> roots;
    for (const auto &[serial, job] : m_bySerial) {
        if (!job->isFinished() && !job->place().parent)
            roots.push_back(job);
    }
    return roots;
}

int JobTable::treeSize(const Job &job)
{
    int size = 1;
    for (const auto &child : job.children())
        size += treeSize(*child);
    return size;
}

void JobTable::rootFinished(Job &job)
{
    const int size = treeSize(job);
    m_live -= size;
    m_finishedCount += size;
    job.setEndNumber(++m_lastEnd);
    m_finished.emplace_hint(m_finished.end(), m_lastEnd, job.shared_from_this());
}

std::shared_ptr<Job> JobTable::oldestBeyond(int limit) const
{
    return m_finishedCount > limit && m_finished.size() > 1 ? m_finished.begin()->second : nullptr;
}

void JobTable::forget(const std::shared_ptr<Job> &root, const std::function<void(Job &)> &forgotten)
{
    m_finishedCount -= treeSize(*root);
    m_finished.erase(root->endNumber());
    erase(root, forgotten);
}

void JobTable::erase(const std::shared_ptr<Job> &job, const std::function<void(Job &)> &forgotten)
{
    for (const auto &child : job->children())
        erase(child, forgotten);
    m_byId.remove(job->id());
    m_bySerial.erase(job->place().serial);
    forgotten(*job);
}

} // namespace belayer::engine
