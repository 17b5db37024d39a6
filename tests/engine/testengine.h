// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the engine's tests share: an engine in a folder of its own, specs in one line, and waiting for
/// ends.
#pragma once

#include "core/engine/engine.h"

#include <QTemporaryDir>
#include <QTest>

namespace belayer::engine::test {

using namespace Qt::StringLiterals;

inline JobSpec spec(const QString &kind, const QVariantMap &params = {})
{
    JobSpec spec;
    spec.kind = kind;
    spec.params = params;
    return spec;
}

inline JobSpec sleepSpec(qint64 milliseconds)
{
    return spec(u"sleep"_s, {{u"duration_ms"_s, milliseconds}});
}

/// Fails at once: its square does not fit.
inline JobSpec failingSpec()
{
    return spec(u"compute"_s, {{u"n"_s, Q_INT64_C(3037000500)}});
}

inline JobSpec shellSpec(const QString &line)
{
    return spec(u"command"_s, {{u"shell"_s, line}});
}

inline JobSpec parentSpec(const QString &kind, const QList<JobSpec> &children,
                          Policy policy = Policy::Default)
{
    JobSpec parent = spec(kind);
    parent.children = children;
    parent.policy = policy;
    return parent;
}

/// An engine in the test's own thread.
class TestEngine
{
public:
    explicit TestEngine(Engine::Config config = {}) : m_engine(withFolder(std::move(config), m_folder.path()))
    {
    }

    Engine *operator->() { return &m_engine; }
    Engine &operator*() { return m_engine; }
    QString folder() const { return m_folder.path(); }

    /// Submits what must be accepted.
    JobId start(const JobSpec &spec)
    {
        const Result<JobSnapshot> result = m_engine.submit(spec);
        if (!result) {
            qCritical("refused: %s: %s", qUtf8Printable(result.refusal().field),
                      qUtf8Printable(result.refusal().message));
            return {};
        }
        return result->id;
    }
    /// Runs the event loop until the job has finished.
    JobSnapshot end(const JobId &id)
    {
        return async::runBlocking(m_engine.finished(id)).value_or(JobSnapshot{});
    }
    JobSnapshot run(const JobSpec &spec) { return end(start(spec)); }
    /// Runs the event loop until the job has left the queue, and not a turn longer: what is short runs then,
    /// too.
    void untilBegun(const JobId &id)
    {
        while (state(id) == JobState::Queued)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    JobState state(const JobId &id) { return m_engine.find(id).value_or(JobSnapshot{}).state; }

private:
    static Engine::Config withFolder(Engine::Config config, const QString &path)
    {
        config.outputDir = path;
        return config;
    }
    QTemporaryDir m_folder;
    Engine m_engine;
};

} // namespace belayer::engine::test
