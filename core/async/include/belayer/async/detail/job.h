// SPDX-License-Identifier: MIT
// The control block of a spawned task: counted, a node of the scope tree, and what the ready queue holds. The
// frames die at completion; the block stays, with the result, as long as handles want it.
#pragma once
#include "belayer/async/detail/frames.h"
#include "belayer/async/detail/loop.h"

#include <QString>

#include <exception>
#include <source_location>
#include <type_traits>
#include <utility>

namespace belayer::async::detail {

class Op;
class ProgressSink;
struct PromiseBase;

// What few jobs have.
struct JobExtras : Framed
{
    QString name;
    std::exception_ptr error;
    Ring waiters;
    ScopeNode *innerScope = nullptr;
    ProgressSink *progress = nullptr;
    void (*onFinished)(void *) = nullptr;
    void *onFinishedArgument = nullptr;
};

struct JobOps : NodeOps
{
    void (*free)(Job *) noexcept;
};

class Job : public Node, public ScopeNode
{
public:
    Job(Loop *loop, const JobOps *table) noexcept;

    // counting: any thread
    void ref() noexcept { m_refs.fetch_add(1, std::memory_order_relaxed); }
    void deref() noexcept
    {
        if (m_refs.load(std::memory_order_acquire) == 1 ||
            m_refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
            static_cast<const JobOps *>(ops)->free(this);
    }
    std::uint64_t id() const noexcept { return m_id; } // tells the loop too
    void cancelFromAnyThread(CancelReason reason);

    // of the ready queue
    static void run(Node *node);
    static void discard(Node *node) noexcept;

    // own thread
    Loop *loop() const noexcept { return Loop::ofJob(m_id); }
    JobState state() const noexcept { return m_state; }
    bool isFinished() const noexcept { return m_state >= JobState::Succeeded; }
    QString name() const { return m_extras ? m_extras->name : QString(); }
    std::exception_ptr error() noexcept;
    JobExtras &extras();
    ProgressSink *progressSink() const noexcept { return m_extras ? m_extras->progress : nullptr; }

    void start(PromiseBase *root, ScopeNode *parent) noexcept; // takes one of the two first references
    void destroy() noexcept; // frames die leaf first, nothing resumes; at its next await if it is running now
    static void destroyBelow(ScopeNode *scope) noexcept;

    // from inside
    bool needsAttention() const noexcept { return m_flags & (Cancelled | DestroyRequested | InnerScope); }
    enum class Verdict : std::uint8_t { GoOn, Throw, Stop };
    Verdict attend(bool interruptible) noexcept;
    bool isOpCancelled() const noexcept { return m_flags & OpCancelled; }
    CancelReason takeCancellation() noexcept; // what the await is to throw
    ScopeNode *currentScope() noexcept { return m_flags & InnerScope ? m_extras->innerScope : this; }
    void setCurrentScope(ScopeNode *scope);
    void setSite(const std::source_location &site) noexcept { m_site = site; }
    void transferTo(PromiseBase *frame) noexcept { m_frame = frame; }
    void setRootDone(PromiseBase *root) noexcept
    {
        m_frame = root;
        m_flags |= RootDone;
    }
    void fail() noexcept;          // with the current exception, which has left the root frame
    bool suspend(Op *op) noexcept; // false: never to be resumed
    void complete() noexcept;      // the awaited thing has happened
    void completeCancelled() noexcept;
    void completeFromAnyThread() noexcept; // the op is out of its list; the list's lock is held
    void keepForRemote() noexcept { m_flags |= InQueue; } // dying while another thread's list points here
    void signalCancelLater() noexcept;
    void setDisposable() noexcept { m_flags |= Disposable; }

    Ring &waiters() { return extras().waiters; }

    struct View // for the snapshot
    {
        JobState state;
        const char *waitingOn;
        std::source_location site;
        std::int64_t since;
    };
    View view() const noexcept;

private:
    friend class ScopeNode;
    void enqueue() noexcept;
    void resume(PromiseBase *frame);
    void finish() noexcept;
    void destroyFrames() noexcept;
    void conclude(JobState state) noexcept;
    void onScopeCancelled(ScopeNode *scope) noexcept;

    std::atomic<std::uint32_t> m_refs{2}; // the running job and the first handle; sits in the base's padding
    union {
        PromiseBase *m_frame; // queued: the root; running: where the trampoline goes next
        Op *m_op;             // waiting and ready
    };
    JobExtras *m_extras = nullptr;
    std::uint64_t m_id;
    std::source_location m_site;
    std::int64_t m_since;

protected:
    ~Job() { releaseExtras(); }
    void releaseExtras() noexcept;
};

} // namespace belayer::async::detail
