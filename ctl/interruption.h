// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Ctrl-C and its kin as something to wait for beside a socket.
#pragma once

#include <functional>
#include <optional>

namespace belayer::ctl {

/// At most one. From its making on SIGINT, SIGTERM and SIGHUP no longer end the process but wait here, but
/// for those that were ignored at the start (nohup, a shell's background), which stay so.
class Interruption
{
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;

    int descriptor() const noexcept { return m_fd; } ///< readable when there is one; -1: there can be none
    /// The number of one that came, or nothing.
    std::optional<int> take();

private:
    int m_fd = -1;
};

/// What to do about one, wherever it is waited for beside something else. Not owned; null: nothing is done.
struct OnInterruption
{
    const Interruption *interruption = nullptr;
    std::function<void()> act;

    int descriptor() const noexcept { return interruption ? interruption->descriptor() : -1; }
};

} // namespace belayer::ctl
