// SPDX-License-Identifier: GPL-3.0-or-later
/// \file How jobs ended, in words: each process with its signals, who survived, what did not behave. Not
/// escaped; see plaintext.h.
#pragma once

#include "core/engine/jobsnapshot.h"

#include <QSet>

#include <functional>

namespace belayer::ui {

/// "SIGTERM"; "signal 34" where it has no name.
QString signalText(int signal);

/// "Cancelled by you, ended 0.3 s later." and what is left, one line for each process and abandoned thread;
/// lint last. Empty for an empty receipt.
QString receiptText(const engine::Receipt &receipt);

/// The ends of many cancelled jobs, with all below them, as one sentence.
class CancelSummary
{
public:
    /// `find` gives a job by its id, or nullptr.
    void addRoot(const engine::JobSnapshot &job,
                 const std::function<const engine::JobSnapshot *(const engine::JobId &)> &find);
    int jobs() const noexcept { return m_roots; }
    /// Nothing survived, and no thread was abandoned.
    bool isClean() const noexcept { return m_survivors == 0 && m_threads == 0; }
    QString text() const;

private:
    QSet<engine::JobId> m_seen;
    QString m_name; ///< of the first
    int m_roots = 0;
    int m_processes = 0;
    int m_survivors = 0;
    int m_threads = 0;
    std::chrono::milliseconds m_took{0}; ///< the longest
};

} // namespace belayer::ui
