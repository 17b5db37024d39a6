// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/addressfile.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace belayer::app {

AddressFile::AddressFile(const QString &path, const QString &url) : m_path(QFile::encodeName(path))
{
    // Under another name until it is whole and locked: a reader takes one without a lock for stale.
    const QByteArray draft = m_path + ".new";
    const QByteArray line = url.toLatin1() + '\n';
    ::unlink(draft.constData());
    m_fd = ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (m_fd >= 0 && ::write(m_fd, line.constData(), size_t(line.size())) == line.size() &&
        ::flock(m_fd, LOCK_EX | LOCK_NB) == 0 && ::rename(draft.constData(), m_path.constData()) == 0)
        return;
    qWarning("belayerctl will not find this Belayer: address file %s cannot be written (%s); make room in "
             "its folder",
             m_path.constData(), std::strerror(errno));
    if (m_fd >= 0)
        ::close(std::exchange(m_fd, -1));
    ::unlink(draft.constData());
}

AddressFile::~AddressFile()
{
    if (m_fd < 0)
        return;
    ::unlink(m_path.constData());
    ::close(m_fd);
}

} // namespace belayer::app
