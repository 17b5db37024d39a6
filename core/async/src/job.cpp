// SPDX-License-Identifier: MIT
#include "belayer/async/detail/job.h"

#include "belayer/async/detail/group.h"
#include "belayer/async/detail/op.h"
#include "belayer/async/jobhandle.h"

#include <QtGlobal>

#include <cxxabi.h>
#include <typeinfo>

namespace belayer::async::detail {

namespace {

struct CancelMessage final : Node
{
    CancelMessage(Job *j, CancelReason r) noexcept : Node(&s_ops), job(j), reason(r) { job->ref(); }
    ~CancelMessage() { job->deref(); }
    static void run(Node *node)
    {
        auto *message = static_cast<CancelMessage *>(node);
        if (!message->job->isFinished())
            message->job->cancel(message->reason);
        delete message;
    }
    static void discard(Node *node) noexcept { delete static_cast<CancelMessage *>(node); }
    static constexpr NodeOps s_ops{&run, &discard};

    Job *job;
    CancelReason reason;
};

QString describe(const std::exception_ptr &error)
{
    try {
        std::rethrow_exception(error);
    } catch (const std::exception &e) {
        return QString::fromLocal8Bit(e.what());
    } catch (...) {
        return QStringLiteral("an exception that is no std::exception");
    }
}

} // namespace

// ---- life

Job::Job(Loop *loop, const JobOps *table) noexcept
    : Node(table), ScopeNode(Kind::Job), m_frame(nullptr), m_id(loop->takeJobId()), m_since(loop->now())
{
}

JobExtras &Job::extras()
{
    if (!m_extras)
        m_extras = new JobExtras;
    return *m_extras;
}

void Job::releaseExtras() noexcept
{
    if (!m_extras)
        return;
    if (m_extras->error && !(m_flags & ErrorSeen))
        qWarning("belayer::async: task %llu \"%ls\" failed and nobody looked: %ls",
                 static_cast<unsigned long long>(m_id), qUtf16Printable(m_extras->name),
                 qUtf16Printable(describe(m_extras->error)));
    delete m_extras;
}

std::exception_ptr Job::error() noexcept
{
    m_flags |= ErrorSeen;
    return m_extras ? m_extras->error : nullptr;
}

void Job::start(PromiseBase *root, ScopeNode *parent) noexcept
{
    root->setRootOf(this);
    m_frame = root;
    attach(parent);
    LoopStats &stats = loop()->stats;
    ++stats.spawned;
    ++stats.live;
    enqueue();
}

void Job::enqueue() noexcept
{
    if (m_flags & InQueue)
        return;
    m_flags |= InQueue;
    loop()->pushReady(this);
}

void Job::run(Node *node)
{
    Job *job = static_cast<Job *>(node);
    job->m_flags &= ~InQueue;
    switch (job->m_state) {
    case JobState::Queued:
        if (job->isCancelled()) { // before its start: never runs
            job->destroyFrames();
            return;
        }
        job->resume(job->m_frame);
        return;
    case JobState::Waiting:
        if (job->m_flags & CancelSignal) {
            job->m_flags &= ~CancelSignal;
            job->m_op->kind()->signalCancel(job->m_op);
            return;
        }
        [[fallthrough]]; // completed by another thread
    case JobState::Ready:
        if ((job->m_flags & (OpCancelled | Disposable | Cancelled | InnerScope)) ==
            (OpCancelled | Disposable | Cancelled)) {
            job->destroy();
            return;
        }
        job->m_flags &= ~CancelSignal;
        job->resume(job->m_op->promise());
        return;
    case JobState::Running: return;
    case JobState::Succeeded:
    case JobState::Failed:
    case JobState::Cancelled:
        job->deref();
        return; // died while it was in the queue, which held the last reference
    }
}

void Job::discard(Node *node) noexcept
{
    Job *job = static_cast<Job *>(node);
    job->m_flags &= ~InQueue;
    job->deref();
}

// The trampoline: a coroutine that awaits or ends names the next one and returns here, so that no chain of
// tasks, however long, deepens the stack (rule R3).
void Job::resume(PromiseBase *frame)
{
    m_flags |= OnStack;
    m_state = JobState::Running;
    m_frame = frame;
    do {
        m_frame->handle().resume();
    } while (m_state == JobState::Running && !(m_flags & RootDone));
    m_flags &= ~OnStack;
    if (m_flags & RootDone)
        finish();
    else if (m_flags & DestroyRequested) [[unlikely]]
        destroy();
}

void Job::finish() noexcept
{
    const bool failed = m_extras && m_extras->error;
    const JobState state = m_flags & OpCancelled ? JobState::Cancelled
                           : failed              ? JobState::Failed
                                                 : JobState::Succeeded;
    m_state = state; // final already: the frame may hold the last reference to the owner, whose death comes
                     // back here
    m_frame->handle().destroy();
    conclude(state);
}

void Job::fail() noexcept
{
    const std::type_info *type = abi::__cxa_current_exception_type();
    if (!type || *type != typeid(async::Cancelled)) {
        extras().error = std::current_exception();
        return;
    }
    m_flags |= OpCancelled; // a cancellation is no error: only its reason is kept
    if (isCancelled())
        return;
    try {
        throw;
    } catch (const async::Cancelled &cancelled) {
        m_reason = cancelled.reason();
    }
}

void Job::conclude(JobState state) noexcept
{
    m_state = state;
    m_since = loop()->now();
    if (state == JobState::Cancelled && m_reason == CancelReason::None)
        m_reason = CancelReason::ScopeExit;
    ScopeNode *owner = parent();
    handOverChildren();
    detach();
    LoopStats &stats = loop()->stats;
    ++stats.finished;
    --stats.live;
    while (m_extras && !m_extras->waiters.isEmpty())
        static_cast<JoinOpBase *>(m_extras->waiters.takeFirst())->m_waiter->complete();
    if (owner && owner->kind() == Kind::Group)
        static_cast<GroupScope *>(owner)->group().onChildFinished(*this);
    if (m_extras && m_extras->onFinished)
        m_extras->onFinished(m_extras->onFinishedArgument);
    if (!(m_flags & InQueue))
        deref();
}

// ---- cancellation

void Job::cancelFromAnyThread(CancelReason reason)
{
    if (loop()->isCurrent()) {
        if (!isFinished())
            cancel(reason);
        return;
    }
    auto *message = new CancelMessage(this, reason);
    if (!loop()->post(message))
        delete message;
}

void Job::onScopeCancelled(ScopeNode *scope) noexcept
{
    if (m_state != JobState::Waiting || currentScope() != scope)
        return;
    if (const auto cancelOp = m_op->kind()->cancel)
        cancelOp(m_op);
}

void Job::signalCancelLater() noexcept
{
    m_flags |= CancelSignal;
    enqueue();
}

Job::Verdict Job::attend(bool interruptible) noexcept
{
    if (m_flags & DestroyRequested)
        return Verdict::Stop;
    if (!interruptible || !currentScope()->isCancelled())
        return Verdict::GoOn;
    m_flags |= OpCancelled;
    return Verdict::Throw;
}

CancelReason Job::takeCancellation() noexcept
{
    m_flags &= ~OpCancelled;
    return currentScope()->reason();
}

void Job::setCurrentScope(ScopeNode *scope)
{
    if (scope == this) {
        m_flags &= ~InnerScope;
        return;
    }
    extras().innerScope = scope;
    m_flags |= InnerScope;
}

// ---- waiting

bool Job::suspend(Op *op) noexcept
{
    m_op = op;
    m_state = JobState::Waiting;
    m_since = loop()->now();
    return !(m_flags & DestroyRequested);
}

void Job::complete() noexcept
{
    if (m_state != JobState::Waiting)
        return;
    m_state = JobState::Ready;
    enqueue();
}

void Job::completeCancelled() noexcept
{
    m_flags |= OpCancelled;
    complete();
}

void Job::completeFromAnyThread() noexcept
{
    if (loop()->isCurrent())
        complete();
    else
        loop()->post(this);
}

Job::View Job::view() const noexcept
{
    const bool isWaiting = m_state == JobState::Waiting;
    return {m_state, isWaiting ? m_op->kind()->name : nullptr, m_site, m_since};
}

} // namespace belayer::async::detail
