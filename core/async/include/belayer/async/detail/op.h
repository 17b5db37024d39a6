// SPDX-License-Identifier: MIT
// Leaf operations: what a job can wait for. An operation lives in the frame of the coroutine that awaits it.
#pragma once
#include "belayer/async/detail/promise.h"

namespace belayer::async::detail {

struct OpKind
{
    const char *name; // what a snapshot says the job waits for
    // The scope was cancelled while the operation waits. Leave the list and completeCancelled(), or, when
    // foreign code has to be called, job->signalCancelLater(). Null: the wait cannot be interrupted.
    void (*cancel)(Op *) noexcept;
    void (*signalCancel)(Op *); // from the loop: tell the foreign thing; the wait goes on
};

class Op
{
public:
    Op(const OpKind *kind, PromiseBase *promise) noexcept : m_kind(kind), m_promise(promise) {}
    Op(const Op &) = delete;
    Op &operator=(const Op &) = delete;
    const OpKind *kind() const noexcept { return m_kind; }
    PromiseBase *promise() const noexcept { return m_promise; }
    Job *job() const noexcept { return m_promise->job(); }

private:
    const OpKind *m_kind;
    PromiseBase *m_promise;
};

template<class D> constexpr OpKind makeOpKind() noexcept
{
    OpKind kind{D::name, nullptr, nullptr};
    if constexpr (requires(D &op) { op.cancel(); })
        kind.cancel = [](Op *op) noexcept { static_cast<D *>(op)->cancel(); };
    if constexpr (requires(D &op) { op.signalCancel(); })
        kind.signalCancel = [](Op *op) { static_cast<D *>(op)->signalCancel(); };
    return kind;
}
template<class D> inline constexpr OpKind opKind = makeOpKind<D>();

// D provides `static constexpr char name[]`, park() (wait; may complete at once), result(), and if it makes
// sense tryNow() (done without waiting?), keepReady() (it was, but result() comes later), cancel() and
// signalCancel() as in OpKind. Its destructor leaves what it waits in.
template<class D, class R> class OpBase : public Op
{
public:
    using value_type = R;
    explicit OpBase(PromiseBase *promise) noexcept : Op(&opKind<D>, promise) {}

    bool await_ready()
    {
        Job *j = job();
        if (j->needsAttention()) [[unlikely]] {
            const Job::Verdict verdict = j->attend(opKind<D>.cancel != nullptr);
            if (verdict != Job::Verdict::GoOn)
                return verdict == Job::Verdict::Throw && Loop::spendInline();
        }
        return Loop::spendInline() && isReadyNow();
    }
    void await_suspend(std::coroutine_handle<>)
    {
        Job *j = job();
        if (!j->suspend(this))
            return;
        // Out of inline budget, but done: back to the queue, so that an always ready loop starves nobody.
        if (j->isOpCancelled() || isReadyNow()) {
            if constexpr (requires(D &op) { op.keepReady(); })
                static_cast<D *>(this)->keepReady();
            j->complete();
        } else {
            static_cast<D *>(this)->park();
        }
    }
    [[gnu::always_inline]] R await_resume() // the throw in it would keep the compiler from it
    {
        if (job()->isOpCancelled()) [[unlikely]]
            throw Cancelled(job()->takeCancellation()); // here, not in a function: a frame fewer to unwind
        return static_cast<D *>(this)->result();
    }

private:
    bool isReadyNow()
    {
        if constexpr (requires(D &op) { op.tryNow(); })
            return static_cast<D *>(this)->tryNow();
        else
            return false;
    }
};

// Base of what co_await accepts besides tasks and handles: a description that makes its operation in the
// frame. D provides value_type and `Operation makeOp(PromiseBase *) &&`.
struct AwaitableTag
{
};

} // namespace belayer::async::detail
