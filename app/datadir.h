// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The directory where one Belayer keeps everything: history, jobs' output, settings, token, lock.
#pragma once

#include <QString>

namespace belayer::app {

class DataDir
{
public:
    /// Makes the directory (0700) if it is missing; the empty path stands for the XDG data directory. Throws
    /// StartError if it cannot be used, or if others could write to it.
    static DataDir open(const QString &path);

    const QString &path() const noexcept { return m_path; } ///< absolute
    QString outputDir() const { return file("output"); }
    QString historyFile() const { return file("history.db"); }
    QString settingsFile() const { return file("settings.ini"); }
    QString tokenFile() const { return file("token"); }
    QString addressFile() const { return file("address"); }
    QString lockFile() const { return file("lock"); }
    QString socketFile() const
    {
        return file("socket");
    } ///< too long a path for a socket is found out when it is used

private:
    explicit DataDir(QString path) : m_path(std::move(path)) {}
    QString file(const char *name) const;

    QString m_path;
};

} // namespace belayer::app
