// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/filereader.h"

#include "core/engine/files/fileerror.h"
#include "core/engine/process/fd.h"

#include <belayer/async/errors.h>

#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t BlockSize = 256 * 1024; ///< fits a processor's cache, and a stop is never far

} // namespace

void readFile(const std::stop_token &stop, const QByteArray &path,
              const std::function<void(QByteArrayView)> &block)
{
    // Non-blocking, because a file may have become a pipe since it was listed, and opening that would wait
    // for a writer.
    const Fd fd(::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd)
        throw fileError(path, errno);
    struct stat info{};
    if (::fstat(fd.get(), &info) != 0)
        throw fileError(path, errno);
    if (!S_ISREG(info.st_mode))
        throw JobFailure(u"not_a_file"_s, u"%1 is not a regular file"_s.arg(QFile::decodeName(path)));
    ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    const auto buffer = std::make_unique_for_overwrite<char[]>(BlockSize);
    for (;;) {
        if (stop.stop_requested())
            throw async::Cancelled(async::CancelReason::User);
        const ssize_t got = ::read(fd.get(), buffer.get(), BlockSize);
        if (got == 0)
            return;
        if (got > 0)
            block(QByteArrayView(buffer.get(), got));
        else if (errno != EINTR)
            throw fileError(path, errno);
    }
}

} // namespace belayer::engine
