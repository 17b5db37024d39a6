// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Where this Belayer answers HTTP, left in the data directory for belayerctl and scripts.
#pragma once

#include <QByteArray>
#include <QString>

namespace belayer::app {

/// The file is there, whole and readable by this user only, from the making of this object to its end. All
/// that time it is locked (flock): one without a lock was left by a Belayer that was killed, and its address
/// may be anyone's by now. Only for the holder of the data directory's lock.
class AddressFile
{
public:
    /// Warns if it cannot be written: then belayerctl does not find us, and all else goes on.
    AddressFile(const QString &path, const QString &url);
    ~AddressFile();
    AddressFile(const AddressFile &) = delete;
    AddressFile &operator=(const AddressFile &) = delete;

private:
    QByteArray m_path;
    int m_fd = -1;
};

} // namespace belayer::app
