// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The beginning of a download on disk: FILE.part, and beside it what its server said it is.
#pragma once

#include "core/engine/files/hasher.h"
#include "core/engine/pausegate.h"
#include "core/engine/process/fd.h"

#include <QByteArray>

#include <memory>
#include <stop_token>

namespace belayer::engine {

/// The file that a part is the beginning of, as far as its server told.
struct PartOrigin
{
    QByteArray validator; ///< what If-Range takes: a strong ETag, else Last-Modified; empty: none
    qint64 length = -1;   ///< bytes of the whole file; -1: not known
    bool canBeContinued() const { return !validator.isEmpty() || length >= 0; }
};

/// Used by one pool function at a time, which all block for the disk and throw JobFailure with the path when
/// it fails. Locked, so that no two jobs write into one part. What is on disk stays when the object goes.
class PartFile
{
public:
    /// `number` 0 is FILE.part, the others FILE.part.2 and so on, for downloads from several mirrors.
    PartFile(const QByteArray &target, int number, Hasher::Algorithm algorithm);
    PartFile(const PartFile &) = delete;

    /// Makes or opens and locks it, and reads through what is there of an earlier attempt. A file of that
    /// name that no download made is left alone (`file_exists`); a part that another job writes is
    /// `file_in_use`.
    void open(const std::stop_token &stop, PauseGate &gate);
    /// Drops what is there: a new download begins.
    void begin(const PartOrigin &origin);
    void append(QByteArrayView bytes);
    /// On disk for good, under its own name, and not instead of a file that is there (`file_exists`).
    void moveTo(const QByteArray &target);
    /// Removes it.
    void discard();
    /// Removes the parts that other mirrors and earlier attempts left, but for those in use.
    static void removeAll(const QByteArray &target, int count);

    qint64 size() const noexcept { return m_size; }
    const PartOrigin &origin() const noexcept { return m_origin; }
    QByteArray hexDigest() const { return m_hasher.hexDigest(); }

private:
    bool openLocked(int flags);
    void readThrough(const std::stop_token &stop, PauseGate &gate);
    bool loadOrigin();
    void saveOrigin();

    QByteArray m_path;
    QByteArray m_infoPath;
    Fd m_file;
    PartOrigin m_origin;
    qint64 m_size = 0;
    Hasher m_hasher;
};

} // namespace belayer::engine
