// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine's verbs for another thread (the window's): calls queue, answers come back by callback.
#pragma once

#include "core/engine/enginethread.h"

#include <QObject>

#include <functional>
#include <memory>

namespace belayer::engine {

/// Lives in the caller's thread, and never waits for the engine's, which must outlive it. Callbacks run in
/// the client's thread and never after the client is gone.
class EngineClient : public QObject
{
    Q_OBJECT

public:
    explicit EngineClient(EngineThread &thread, QObject *parent = nullptr);
    ~EngineClient() override;

    using Answer = std::function<void(const Result<JobSnapshot> &)>;
    void submit(const JobSpec &spec, Answer answer = {});
    /// See Engine::submitAll().
    void submitAll(const QList<JobSpec> &specs,
                   std::function<void(const Result<QList<JobSnapshot>> &)> answer);
    /// One queued call for all; see Engine::apply() and applyToHistory(). Without an answer, refused() tells,
    /// but for jobs that just ended: that is no news when they were to be cancelled.
    using Answers = std::function<void(const QList<VerbResult> &)>;
    void apply(Verb verb, const QList<JobId> &ids, Answers answers = {});
    void cancel(const QList<JobId> &ids) { apply(Verb::Cancel, ids); }
    void retry(const QList<JobId> &ids) { apply(Verb::Retry, ids); }
    void move(const QList<JobId> &ids, Where where, const JobId &anchor = {}, Answers answers = {});
    /// For edit and rerun; nothing if neither engine nor history know the job.
    void specOf(const JobId &id, std::function<void(const std::optional<JobSpec> &)> answer);

    /// See Engine::usageOf().
    void usageOf(const JobId &id, std::function<void(const QList<UsagePoint> &)> answer);
    /// See Engine::recentSpecs().
    void recentSpecs(const QString &kind, int limit, std::function<void(const QList<JobSpec> &)> answer);
    /// See Engine::page(); a history that cannot be read is a refusal.
    void page(const HistoryQuery &query, std::function<void(const Result<HistoryPage> &)> answer);
    /// See Engine::showOlder(): the jobs come by feed(), and are there before the answer.
    void showOlder(const HistoryQuery &query, std::function<void(const Result<OlderPage> &)> answer);

    /// See Engine::liveTasks() and metrics(). One that has not been answered yet should not be asked again.
    void liveTasks(std::function<void(const LiveTasks &)> answer);
    void metrics(std::function<void(const Metrics &)> answer);

    /// See Engine: limits that change while jobs run.
    void setMaxRunning(int jobs);
    void setGrace(std::chrono::milliseconds grace);
    void setRetention(const RetentionLimits &limits);
    void diskUse(std::function<void(const DiskUse &)> answer);

    /// Known from the start, as they are the same in every engine.
    const QList<KindInfo> &kinds() const noexcept;
    /// This client's own feed; connect to changesArrived() queued.
    SnapshotFeed *feed() const noexcept;
    /// Whether jobs are kept on disk, and why not, as it was when historyStatusChanged() was last sent: first
    /// when the engine is up, and feed() has all the last jobs of earlier runs.
    const HistoryStatus &historyStatus() const noexcept;

Q_SIGNALS:
    /// A verb that had no answer callback was refused.
    void refused(const belayer::engine::Refusal &refusal);
    void historyStatusChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::engine
