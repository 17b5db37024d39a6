// SPDX-License-Identifier: MIT
// How a task can end other than well: cancelled, timed out, or left alone by what it waited for.
//
// Values, for any thread. Misuse (an empty task or handle, a closed group, the wrong thread) is a
// std::logic_error with the remedy in its text.
#pragma once
#include <cstdint>
#include <stdexcept>

namespace belayer::async {

enum class CancelReason : std::uint8_t { None, User, SiblingFailed, LostRace, Timeout, ScopeExit, Shutdown };

// Thrown by every cancellable await inside a cancelled scope. Deliberately no std::exception, so that
// catch (const std::exception &) cannot swallow a cancellation.
class Cancelled
{
public:
    explicit Cancelled(CancelReason reason) noexcept : m_reason(reason) {}
    CancelReason reason() const noexcept { return m_reason; }

private:
    CancelReason m_reason;
};

// withTimeout, withDeadline: the own deadline passed. An outer cancellation stays Cancelled.
struct TimeoutError : std::runtime_error
{
    TimeoutError() : std::runtime_error("timed out") {}
};

// signalOf: the sender died before it emitted.
struct SenderDestroyed : std::runtime_error
{
    SenderDestroyed() : std::runtime_error("signal sender destroyed") {}
};

// Channel::send: the channel is closed.
struct ChannelClosed : std::runtime_error
{
    ChannelClosed() : std::runtime_error("channel closed") {}
};

} // namespace belayer::async
