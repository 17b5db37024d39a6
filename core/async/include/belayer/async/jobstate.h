// SPDX-License-Identifier: MIT
// The states of a job; the last three are final. It never goes back, and is read on the job's own thread.
#pragma once
#include <cstdint>

namespace belayer::async {

enum class JobState : std::uint8_t { Queued, Running, Ready, Waiting, Succeeded, Failed, Cancelled };

} // namespace belayer::async
