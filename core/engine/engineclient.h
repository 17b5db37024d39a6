// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The engine's verbs for another thread (the window's): calls queue, answers come back by callback.
#pragma once

#include "core/engine/engine.h"

#include <QObject>

#include <functional>
#include <memory>

namespace belayer::engine {

/// Lives in the caller's thread. The engine must outlive it. Callbacks run in the client's thread and never
/// after the client is gone.
class EngineClient : public QObject
{
    Q_OBJECT

public:
    explicit EngineClient(Engine *engine, QObject *parent = nullptr);
    ~EngineClient() override;

    using Answer = std::function<void(const Result<JobSnapshot> &)>;
    void submit(const JobSpec &spec, Answer answer = {});
    /// One queued call for all; refusals for jobs that just ended are no news and are dropped.
    void cancel(const QList<JobId> &ids);
    void retry(const QList<JobId> &ids);

    /// Taken once at construction (kinds do not change while the engine lives).
    const QList<KindInfo> &kinds() const noexcept;
    /// This client's own feed; connect to changesArrived() queued.
    SnapshotFeed *feed() const noexcept;

Q_SIGNALS:
    /// A verb that had no answer callback was refused.
    void refused(const belayer::engine::Refusal &refusal);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace belayer::engine
