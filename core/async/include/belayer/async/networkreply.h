// SPDX-License-Identifier: MIT
// finished(reply): waits for a QNetworkReply and gives it back, to be asked for error() and data.
//
// Cancelling aborts the reply and throws Cancelled. SenderDestroyed if the reply dies first. Same thread. The
// reply stays its owner's; if the awaiting frame is destroyed it goes on.
// Needs Qt Network only where it is used: include <QNetworkReply> there.
#pragma once
#include "belayer/async/detail/signalwait.h"
#include "belayer/async/task.h"

QT_BEGIN_NAMESPACE
class QNetworkReply;
QT_END_NAMESPACE

namespace belayer::async {

namespace detail {

template<class Reply> // always QNetworkReply, known only where it is used
class ReplyOp final : public OpBase<ReplyOp<Reply>, Reply *>
{
public:
    static constexpr char name[] = "network reply";
    ReplyOp(PromiseBase *promise, QPointer<Reply> reply) noexcept
        : OpBase<ReplyOp, Reply *>(promise), m_reply(std::move(reply))
    {
    }
    bool tryNow() const { return !m_reply || m_reply->isFinished(); }
    void park()
    {
        const auto end = [](auto owner) {
            return [owner = std::move(owner)] {
                if (*owner)
                    (*owner)->job()->complete();
            };
        };
        m_wait.connect(m_reply.data(), &Reply::finished, this, end);
        m_wait.connect(m_reply.data(), &QObject::destroyed, this, end);
    }
    void cancel() noexcept { this->job()->signalCancelLater(); }
    void signalCancel()
    {
        m_isAborted = true;
        m_reply->abort(); // emits finished()
    }
    Reply *result()
    {
        if (m_isAborted)
            throw Cancelled(this->job()->currentScope()->reason());
        if (!m_reply)
            throw SenderDestroyed();
        return m_reply;
    }

private:
    QPointer<Reply> m_reply;
    SignalWait<ReplyOp> m_wait;
    bool m_isAborted = false;
};

template<class Reply> struct ReplyFinished : AwaitableTag
{
    using value_type = Reply *;
    explicit ReplyFinished(Reply *r) : reply(r) {}
    ReplyOp<Reply> makeOp(PromiseBase *promise) && { return ReplyOp<Reply>(promise, std::move(reply)); }
    QPointer<Reply> reply;
};

} // namespace detail

template<std::same_as<QNetworkReply> Reply> auto finished(Reply *reply)
{
    return detail::ReplyFinished<Reply>(reply);
}

} // namespace belayer::async
