// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The job that is ours as long as we run: Ctrl-C is its cancel.
#pragma once

#include "ctl/client.h"
#include "ctl/output.h"

#include <functional>
#include <optional>

namespace belayer::ctl {

/// One for run, race or group. From its making on, a first SIGINT, SIGTERM or SIGHUP cancels the job, whose
/// end is then waited for; a second one leaves at once. Whoever reads our output and leaves does the same as
/// a first one.
class Foreground
{
public:
    Foreground(Client &client, Output &output);
    ~Foreground();
    Foreground(const Foreground &) = delete;
    Foreground &operator=(const Foreground &) = delete;

    /// Throws Left on a second signal, here and in finish().
    QJsonObject submit(const QJsonObject &spec);
    /// Runs `follow`, which returns the last snapshot, to its end.
    QJsonObject finish(const std::function<QJsonObject()> &follow);
    /// The snapshot's, or 128 and the signal that cancelled it.
    int exitCode(const QJsonObject &job) const;
    const QString &id() const noexcept { return m_id; }

    /// Thrown through everything up to main(), which ends with the code.
    struct Left
    {
        int exitCode;
    };

private:
    void interrupted();
    void cancel();

    Client &m_client;
    Output &m_output;
    Interruption m_interruption;
    QString m_id;                ///< empty: not accepted yet
    std::optional<int> m_signal; ///< the first one
};

} // namespace belayer::ctl
