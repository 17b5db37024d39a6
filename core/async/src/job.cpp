// SPDX-License-Identifier: MIT
#include "belayer/async/detail/job.h"

#include "belayer/async/detail/group.h"
#include "belayer/async/detail/op.h"
#include "belayer/async/jobhandle.h"
#include "treewalk.h"

#include <QtGlobal>

#include <cxxabi.h>
#include <typeinfo>

namespace belayer::async::detail {

namespace {

std::atomic<std::uint64_t> nextJobIds{1};

// Ids are taken in blocks, so that threads seldom meet.
std::uint64_t takeJobId() noexcept
{
    constexpr std::uint64_t Block = 1024;
    constinit static thread_local std::uint64_t next = 0;
    constinit static thread_local std::uint64_t left = 0;
    if (left == 0) {
        next = nextJobIds.fetch_add(Block, std::memory_order_relaxed);
        left = Block;
    }
    --left;
    return next++;
}

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
    : Node(table)
    , ScopeNode(Kind::Job)
    , m_loop(loop)
    , m_frame(nullptr)
    , m_id(takeJobId())
    , m_since(loop->now())
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
    root->job = this;
    m_frame = root;
    attach(parent);
    ++m_loop->stats.spawned;
    ++m_loop->stats.live;
    enqueue();
}

void Job::enqueue() noexcept
{
    if (m_flags & InQueue)
        return;
    m_flags |= InQueue;
    m_loop->pushReady(this);
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

void Job::fail(std::exception_ptr error) noexcept
{
    const std::type_info *type = abi::__cxa_current_exception_type();
    if (!type || *type != typeid(async::Cancelled)) {
        extras().error = std::move(error);
        return;
    }
    m_flags |= OpCancelled; // a cancellation is no error: only its reason is kept
    if (isCancelled())
        return;
    try {
        std::rethrow_exception(error);
    } catch (const async::Cancelled &cancelled) {
        m_reason = cancelled.reason();
    }
}

void Job::conclude(JobState state) noexcept
{
    m_state = state;
    m_since = m_loop->now();
    if (state == JobState::Cancelled && m_reason == CancelReason::None)
        m_reason = CancelReason::ScopeExit;
    ScopeNode *owner = parent();
    handOverChildren();
    detach();
    ++m_loop->stats.finished;
    --m_loop->stats.live;
    while (!m_waiters.isEmpty())
        static_cast<JoinOpBase *>(m_waiters.takeFirst())->m_waiter->complete();
    if (owner && owner->kind() == Kind::Group)
        static_cast<GroupScope *>(owner)->group().onChildFinished(*this);
    if (m_extras && m_extras->onFinished)
        m_extras->onFinished(m_extras->onFinishedArgument);
    if (!(m_flags & InQueue))
        deref();
}

// ---- destruction

void Job::destroy() noexcept
{
    ref();
    if (!isLeaf())
        destroyBelow(this);
    destroyFrames();
    deref();
}

void Job::destroyFrames() noexcept
{
    if (isFinished())
        return;
    if (m_flags &
        OnStack) { // its own code is doing this: it dies at its next await, and belongs to nobody until then
        m_flags |= DestroyRequested;
        if (ScopeNode *owner = parent(); owner && owner->kind() == Kind::Group)
            static_cast<GroupScope *>(owner)->group().forgetChild();
        detach();
        attach(&m_loop->root());
        return;
    }
    PromiseBase *frame = m_state == JobState::Queued ? m_frame : m_op->promise();
    m_state = JobState::Cancelled; // final from here: destructors that come back find nothing to do
    while (frame) {
        Receiver *receiver = frame->receiver;
        PromiseBase *above = receiver ? receiver->parent : nullptr;
        if (receiver)
            receiver->child = nullptr;
        frame->handle().destroy();
        frame = above;
    }
    conclude(JobState::Cancelled);
}

// Children before parents, along the tree's pointers: no recursion, whatever the depth. A destructor in a
// frame may take away the very nodes this stands on; then it starts again, or ends if the top itself has
// died.
void Job::destroyBelow(ScopeNode *top) noexcept
{
    ScopeNode *node = top;
    bool descend = true;
    for (;;) {
        if (descend) {
            while (ScopeNode *child = node->lastChild())
                node = child;
        }
        if (node == top)
            return;
        ScopeNode *owner = node->parent();
        if (node->kind() == Kind::Job) {
            Job *job = static_cast<Job *>(node);
            TreeWalk guard;
            guard.standOn(owner, top);
            job->ref();
            job->destroyFrames();
            const bool isStillThere = job->parent() == owner;
            job->deref();
            const bool isOwnerAlive = guard.resume() == owner;
            if (!guard.top())
                return;
            if (!isOwnerAlive || !isStillThere) {
                node = isOwnerAlive ? owner : top;
                descend = true;
                continue;
            }
            // It is running below the root itself, or its frames are dying further up this stack.
        }
        // Else a scope of a frame above, which takes it along.
        ScopeNode *previous = node->previousSibling();
        descend = previous;
        node = previous ? previous : owner;
    }
}

// ---- cancellation

void Job::cancelFromAnyThread(CancelReason reason)
{
    if (m_loop->isCurrent()) {
        if (!isFinished())
            cancel(reason);
        return;
    }
    auto *message = new CancelMessage(this, reason);
    if (!m_loop->post(message))
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
    m_since = m_loop->now();
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
    if (m_loop->isCurrent())
        complete();
    else
        m_loop->post(this);
}

Job::View Job::view() const noexcept
{
    const bool isWaiting = m_state == JobState::Waiting;
    return {m_state, isWaiting ? m_op->kind()->name : nullptr, m_site, m_since};
}

// ---- what handles and promises need out of line

void PromiseBase::unhandled_exception() noexcept
{
    if (receiver)
        receiver->error = std::current_exception();
    else
        job->fail(std::current_exception());
}

void throwEmptyTask()
{
    throw std::logic_error("this Task is empty: it was awaited, spawned or moved away before");
}

void checkHandle(const HandleBase &handle, const PromiseBase *promise)
{
    if (!handle)
        throw std::logic_error("this JobHandle is empty: it refers to no job");
    if (handle.job()->loop() != promise->job->loop())
        throw std::logic_error("a job is awaited on its own thread: use runOn() to wait from another");
}

void JoinOpBase::enter(Job *waiter) noexcept
{
    m_waiter = waiter;
    target()->waiters().append(this);
}

void JoinOpBase::throwUnlessSucceeded() const
{
    switch (target()->state()) {
    case JobState::Failed: std::rethrow_exception(target()->error());
    case JobState::Cancelled: throw Cancelled(target()->reason());
    default: return;
    }
}

} // namespace belayer::async::detail
