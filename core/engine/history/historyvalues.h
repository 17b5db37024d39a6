// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What goes into the history and what comes out of it, as values.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"
#include "core/engine/process/processtable.h"

#include <QMap>
#include <QMetaType>

#include <chrono>
#include <exception>
#include <optional>

namespace belayer::engine {

/// How long finished jobs are kept; whichever limit is reached first.
struct RetentionLimits
{
    std::chrono::hours age{24 * 90};
    qint64 jobs = 1'000'000;
};

struct HistoryConfig
{
    QString file; ///< its folder is made if missing
    RetentionLimits retention{};
    size_t maxPendingRows = 50'000; ///< that wait for the disk; beyond, finished jobs are lost, oldest first
    std::chrono::milliseconds retryInterval{2000}; ///< while the disk is full, read-only or the file in use
    std::chrono::milliseconds sweepInterval{3'600'000};
};

/// All that is kept of one job. Each record holds the whole of it, so the newest is the truth.
struct JobRecord
{
    JobSnapshot job; ///< without `can`, `waiting`, `after`, `usual`, `queueOrder` and `startedAt`, which mean
                     ///< nothing later
    /// As checked; its children are jobs with records of their own, so not kept here, and `recording` is
    /// known.
    JobSpec spec;
    /// The leader of the job's processes while there may be any; nothing once they are reaped.
    std::optional<ProcessId> process;
    /// Of a job that succeeded: a number that jobs share which take about as long. Only written.
    std::optional<qint64> likeness{};
};

/// A job that an earlier run left without an end, or whose processes it may have left behind. Those may only
/// be killed if they still have the start time recorded. After a reboot there is none to look for, and
/// `process` is empty.
struct Leftover
{
    JobId id;
    quint64 serial = 0;
    QString outputFile;
    std::optional<ProcessId> process;
};

/// What is known before the first job of this run.
struct HistoryOpened
{
    quint64 lastSerial = 0; ///< number this run's jobs from here on
    QList<Leftover> leftovers;
};

enum class Durability : quint8 {
    Durable,    ///< on disk: survives kill -9 and a power cut
    MemoryOnly, ///< not on disk (yet); the status says why
};

struct HistoryStatus
{
    enum class Mode : quint8 { Opening, Durable, MemoryOnly };
    Mode mode = Mode::Opening;
    QString reason;   ///< MemoryOnly: for a banner, what is wrong and what helps
    QString setAside; ///< a damaged file was found, and this is where it is kept; empty: none
    qsizetype pendingRows = 0;
    quint64 lostRows = 0; ///< forgotten because too many had to wait for the disk
    quint64 commits = 0;
    quint64 rows = 0;                       ///< written by this run
    std::chrono::microseconds commitP50{0}; ///< this and the next two: of the last 256 commits
    std::chrono::microseconds commitP99{0};
    std::chrono::microseconds commitMax{0};
};

/// Which jobs a page shows: those that meet every condition given.
struct HistoryQuery
{
    std::optional<quint64> before{}; ///< only serials below this: the `next` of the page before
    int limit = 100;                 ///< 1 to 1,000
    std::optional<JobState> state{};
    QString kind{};
    QString label{};
    std::optional<JobId> parent{}; ///< the empty id: top-level jobs only
    /// Words, each the beginning of a word in the name, the parameters or the error's message.
    QString text{};
};

struct HistoryPage
{
    QList<JobSnapshot> jobs; ///< newest first
    /// Where the next page begins; nothing: this was the last. A page can be short, even empty, and not be
    /// the last: a search that takes long stops there.
    std::optional<quint64> next;
};

/// A page that went into a reader's feed.
struct OlderPage
{
    qsizetype added = 0;         ///< jobs of it that the feed's reader did not know
    std::optional<quint64> next; ///< as HistoryPage's
};

using StateCounts = QMap<JobState, qint64>;

/// What a request must know of the jobs it names.
struct KnownJob
{
    QString name;
    JobState state = JobState::Queued;
    friend bool operator==(const KnownJob &, const KnownJob &) = default;
};

/// The history could not be read; what() is for people.
class HistoryUnreadable : public std::exception
{
public:
    explicit HistoryUnreadable(const QString &message) : m_message(message.toUtf8()) {}
    const char *what() const noexcept override { return m_message.constData(); }

private:
    QByteArray m_message;
};

} // namespace belayer::engine

Q_DECLARE_METATYPE(belayer::engine::Leftover)
