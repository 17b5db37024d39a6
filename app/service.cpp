// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service.h"

#include "core/engine/demojobs.h"
#include "ui/settings/keys.h"

#include <QSettings>

#include <chrono>

namespace belayer::app {

using namespace std::chrono_literals;

namespace {

constexpr auto engineDeadline = 6s;
constexpr auto lastDeadline = 7s; ///< whatever happens, the program ends within ten

engine::Engine::Config configOf(const DataDir &dir)
{
    const QSettings settings(dir.settingsFile(), QSettings::IniFormat);
    return {.outputDir = dir.outputDir(),
            .maxRunning = read(settings, ui::settingsKeys().maxRunning),
            .grace = std::chrono::milliseconds(read(settings, ui::settingsKeys().graceMs)),
            .history = {.file = dir.historyFile(), .retention = ui::readRetention(settings)}};
}

} // namespace

Service::Service(const CommandLine &line, const DataDir &dir, const QByteArray &token)
    : m_thread(configOf(dir)), m_http(m_thread, line, dir, token)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Service::hurry);
    connect(&m_thread, &engine::EngineThread::stopped, this, &Service::hurry);
    if (line.board == CommandLine::Board::Demo)
        startDemo();
}

void Service::startDemo()
{
    m_thread.post([](engine::Engine &engine) {
        for (const engine::DemoJob &demo : engine::demoJobs()) {
            if (const auto started = engine.submit(demo.spec); !started)
                qWarning("a demo job did not start: %s", qPrintable(started.refusal().message));
        }
    });
}

void Service::stop()
{
    if (std::exchange(m_stopping, true))
        return;
    m_http.close();
    m_deadline.start(lastDeadline);
    m_thread.stop(engineDeadline);
}

void Service::hurry()
{
    if (!std::exchange(m_stopped, true))
        Q_EMIT stopped();
}

} // namespace belayer::app
