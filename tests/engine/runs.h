// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Run after run of an engine with one history.
#pragma once

#include "tests/engine/testengine.h"

namespace belayer::engine::test {
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

inline JobSpec named(const char *id, JobSpec spec)
{
    spec.id = JobId(QString::fromLatin1(id));
    return spec;
}

/// One folder, and in it run after run.
class Runs
{
public:
    Runs() { next(); }
    explicit Runs(Engine::Config config) : m_config(std::move(config)) { next(); }

    Engine *operator->() { return m_engine.get(); }
    Engine *get() { return m_engine.get(); }
    QString file(const QString &name = u"history.db"_s) const { return m_folder.filePath(name); }
    void end() { m_engine.reset(); }
    void next()
    {
        end();
        m_config.outputDir = file(u"output"_s);
        m_config.history = {.file = file(), .retryInterval = 50ms};
        m_engine = std::make_unique<Engine>(m_config);
    }
    JobSnapshot run(const JobSpec &spec)
    {
        const Result<JobSnapshot> started = m_engine->submit(spec);
        if (!started)
            qFatal("refused: %s", qUtf8Printable(started.refusal().message));
        return async::runBlocking(m_engine->finished(started->id)).value();
    }
    std::optional<JobSnapshot> lookUp(const JobId &id) { return async::runBlocking(m_engine->lookUp(id)); }
    VerbResult apply(Verb verb, const JobId &id)
    {
        return async::runBlocking(m_engine->applyToHistory(verb, m_engine->apply(verb, {id}))).first();
    }

private:
    QTemporaryDir m_folder;
    Engine::Config m_config;
    std::unique_ptr<Engine> m_engine;
};

} // namespace belayer::engine::test
