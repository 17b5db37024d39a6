// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/json.h"
#include "core/engine/jobspec.h"
