// SPDX-License-Identifier: MIT
// Waiting for a QObject: connections whose late deliveries find nobody instead of a dead frame.
#pragma once
#include "belayer/async/detail/op.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace belayer::async::detail {

QObject *loopContext(Loop *loop); // a QObject that lives on the loop's thread as long as the loop

// Owned by the waiting operation and by the connections, which may deliver queued calls after a disconnect.
template<class Owner> class SignalWait
{
public:
    SignalWait() = default;
    SignalWait(const SignalWait &) = delete;
    ~SignalWait() { stop(); }

    // Connects signal to handler(owner, arguments...) and the sender's death to onGone(owner).
    template<class Object, class Signal, class Handler>
    void connect(Object *sender, Signal signal, Owner *owner, Handler handler)
    {
        if (!m_owner)
            m_owner = std::make_shared<Owner *>(owner);
        m_connections[m_count++] =
            QObject::connect(sender, signal, loopContext(owner->job()->loop()), handler(m_owner));
    }
    void stop() noexcept
    {
        if (!m_owner)
            return;
        *m_owner = nullptr;
        m_owner.reset();
        for (QMetaObject::Connection &connection : m_connections)
            QObject::disconnect(connection);
    }

private:
    std::shared_ptr<Owner *> m_owner;
    QMetaObject::Connection m_connections[3];
    int m_count = 0;
};

} // namespace belayer::async::detail
