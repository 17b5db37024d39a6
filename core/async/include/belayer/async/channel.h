// SPDX-License-Identifier: MIT
// Channel<T>: a bounded queue between tasks of one thread; a full one slows its senders down.
//
// FIFO among values, senders and receivers. Capacity 0 hands over: send() returns when a receiver has taken
// the value. Cancellation loses nothing: a value is either still with the cancelled sender or delivered, and
// one given to a receiver that dies before it resumes goes to the next in line. close(): senders get
// ChannelClosed, receivers what is left, then nullopt. The channel must outlive its users.
#pragma once
#include "belayer/async/task.h"

#include <deque>
#include <optional>

namespace belayer::async {

template<class T> class Channel
{
    class SendOp;
    class ReceiveOp;
    struct Send;
    struct Receive;

public:
    explicit Channel(std::size_t capacity) noexcept : m_capacity(capacity) {}
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;
    ~Channel()
    {
        Q_ASSERT_X(m_senders.isEmpty() && m_receivers.isEmpty(), "~Channel",
                   "destroyed while tasks wait for it");
    }

    Send send(T value) { return Send(*this, std::move(value)); }
    Receive receive() noexcept { return Receive(*this); } // co_await gives std::optional<T>
    void close();
    bool isClosed() const noexcept { return m_isClosed; }
    std::size_t size() const noexcept { return m_values.size(); }
    std::size_t capacity() const noexcept { return m_capacity; }

private:
    bool offer(T &value);
    std::optional<T> take();
    void putBack(T value);
    bool deliver(T &value);

    std::size_t m_capacity;
    bool m_isClosed = false;
    std::deque<T> m_values;
    detail::Ring m_senders;
    detail::Ring m_receivers;
};

template<class T> class Channel<T>::SendOp final : public detail::OpBase<SendOp, void>, private detail::Link
{
public:
    static constexpr char name[] = "channel send";
    SendOp(detail::PromiseBase *promise, Channel &channel, T value)
        : detail::OpBase<SendOp, void>(promise), m_channel(channel), m_value(std::move(value))
    {
    }
    ~SendOp() { leave(); }
    bool tryNow()
    {
        m_isRefused = m_channel.m_isClosed;
        return m_isRefused || m_channel.offer(m_value);
    }
    void park() noexcept { m_channel.m_senders.append(this); }
    void cancel() noexcept
    {
        if (leave())
            this->job()->completeCancelled();
    }
    void result() const
    {
        if (m_isRefused)
            throw ChannelClosed();
    }

private:
    friend class Channel;
    bool leave() noexcept
    {
        const bool wasWaiting = isLinked();
        if (wasWaiting)
            m_channel.m_senders.remove(this);
        return wasWaiting;
    }
    Channel &m_channel;
    T m_value;
    bool m_isRefused = false;
};

template<class T>
class Channel<T>::ReceiveOp final : public detail::OpBase<ReceiveOp, std::optional<T>>, private detail::Link
{
public:
    static constexpr char name[] = "channel receive";
    ReceiveOp(detail::PromiseBase *promise, Channel &channel) noexcept
        : detail::OpBase<ReceiveOp, std::optional<T>>(promise), m_channel(channel)
    {
    }
    ~ReceiveOp()
    {
        leave();
        if (m_value)
            m_channel.putBack(std::move(*m_value));
    }
    bool tryNow()
    {
        m_value = m_channel.take();
        return m_value || m_channel.m_isClosed;
    }
    void park() noexcept { m_channel.m_receivers.append(this); }
    void cancel() noexcept
    {
        if (leave())
            this->job()->completeCancelled();
    }
    std::optional<T> result() { return std::exchange(m_value, std::nullopt); }

private:
    friend class Channel;
    bool leave() noexcept
    {
        const bool wasWaiting = isLinked();
        if (wasWaiting)
            m_channel.m_receivers.remove(this);
        return wasWaiting;
    }
    Channel &m_channel;
    std::optional<T> m_value;
};

template<class T> struct Channel<T>::Send : detail::AwaitableTag
{
    using value_type = void;
    Send(Channel &c, T v) : channel(c), value(std::move(v)) {}
    SendOp makeOp(detail::PromiseBase *promise) && { return SendOp(promise, channel, std::move(value)); }
    Channel &channel;
    T value;
};

template<class T> struct Channel<T>::Receive : detail::AwaitableTag
{
    using value_type = std::optional<T>;
    explicit Receive(Channel &c) noexcept : channel(c) {}
    ReceiveOp makeOp(detail::PromiseBase *promise) && { return ReceiveOp(promise, channel); }
    Channel &channel;
};

template<class T> bool Channel<T>::deliver(T &value)
{
    if (m_receivers.isEmpty())
        return false;
    auto *receiver = static_cast<ReceiveOp *>(m_receivers.takeFirst());
    receiver->m_value.emplace(std::move(value));
    receiver->job()->complete();
    return true;
}

template<class T> bool Channel<T>::offer(T &value)
{
    if (deliver(value))
        return true;
    if (m_values.size() >= m_capacity)
        return false;
    m_values.push_back(std::move(value));
    return true;
}

template<class T> std::optional<T> Channel<T>::take()
{
    std::optional<T> value;
    if (!m_values.empty()) {
        value.emplace(std::move(m_values.front()));
        m_values.pop_front();
    }
    if (m_senders.isEmpty() || (value && m_values.size() >= m_capacity))
        return value;
    auto *sender = static_cast<SendOp *>(m_senders.takeFirst()); // the longest waiting moves up
    if (value)
        m_values.push_back(std::move(sender->m_value));
    else
        value.emplace(std::move(sender->m_value));
    sender->job()->complete();
    return value;
}

template<class T> void Channel<T>::putBack(T value)
{
    if (!deliver(value))
        m_values.push_front(std::move(value));
}

template<class T> void Channel<T>::close()
{
    m_isClosed = true;
    while (!m_receivers.isEmpty())
        static_cast<ReceiveOp *>(m_receivers.takeFirst())->job()->complete();
    while (!m_senders.isEmpty()) {
        auto *sender = static_cast<SendOp *>(m_senders.takeFirst());
        sender->m_isRefused = true;
        sender->job()->complete();
    }
}

} // namespace belayer::async
