// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A page that leads a browser to the dashboard with the token: in the arguments of a program, or in an
/// address given to it, others could read that.
#pragma once

#include "ctl/instance.h"

namespace belayer::ctl {

/// A file of the data directory that only this user can read; goes with the object, or half a minute after
/// removeLater().
class LoginPage
{
public:
    /// Throws Failure if it cannot be written.
    LoginPage(const QString &dataDir, const Endpoint &endpoint, const QByteArray &token);
    ~LoginPage();
    LoginPage(const LoginPage &) = delete;
    LoginPage &operator=(const LoginPage &) = delete;

    const QString &path() const noexcept { return m_path; }
    /// Left to a process of its own, as whoever opens a page for others does not hear when it has been read.
    void removeLater();

private:
    void remove() const;

    QString m_path;
    int m_fd = -1; ///< tells whether the file at the path is still this one
};

} // namespace belayer::ctl
