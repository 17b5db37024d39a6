// SPDX-License-Identifier: MIT
// Exercise 3: a resource manager. Several background tasks, their live status, and a shutdown that asks
// first.
#pragma once
#include <belayer/async.h>

#include <QList>
#include <QMap>
#include <QString>

#include <algorithm>

namespace belayer::examples {

struct ResourceStatus
{
    QString name;
    async::JobState state;
    QString waitingOn; // "timer", "event", ...; empty unless it waits
};

class ResourceManager
{
public:
    void start(const QString &name, async::Task<> task)
    {
        m_jobs.insert(name, m_scope.spawn(std::move(task), name));
    }
    void cancel(const QString &name) { m_jobs.value(name).cancel(); }

    QList<ResourceStatus> status() const
    {
        const std::vector<async::TaskInfo> live = async::Scheduler::current()->snapshot();
        QList<ResourceStatus> list;
        for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job) {
            const auto row = std::find_if(live.begin(), live.end(), [&job](const async::TaskInfo &info) {
                return info.id == job->id();
            });
            const char *waitingOn = row != live.end() ? row->waitingOn : nullptr;
            list.append({job.key(), job->state(), QString::fromLatin1(waitingOn)});
        }
        return list;
    }
    // Asks all to end, waits for their cleanups up to grace, and destroys what is left: gives how many.
    async::Task<int> shutdown(std::chrono::milliseconds grace) { return m_scope.shutdown(grace); }

private:
    QMap<QString, async::JobHandle<>> m_jobs;
    async::TaskScope m_scope; // last: dies first
};

} // namespace belayer::examples
