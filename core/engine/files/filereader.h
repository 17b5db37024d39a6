// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Reads a regular file block by block, and stops in the middle of one when told to.
#pragma once

#include <QByteArray>

#include <functional>
#include <stop_token>

namespace belayer::engine {

/// For a pool thread: hands the whole file to `block`, in order. Throws JobFailure with the path if it cannot
/// be read or is no regular file, async::Cancelled when told to stop.
void readFile(const std::stop_token &stop, const QByteArray &path,
              const std::function<void(QByteArrayView)> &block);

} // namespace belayer::engine
