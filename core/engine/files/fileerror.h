// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Why a file could not be read, as the failure of a job.
#pragma once

#include "core/engine/jobfailure.h"

namespace belayer::engine {

/// `file_not_found`, `permission_denied` or `read_failed`, with the path and the system's own words.
JobFailure fileError(const QByteArray &path, int error);

} // namespace belayer::engine
