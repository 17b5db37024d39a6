// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The history's file on disk before SQLite sees it: who may use it, what it is, and where a damaged
/// one goes.
#pragma once

#include "core/engine/process/fd.h"

#include <QString>

namespace belayer::engine {

/// A lock beside the file, held as long as this lives: one process writes a history. The kernel lets go of it
/// when the process ends, however it ends, so there is no stale lock to judge.
class DatabaseFile
{
public:
    enum class Content : quint8 {
        Empty,   ///< new, or of no bytes
        Ours,    ///< of a version this program knows
        Newer,   ///< ours, of a later program's version: not to be touched
        Foreign, ///< no SQLite database, or another program's
    };

    /// Makes the folder (0700) if it is missing, takes the lock, makes the file (0600) if it is missing, and
    /// takes it from others if they could read it. Throws DatabaseError (Unavailable).
    explicit DatabaseFile(const QString &path);

    const QString &path() const noexcept { return m_path; }
    /// By the header alone: nothing is changed, not even by SQLite's tidying up. A file that is gone is made
    /// again. Throws DatabaseError (Unavailable).
    Content content(int knownVersion) const;
    /// Beside the file, how an orderly end left it (inode, size and time of its last change), for the next
    /// start, which need not read all of it then. To be called once the last connection has closed; does
    /// nothing where a log is left.
    void noteClosed() const;
    /// Whether the file is still as noted; takes the note away, since from now on it may change.
    bool takeClosedNote() const;
    /// Renames the file and what belongs to it to NAME.corrupt-UTC and makes a new, empty one; gives the path
    /// of the old. Throws DatabaseError (Unavailable).
    QString setAside();

private:
    QString m_path;
    Fd m_lock;
};

/// Marks a database as ours in its header ("Blyr").
inline constexpr quint32 ApplicationId = 0x426c7972;

} // namespace belayer::engine
