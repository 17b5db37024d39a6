// SPDX-License-Identifier: MIT
#include "belayer/async/runon.h"

namespace belayer::async::detail {

struct RemoteCall::Message final : Node
{
    enum class Verb : std::uint8_t { Start, Cancel, Done };
    Message(RemoteCall *c, Verb v, CancelReason r = CancelReason::None) noexcept
        : Node(&s_ops), call(c), verb(v), reason(r)
    {
        call->ref();
    }
    ~Message() { call->deref(); }

    static void send(Loop *loop, Message *message)
    {
        if (!loop->post(message))
            discard(message);
    }
    static void run(Node *node)
    {
        auto *message = static_cast<Message *>(node);
        RemoteCall *call = message->call;
        switch (message->verb) {
        case Verb::Start:
            call->m_job = spawnJob(call->m_target, call->m_serve(Reporter(call)), &call->m_target->root());
            break;
        case Verb::Cancel:
            call->m_reason = message->reason; // should it never have begun
            if (call->m_job)
                call->m_job.cancel(message->reason);
            break;
        case Verb::Done:
            if (Job *waiter = std::exchange(call->m_waiter, nullptr))
                waiter->complete();
            break;
        }
        delete message;
    }
    static void discard(Node *node) noexcept
    {
        auto *message = static_cast<Message *>(node);
        if (message->verb == Verb::Start) // the loop is gone before it began
            send(message->call->m_home, new Message(message->call, Verb::Done));
        delete message;
    }
    static constexpr NodeOps s_ops{&run, &discard};

    RemoteCall *call;
    Verb verb;
    CancelReason reason;
};

void RemoteCall::start(Scheduler *target, Job *waiter)
{
    m_waiter = waiter;
    m_home = waiter->loop();
    m_target = target->loop();
    Message::send(m_target, new Message(this, Message::Verb::Start));
}

void RemoteCall::cancelRemote(CancelReason reason) noexcept
{
    Message::send(m_target, new Message(this, Message::Verb::Cancel, reason));
}

void RemoteCall::leave(CancelReason reason) noexcept
{
    if (std::exchange(m_waiter, nullptr))
        cancelRemote(reason == CancelReason::None ? CancelReason::ScopeExit : reason);
    deref();
}

void RemoteCall::report() noexcept
{
    Message::send(m_home, new Message(this, Message::Verb::Done));
    deref();
}

void RemoteCall::throwUnlessSucceeded() const
{
    switch (m_outcome) {
    case Outcome::Succeeded: return;
    case Outcome::Failed: std::rethrow_exception(m_error);
    case Outcome::Cancelled:
    case Outcome::LoopGone: throw async::Cancelled(m_reason);
    }
}

} // namespace belayer::async::detail
