// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How much attention requests with a wrong token get.
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace belayer::api {

/// Lives in one thread. Only ever asked about wrong tokens, so that nobody can lock out the right one.
class FailedTokens
{
public:
    using Clock = std::chrono::steady_clock;

    /// Of one more: ten at once and ten a second may keep their connection, the others have to make a new one
    /// for each try.
    enum class Verdict : quint8 { Keep, Close };
    Verdict count(Clock::time_point now);

    /// How many there were since this last gave a number, which it does once in ten seconds at most: for the
    /// log.
    std::optional<int> report(Clock::time_point now);

private:
    double m_tokens = 10; ///< of the bucket
    Clock::time_point m_filled{};
    Clock::time_point m_reported{};
    int m_unreported = 0;
};

} // namespace belayer::api
