// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Planted for the test of the layers: the engine must know nothing of HTTP.
#include <belayer/async.h>
#include "core/api/apiserver.h"
