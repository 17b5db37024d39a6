// SPDX-License-Identifier: MIT
// Exercise 2: a parallel pipeline. numbers -> workers, each with a function in the pool -> results; bounded
// throughout, and with a summary that is computed when somebody asks.
#pragma once
#include <belayer/async.h>

#include <QScopeGuard>
#include <QString>

#include <numeric>

namespace belayer::examples {

class Pipeline
{
public:
    using Stage = int (*)(int); // CPU work: in the pool, of its own data only

    Pipeline(int count, Stage stage) : m_count(count), m_stage(stage) {}

    async::Task<> run()
    {
        const auto end = qScopeGuard([this] { m_ended.set(); }); // however it ends: nobody waits for ever
        co_await async::withTaskGroup([this](async::TaskGroup &stages) -> async::Task<> {
            stages.spawn(produce(), QStringLiteral("produce"));
            stages.spawn(collect(), QStringLiteral("collect"));
            co_await async::withTaskGroup([this](async::TaskGroup &workers) -> async::Task<> {
                for (int i = 0; i < WorkerCount; ++i)
                    workers.spawn(work(), QStringLiteral("worker %1").arg(i));
                co_return; // the group waits for them
            });
            m_results.close();
        });
    }
    // Of a run that began or will begin; computed once.
    async::Task<long> total() { co_return co_await m_total.get(); }
    int totalsComputed() const noexcept { return m_totalsComputed; }

private:
    static constexpr int WorkerCount = 4;

    async::Task<> produce()
    {
        for (int number = 1; number <= m_count; ++number)
            co_await m_numbers.send(number); // waits while the workers are busy
        m_numbers.close();
    }
    async::Task<> work()
    {
        while (const std::optional<int> number = co_await m_numbers.receive()) {
            const int result = co_await async::runInThreadPool(m_stage, *number);
            co_await m_results.send(result);
        }
    }
    async::Task<> collect()
    {
        while (const std::optional<int> result = co_await m_results.receive())
            m_collected.push_back(*result);
    }
    async::Task<long> sumUp()
    {
        co_await m_ended.wait();
        ++m_totalsComputed;
        if (m_collected.size() != static_cast<std::size_t>(m_count))
            throw std::runtime_error("the pipeline ended early");
        co_return std::accumulate(m_collected.begin(), m_collected.end(), 0L);
    }

    int m_count;
    Stage m_stage;
    async::Channel<int> m_numbers{4};
    async::Channel<int> m_results{4};
    std::vector<int> m_collected;
    async::AsyncEvent m_ended;
    int m_totalsComputed = 0;
    async::AsyncLazy<long> m_total{[this] { return sumUp(); }}; // last: dies first
};

} // namespace belayer::examples
