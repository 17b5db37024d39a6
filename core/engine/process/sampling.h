// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One look a second at all programs that run, for what they use and how far they are.
#pragma once

#include "core/engine/process/processtable.h"

#include <functional>

namespace belayer::engine {

/// Looks once a second as long as this lives. All of a thread share one timer, which does not run while there
/// are none, and where they are many, one pass over /proc. Lives in a thread with an event loop. `look` gets
/// that pass, or nothing: then asking about its own tree is cheaper. It must not begin or end a sampling.
class Sampling
{
public:
    using Look = std::function<void(const ProcessList *list)>;

    explicit Sampling(Look look);
    Sampling(const Sampling &) = delete;
    ~Sampling();

private:
    friend class Samplings;
    Look m_look;
};

} // namespace belayer::engine
