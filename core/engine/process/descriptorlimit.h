// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The limit of open descriptors: raised for this process, which serves many clients, but as it was found for the
/// programs it starts, because some of them still trust a descriptor to be below 1024.
#pragma once

#include <sys/resource.h>

namespace belayer::engine {

/// Once, before any program is started and any thread made. Raises the soft limit as far as the hard one lets it, to
/// 16,384 at most.
void raiseDescriptorLimit();

/// What started programs get.
rlimit foundDescriptorLimit();

} // namespace belayer::engine
