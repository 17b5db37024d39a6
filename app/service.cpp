// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service.h"

#include "app/httpsettings.h"
#include "core/engine/demojobs.h"

#include <chrono>
#include <cstdio>

namespace belayer::app {

using namespace std::chrono_literals;

namespace {

constexpr auto engineDeadline = 6s;
constexpr auto lastDeadline = 7s; ///< whatever happens, the program ends within ten

} // namespace

Service::Service(const CommandLine &line, const DataDir &dir, const QByteArray &token)
    : m_thread({.outputDir = dir.outputDir(), .history = {.file = dir.historyFile()}})
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Service::hurry);
    connect(&m_thread, &engine::EngineThread::stopped, this, &Service::hurry);
    if (line.http == CommandLine::Http::On)
        startHttp(line, dir, token);
    if (line.board == CommandLine::Board::Demo)
        startDemo();
}

void Service::startHttp(const CommandLine &line, const DataDir &dir, const QByteArray &token)
{
    const HttpSettings settings = readHttpSettings(dir.settingsFile(), line);
    m_http.emplace(m_thread, api::Access(token, line.commandJobs, settings.lesson), settings.allowedHosts);
    m_problem = m_http->listen(line.address, line.port);
    if (m_problem)
        return;
    m_url = m_http->url();
    m_addressFile.emplace(dir.addressFile(), m_url);
    std::printf("listening on %s\n", qPrintable(m_url));
    std::fflush(stdout);
}

void Service::startDemo()
{
    m_thread.run([](engine::Engine &engine) {
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
    m_addressFile.reset();
    if (m_http)
        m_http->closeListener();
    m_deadline.start(lastDeadline);
    m_thread.stop(engineDeadline);
}

void Service::hurry()
{
    if (!std::exchange(m_stopped, true))
        Q_EMIT stopped();
}

} // namespace belayer::app
