// SPDX-License-Identifier: MIT
// Waiting for another thread without sleep, for as long as sleeping and being woken would cost, and only
// where it has paid off before.
#pragma once
#include <algorithm>
#include <chrono>
#include <thread>

namespace belayer::async::detail {

class Spinner
{
public:
    static constexpr std::chrono::microseconds Longest{50};

    // Spins until done() holds. False: it did not, or it was not worth trying. Each failure doubles the
    // number of chances passed over, so that vain spinning costs at most a thousandth of them.
    template<class Done> bool await(Done done) noexcept
    {
        if (m_passOver > 0) {
            --m_passOver;
            return false;
        }
        if (!hasOtherCores())
            return false;
        const bool isDone = spin(done);
        m_failures = isDone ? 0 : std::min(m_failures + 1, MaxFailures);
        m_passOver = (1 << m_failures) - 1;
        return isDone;
    }

private:
    static constexpr int MaxFailures = 10;
    static constexpr int PausesPerLook = 16; // at the clock

    static bool hasOtherCores() noexcept
    {
        static const bool has = std::thread::hardware_concurrency() > 1;
        return has;
    }
    template<class Done> static bool spin(Done &done) noexcept
    {
        const auto end = std::chrono::steady_clock::now() + Longest;
        do {
            for (int i = 0; i < PausesPerLook; ++i) {
                if (done())
                    return true;
                pause();
            }
        } while (std::chrono::steady_clock::now() < end);
        return done();
    }
    static void pause() noexcept
    {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        asm volatile("yield");
#endif
    }

    int m_failures = 0;
    int m_passOver = 0;
};

} // namespace belayer::async::detail
