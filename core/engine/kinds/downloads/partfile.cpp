// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kinds/downloads/partfile.h"

#include "core/engine/jobfailure.h"

#include <belayer/async/errors.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t BlockSize = 256 * 1024;
constexpr int OpenFlags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;

[[noreturn]] void throwWriteError(const QByteArray &path, int error)
{
    const QString reason = QString::fromLocal8Bit(::strerrordesc_np(error));
    const QString name = QFile::decodeName(path);
    if (error == ENOSPC || error == EDQUOT)
        throw JobFailure(u"disk_full"_s, u"%1 cannot be written (%2); free some space and run the job again, "
                                         "it goes on where it stopped"_s.arg(name, reason));
    throw JobFailure(
        u"write_failed"_s,
        u"%1 cannot be written (%2); choose another file or mend the permissions"_s.arg(name, reason));
}

JobFailure fileExists(const QByteArray &path, const QString &why)
{
    return {u"file_exists"_s,
            u"%1 exists and %2; move it away or choose another file"_s.arg(QFile::decodeName(path), why)};
}

/// A crash must not lose the name of a file whose content is safe.
void syncFolderOf(const QByteArray &path)
{
    const Fd folder(
        ::open(path.left(path.lastIndexOf('/') + 1).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder)
        ::fsync(folder.get()); // some file systems cannot; the file itself is safe
}

/// Not all file systems have the first way (NFS has not), but then they have the second.
bool renameToNew(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    return ::link(from.constData(), to.constData()) == 0 && ::unlink(from.constData()) == 0;
}

} // namespace

PartFile::PartFile(const QByteArray &target, int number, Hasher::Algorithm algorithm)
    : m_path(target + (number == 0 ? QByteArray(".part") : ".part." + QByteArray::number(number + 1)))
    , m_infoPath(m_path + ".info")
    , m_hasher(algorithm)
{
}

/// False: it does not exist. Whoever held the lock before may have renamed or removed the file meanwhile, and
/// then another one must be opened.
bool PartFile::openLocked(int flags)
{
    for (;;) {
        Fd file(::open(m_path.constData(), OpenFlags | flags, 0666));
        if (!file) {
            if (errno == ENOENT && !(flags & O_CREAT))
                return false;
            if (errno == ELOOP)
                throw fileExists(m_path, u"is a link"_s);
            throwWriteError(m_path, errno);
        }
        struct stat opened{};
        if (::fstat(file.get(), &opened) != 0)
            throwWriteError(m_path, errno);
        if (!S_ISREG(opened.st_mode))
            throw fileExists(m_path, u"is no regular file"_s);
        if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
            throw JobFailure(u"file_in_use"_s,
                             u"another download writes %1; wait for it or choose another file"_s.arg(
                                 QFile::decodeName(m_path)));
        struct stat named{};
        if (::lstat(m_path.constData(), &named) == 0 && named.st_ino == opened.st_ino &&
            named.st_dev == opened.st_dev) {
            m_file = std::move(file);
            return true;
        }
    }
}

void PartFile::open(const std::stop_token &stop, PauseGate &gate)
{
    // The note comes first, so that a part without one is known to be none of ours.
    if (!loadOrigin()) {
        struct stat info{};
        if (::lstat(m_path.constData(), &info) == 0)
            throw fileExists(m_path, u"was not made by a download"_s);
        saveOrigin();
    }
    openLocked(O_CREAT);
    loadOrigin(); // as the one who held the lock before has left it
    readThrough(stop, gate);
    if (!m_origin.canBeContinued() && m_size > 0)
        begin({});
}

void PartFile::readThrough(const std::stop_token &stop, PauseGate &gate)
{
    const auto buffer = std::make_unique_for_overwrite<char[]>(BlockSize);
    for (;;) {
        gate.pass(stop);
        if (stop.stop_requested())
            throw async::Cancelled(async::CancelReason::User);
        const ssize_t got = ::pread(m_file.get(), buffer.get(), BlockSize, m_size);
        if (got == 0)
            return;
        if (got > 0) {
            m_hasher.add(QByteArrayView(buffer.get(), got));
            m_size += got;
        } else if (errno != EINTR) {
            throwWriteError(m_path, errno);
        }
    }
}

void PartFile::begin(const PartOrigin &origin)
{
    // Cut off before the note says that this is the beginning of something else.
    if (::ftruncate(m_file.get(), 0) != 0)
        throwWriteError(m_path, errno);
    m_size = 0;
    m_hasher.reset();
    m_origin = origin;
    saveOrigin();
}

void PartFile::append(QByteArrayView bytes)
{
    m_hasher.add(bytes);
    while (!bytes.isEmpty()) {
        const ssize_t put = ::pwrite(m_file.get(), bytes.data(), static_cast<size_t>(bytes.size()), m_size);
        if (put > 0) {
            m_size += put;
            bytes = bytes.sliced(put);
        } else if (put == 0 || errno != EINTR) {
            throwWriteError(m_path, put == 0 ? ENOSPC : errno);
        }
    }
}

void PartFile::moveTo(const QByteArray &target)
{
    if (::fsync(m_file.get()) != 0)
        throwWriteError(m_path, errno);
    if (!renameToNew(m_path, target)) {
        if (errno == EEXIST)
            throw fileExists(target, u"was not there when the download began"_s);
        throwWriteError(target, errno);
    }
    ::unlink(m_infoPath.constData());
    syncFolderOf(target);
}

void PartFile::discard()
{
    if (!m_file) // another's
        return;
    ::unlink(m_path.constData());
    ::unlink(m_infoPath.constData());
}

void PartFile::removeAll(const QByteArray &target, int count)
{
    for (int number = 0; number < count; ++number) {
        PartFile part(target, number, Hasher::Algorithm::Sha256);
        try {
            if (part.loadOrigin() && part.openLocked(0))
                part.discard();
        } catch (const JobFailure &) { // in use, or not ours to remove
        }
    }
}

bool PartFile::loadOrigin()
{
    QFile file(QFile::decodeName(m_infoPath));
    if (!file.open(QFile::ReadOnly))
        return false;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(64 * 1024));
    m_origin = {document[u"validator"].toString().toLatin1(), document[u"length"].toInteger(-1)};
    return document.isObject();
}

void PartFile::saveOrigin()
{
    QSaveFile file(QFile::decodeName(m_infoPath)); // whole or not at all
    const QJsonObject note{{u"validator"_s, QString::fromLatin1(m_origin.validator)},
                           {u"length"_s, m_origin.length}};
    const QByteArray text = QJsonDocument(note).toJson(QJsonDocument::Compact);
    if (!file.open(QFile::WriteOnly) || file.write(text) != text.size() || !file.commit())
        throw JobFailure(u"write_failed"_s, u"%1 cannot be written (%2); choose another file or mend the "
                                            "permissions"_s.arg(file.fileName(), file.errorString()));
}

} // namespace belayer::engine
