// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/files/fileerror.h"

#include <QFile>

#include <cerrno>
#include <cstring>

namespace belayer::engine {

using namespace Qt::StringLiterals;

JobFailure fileError(const QByteArray &path, int error)
{
    const QString code = error == ENOENT || error == ENOTDIR ? u"file_not_found"_s
                         : error == EACCES || error == EPERM ? u"permission_denied"_s
                                                             : u"read_failed"_s;
    return {code, u"%1 cannot be read (%2); check the path and its permissions"_s.arg(
                      QFile::decodeName(path), QString::fromLocal8Bit(::strerrordesc_np(error)))};
}

} // namespace belayer::engine
