// SPDX-License-Identifier: MIT
// Scheduler: the run loop of a thread, and the window into all that lives on it.
//
// One per thread, made by the first job there, inside the thread's Qt event loop; it dies with the thread and
// destroys what is left (destructors only). All functions on the own thread; rows are values and may go
// anywhere. Cancelling snapshotInSlices() ends it with Cancelled between two slices.
#pragma once
#include "belayer/async/jobstate.h"
#include "belayer/async/task.h"

#include <QString>

#include <chrono>
#include <vector>

namespace belayer::async {

// One row of the tree of live jobs.
struct TaskInfo
{
    std::uint64_t id;
    std::uint64_t parentId; // 0: none
    QString name;
    JobState state;
    const char *waitingOn; // "timer", "event", ...; null unless waiting
    const char *file;      // of the last await; empty before the first
    const char *function;
    unsigned line;
    std::chrono::steady_clock::time_point since; // in this state
    int depth;
};

struct SchedulerStats
{
    std::uint64_t spawned;
    std::uint64_t finished;
    std::uint64_t live;
    std::uint64_t resumes;
    std::uint64_t batches;
};

class Scheduler
{
public:
    static Scheduler *current(); // of the calling thread
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    // The tree of live jobs in depth-first order, parents before children.
    std::vector<TaskInfo> snapshot() const;
    // The same without holding the loop for more than a slice at a time, however many jobs there are. Jobs
    // that come or go meanwhile may be in it or not; each at most once, none that lives throughout is
    // missing.
    Task<std::vector<TaskInfo>> snapshotInSlices() const;
    SchedulerStats stats() const noexcept;
    // How long ready tasks may run before the event loop gets a turn. Default 2 ms.
    void setTimeSlice(std::chrono::microseconds slice) noexcept;

    detail::Loop *loop() const noexcept { return m_loop; } // for the library

private:
    friend class detail::Loop;
    explicit Scheduler(detail::Loop *loop) noexcept : m_loop(loop) {}
    detail::Loop *m_loop;
};

} // namespace belayer::async
