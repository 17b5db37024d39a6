// SPDX-License-Identifier: MIT
#include "belayer/async/detail/loop.h"

#include "belayer/async/detail/frames.h"
#include "belayer/async/detail/handover.h"
#include "belayer/async/detail/signalwait.h"
#include "belayer/async/scheduler.h"
#include "belayer/async/timeout.h"
#include "mailbox.h"
#include "spin.h"
#include "timers.h"

#include <QAbstractEventDispatcher>
#include <QBasicTimer>
#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QThread>
#include <QThreadStorage>
#include <QTimerEvent>

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace belayer::async::detail {

constinit thread_local Loop *Loop::t_current = nullptr;
constinit thread_local int Loop::t_inlineBudget = 0;
constinit Loop *Loop::s_all[MaxLoops] = {};

struct Loop::Remote
{
    Mailbox mailbox;
    std::mutex mutex; // of what follows
    bool isClosed = true;
};

struct Loop::Clockwork
{
    Timers timers;
    QBasicTimer qtTimer;
    std::int64_t qtDue = 0;
    QBasicTimer trimTimer;
};

namespace {

constexpr int InlineBudget = 128;    // awaits a job may finish without going back to the queue
constexpr int MaxClockInterval = 16; // resumes between two looks at the clock

std::int64_t clockNow() noexcept
{
    return Loop::Clock::now().time_since_epoch().count();
}

QEvent::Type wakeEventType()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

} // namespace

// The loop's foot in Qt: receives the posted event and the timer.
class LoopDriver final : public QObject
{
public:
    explicit LoopDriver(Loop *loop) : m_loop(loop) {}
    ~LoopDriver() override { m_loop->close(); }
    bool event(QEvent *event) override
    {
        if (event->type() != wakeEventType())
            return QObject::event(event);
        takeOver(this);
        m_loop->drain();
        return true;
    }
    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() == m_loop->m_clockwork->trimTimer.timerId()) {
            m_loop->trim();
            return;
        }
        m_loop->m_clockwork->qtTimer.stop();
        m_loop->m_clockwork->qtDue = 0;
        m_loop->drain();
    }
    // A task that turns an event loop of its own (QDialog::exec) must not strand the others.
    void watchNestedLoops()
    {
        QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance(thread());
        if (!dispatcher || dispatcher == m_dispatcher)
            return;
        m_dispatcher = dispatcher;
        const auto serve = [this] { m_loop->serveNestedLoop(); };
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, serve, Qt::DirectConnection);
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, serve, Qt::DirectConnection);
    }
    void post()
    {
        auto *event = new QEvent(wakeEventType());
        handOver(this);
        QCoreApplication::postEvent(this, event);
    }

private:
    Loop *m_loop;
    QPointer<QAbstractEventDispatcher> m_dispatcher;
};

// ---- birth and death

Loop::Loop(std::size_t number)
    : m_lastJobId(std::uint64_t(number) << SerialBits)
    , m_clockwork(new Clockwork)
    , m_remote(new Remote)
    , m_spinner(new Spinner)
    , m_scheduler(new Scheduler(this))
{
}

namespace {
struct LoopRegistry
{
    std::mutex mutex;
    std::vector<Loop *> unused;
    std::size_t count = 0;
};
LoopRegistry &registry()
{
    static auto *instance = new LoopRegistry;
    return *instance;
}
} // namespace

Loop *Loop::takeUnused()
{
    LoopRegistry &loops = registry();
    const std::lock_guard lock(loops.mutex);
    if (!loops.unused.empty()) {
        Loop *loop = loops.unused.back();
        loops.unused.pop_back();
        return loop;
    }
    if (loops.count == MaxLoops)
        throw std::length_error("belayer::async: more than 65,536 threads with an event loop at once");
    auto *loop = new Loop(loops.count);
    s_all[loops.count++] = loop;
    return loop;
}

Loop *Loop::current()
{
    if (!t_current)
        takeUnused()->open();
    return t_current;
}

void Loop::open()
{
    static auto *drivers = new QThreadStorage<LoopDriver *>; // deletes the driver when its thread ends
    t_current = this;
    m_closing = m_armed = false;
    m_poolWork = 0;
    m_now = clockNow();
    stats = {};
    m_slice = std::chrono::milliseconds(2);
    m_driver = new LoopDriver(this);
    {
        const std::lock_guard lock(m_remote->mutex);
        m_remote->isClosed = false;
    }
    m_remote->mailbox.open();
    drivers->setLocalData(m_driver);
}

// The thread, or the application, goes away: what is left is destroyed, by destructors only.
void Loop::close() noexcept
{
    m_closing = true;
    while (!m_root.isLeaf()) {
        Job::destroyBelow(&m_root);
        while (ScopeNode *child = m_root.firstChild()) // scopes of objects that live on, now without a loop
            child->detach();
    }
    {
        const std::lock_guard lock(m_remote->mutex);
        m_remote->isClosed = true;
    }
    m_remote->mailbox.close(m_ready);
    while (!m_ready.isEmpty()) {
        Node *node = m_ready.pop();
        node->ops->discard(node);
    }
    m_clockwork->qtTimer.stop();
    m_clockwork->qtDue = 0;
    m_clockwork->trimTimer.stop();
    m_driver = nullptr;
    t_current = nullptr;
    LoopRegistry &loops = registry();
    const std::lock_guard lock(loops.mutex);
    loops.unused.push_back(this);
}

QObject *Loop::context() const noexcept
{
    return m_driver;
}

// ---- running

void Loop::arm() noexcept
{
    m_armed = true;
    m_driver->post();
}

bool Loop::post(Node *node)
{
    switch (m_remote->mailbox.post(node)) {
    case Mailbox::Posted::Refused: return false;
    case Mailbox::Posted::Quietly: return true;
    case Mailbox::Posted::ToSleeper: break;
    }
    const std::lock_guard lock(m_remote->mutex);
    if (!m_remote->isClosed) // else the node was taken by close()
        m_driver->post();
    return true;
}

// A pool hop is shorter than falling asleep and being woken: work that is under way is awaited on the spot
// for a moment.
bool Loop::awaitPool() noexcept
{
    Mailbox &mailbox = m_remote->mailbox;
    if (m_poolWork > 0 && mailbox.isEmpty())
        m_spinner->await([&mailbox] { return !mailbox.isEmpty(); });
    mailbox.take(m_ready);
    return !m_ready.isEmpty();
}

void Loop::drain()
{
    m_armed = false;
    ++m_draining;
    ++stats.batches;
    m_driver->watchNestedLoops();
    m_now = clockNow();
    m_remote->mailbox.take(m_ready);
    fireTimers();
    const std::int64_t deadline = m_now + m_slice.count();
    std::uint64_t resumes = 0;
    int interval = 1;
    int untilClock = 1;
    while (!m_ready.isEmpty() || awaitPool()) {
        t_inlineBudget = InlineBudget;
        Node *node = m_ready.pop();
        node->ops->run(node);
        ++resumes;
        if (--untilClock > 0)
            continue;
        // A look at the clock costs as much as a cheap resume: seldom while resumes are cheap, often when
        // they are not.
        const std::int64_t now = clockNow();
        const std::int64_t each = (now - m_now) / interval;
        interval = each < 2'000 ? std::min(interval * 2, MaxClockInterval) : each > 50'000 ? 1 : interval;
        untilClock = interval;
        m_now = now;
        if (now + 2 * each * interval >= deadline) // else the next look may come too late
            break;
    }
    stats.resumes += resumes;
    --m_draining;
    fallAsleep();
    if (hasSpareFrames() && !m_clockwork->trimTimer.isActive()) [[unlikely]]
        m_clockwork->trimTimer.start(1000, Qt::CoarseTimer, m_driver);
}

// The memory of a burst goes back to the system in the seconds after it.
void Loop::trim()
{
    if (!trimFrames())
        m_clockwork->trimTimer.stop();
}

void Loop::serveNestedLoop()
{
    if (m_draining)
        fallAsleep();
}

void Loop::fallAsleep()
{
    const bool hasMail = !m_remote->mailbox.sleep();
    if ((hasMail || !m_ready.isEmpty()) && !m_armed)
        arm();
    rearmQtTimer();
}

// ---- timers

void Loop::startTimer(Timer *timer, Timer::Kind kind)
{
    m_clockwork->timers.add(timer, kind);
    if (!m_draining)
        rearmQtTimer();
}

void Loop::stopTimer(Timer *timer) noexcept
{
    m_clockwork->timers.remove(timer);
}

void Loop::fireTimers()
{
    Timers &timers = m_clockwork->timers;
    for (const TimerEntry *next = timers.first(); next && next->due <= m_now; next = timers.first()) {
        Timer *timer = next->timer;
        const Timer::Kind kind = timer->kind();
        timers.remove(timer);
        switch (kind) {
        case Timer::Kind::Sleep: static_cast<SleepOp *>(timer)->job()->complete(); break;
        case Timer::Kind::Deadline: static_cast<DeadlineTimer *>(timer)->fire(); break;
        }
    }
}

// One Qt timer for all. It is left alone when what it was for is gone: one idle wake-up is cheaper than
// re-arming.
void Loop::rearmQtTimer()
{
    const TimerEntry *next = m_clockwork->timers.first();
    if (!next || (m_clockwork->qtDue && m_clockwork->qtDue <= next->due))
        return;
    m_clockwork->qtDue = next->due;
    constexpr std::int64_t MaxMs = 3'600'000;
    const std::int64_t ms = (m_clockwork->qtDue - clockNow() + 999'999) / 1'000'000;
    m_clockwork->qtTimer.start(static_cast<int>(std::clamp<std::int64_t>(ms, 0, MaxMs)), Qt::PreciseTimer,
                               m_driver);
}

QObject *loopContext(Loop *loop)
{
    return loop->context();
}

} // namespace belayer::async::detail
