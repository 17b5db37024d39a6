// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/enginethread.h"

#include <future>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto DestructionDeadline = 1s;

async::Task<> stopAndTell(Engine &engine, std::chrono::milliseconds deadline, std::function<void()> tell)
{
    co_await engine.stop(deadline);
    tell();
}

} // namespace

/// Made and destroyed in the engine thread.
class EngineThread::Inside
{
public:
    explicit Inside(Engine::Config config) : m_engine(std::move(config)) {}
    Engine &engine() noexcept { return m_engine; }
    void stop(std::chrono::milliseconds deadline, std::function<void()> tell)
    {
        m_scope.spawn(stopAndTell(m_engine, deadline, std::move(tell)), u"stop"_s);
    }

private:
    Engine m_engine;
    async::TaskScope m_scope;
};

EngineThread::EngineThread(Engine::Config config, QObject *parent)
    : QObject(parent), m_calls(new ThreadCalls(ThreadCalls::Door::Closed))
{
    m_thread.setObjectName(u"engine"_s);
    m_calls->moveToThread(&m_thread);
    // The engine runs an event loop while its history opens, and whoever calls shall find it whole.
    connect(&m_thread, &QThread::started, m_calls, [this, config = std::move(config)] {
        m_inside = std::make_unique<Inside>(config);
        m_calls->open();
    });
    m_thread.start();
}

EngineThread::~EngineThread()
{
    std::promise<void> down; // outlives run() below, which ends whoever could still fulfil it
    if (!m_hasStopped) {
        m_calls->post([&] { m_inside->stop(DestructionDeadline, [&down] { down.set_value(); }); });
        // Bounded: a process that cannot be killed (another user's, or stuck in the kernel) must not keep us.
        down.get_future().wait_for(DestructionDeadline + 500ms);
    }
    run([this](Engine &) { m_inside.reset(); });
    m_thread.quit();
    m_thread.wait();
    delete m_calls; // its thread has ended
}

void EngineThread::post(std::function<void(Engine &)> function)
{
    m_calls->post([this, function = std::move(function)] { function(m_inside->engine()); });
}

void EngineThread::run(const std::function<void(Engine &)> &function)
{
    Q_ASSERT_X(QThread::currentThread() != &m_thread, "EngineThread::run", "called in the engine thread");
    std::promise<void> done;
    post([&](Engine &engine) {
        function(engine);
        done.set_value();
    });
    done.get_future().wait();
}

void EngineThread::stop(std::chrono::milliseconds deadline)
{
    if (std::exchange(m_isStopping, true))
        return;
    m_calls->post([this, deadline] {
        m_inside->stop(deadline, [this] {
            m_answers.post([this] {
                m_hasStopped = true;
                Q_EMIT stopped();
            });
        });
    });
}

} // namespace belayer::engine
