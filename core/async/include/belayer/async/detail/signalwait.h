// SPDX-License-Identifier: MIT
// Waiting for a QObject: connections whose late deliveries find nobody instead of a dead frame.
#pragma once
#include "belayer/async/detail/handover.h"
#include "belayer/async/detail/op.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace belayer::async::detail {

QObject *loopContext(Loop *loop); // a QObject that lives on the loop's thread as long as the loop

// How a connection knows the waiting operation. Qt calls and destroys connections on whatever thread, behind
// synchronization ThreadSanitizer cannot see.
template<class Owner> class OwnerRef
{
public:
    explicit OwnerRef(std::shared_ptr<Owner *> owner) noexcept : m_owner(std::move(owner)) { handOver(this); }
    OwnerRef(const OwnerRef &other) noexcept : m_owner(other.m_owner) { handOver(this); }
    OwnerRef(OwnerRef &&other) noexcept : m_owner(std::move(other.m_owner)) { handOver(this); }
    ~OwnerRef() { takeOver(this); }
    Owner *operator*() const noexcept // null: nobody waits any more
    {
        Owner *owner = *m_owner;
        handOver(const_cast<OwnerRef *>(this));
        return owner;
    }

private:
    std::shared_ptr<Owner *> m_owner;
};

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
        m_connections[m_count++] = QObject::connect(sender, signal, loopContext(owner->job()->loop()),
                                                    handler(OwnerRef<Owner>(m_owner)));
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
