// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httpservice.h"

#include "app/httpsettings.h"
#include "app/starterror.h"
#include "app/token.h"

#include <cstdio>

namespace belayer::app {

using ui::HttpWishes;

namespace {

QByteArrayList namesOf(const HttpWishes &wishes)
{
    QByteArrayList names;
    for (const QString &host : wishes.allowedHosts)
        names.append(host.toLatin1());
    return names;
}

api::LessonAccess lessonOf(const HttpWishes &wishes)
{
    return wishes.lesson == HttpWishes::Lesson::WithToken ? api::LessonAccess::WithToken
                                                          : api::LessonAccess::Open;
}

/// For whoever sits before the window.
QString reasonOf(http::HttpServer::ListenError error, quint16 port)
{
    using Error = http::HttpServer::ListenError;
    switch (error) {
    case Error::PortTaken: return HttpService::tr("Port %1 is taken; choose another.").arg(port);
    case Error::NotPermitted:
        return HttpService::tr("Port %1 needs more rights than you have; choose one above 1023.").arg(port);
    case Error::NoSuchAddress:
    case Error::Other: break;
    }
    return HttpService::tr("Port %1 cannot be used; choose another.").arg(port);
}

HttpWishes wishesOf(const CommandLine &line, const DataDir &dir)
{
    return line.http == CommandLine::Http::Off ? HttpWishes() : readHttpSettings(dir.settingsFile(), line);
}

api::Access accessOf(const CommandLine &line, const QByteArray &token, const HttpWishes &wishes)
{
    api::Access access(token, line.commandJobs);
    access.setLesson(lessonOf(wishes));
    return access;
}

} // namespace

HttpService::HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                         const QByteArray &token)
    : HttpService(thread, line, dir, token, wishesOf(line, dir))
{
}

HttpService::HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                         const QByteArray &token, const HttpWishes &wishes)
    : m_line(line), m_dir(dir), m_token(token), m_host(thread, accessOf(line, token, wishes), namesOf(wishes))
{
    m_status.isSwitchedOff = line.http == CommandLine::Http::Off;
    m_status.port = line.port;
    m_status.isForOtherMachines = !line.address.isLoopback();
    m_status.startedWithCommands = line.commandJobs == api::CommandJobs::Allowed;
    m_status.commandJobs = m_status.startedWithCommands ? CommandJobs::Allowed : CommandJobs::Refused;
    if (m_status.isSwitchedOff)
        return;
    // Without a window there would be no other way in.
    if (wishes.use == HttpWishes::Use::Off && line.display == CommandLine::Display::Window)
        return;
    start(line.port.value_or(wishes.port));
}

void HttpService::start(quint16 port)
{
    m_port = port;
    m_status.isStarting = true;
    const auto promise = std::make_shared<std::promise<HttpHost::Started>>();
    m_starting = promise->get_future();
    m_host.start(m_line.address, port, [this, promise](const HttpHost::Started &started) {
        promise->set_value(started);
        m_answers.post([this] { finishStart(); });
    });
}

/// When the host has answered. Whoever wants to change something before that waits for it here.
void HttpService::finishStart()
{
    if (!m_starting.valid())
        return;
    const HttpHost::Started started = m_starting.get();
    m_status.isStarting = false;
    if (started.error)
        m_status.problem = api::listenProblem(*started.error, m_line.address, std::exchange(m_port, 0));
    else
        showListening(started.url);
    Q_EMIT changed();
}

std::optional<http::HttpServer::ListenError> HttpService::listen(quint16 port)
{
    if (const auto error = m_host.listen(m_line.address, port))
        return error;
    m_port = port;
    showListening(m_host.url());
    return {};
}

void HttpService::showListening(const QString &url)
{
    m_status.url = url;
    m_status.problem.clear();
    m_addressFile.reset(); // its end takes the file away, so before the next one is there
    m_addressFile.emplace(m_dir.addressFile(), m_status.url);
    std::printf("listening on %s\n", qPrintable(m_status.url));
    std::fflush(stdout);
}

void HttpService::leave()
{
    m_host.leave();
    m_addressFile.reset();
    m_status.url.clear();
    m_status.problem.clear();
    m_port = 0;
}

void HttpService::close()
{
    finishStart();
    m_addressFile.reset();
    m_host.closeListener();
}

std::optional<QString> HttpService::moveTo(const HttpWishes &wishes)
{
    if (wishes.use == HttpWishes::Use::Off) {
        leave();
        return {};
    }
    const quint16 port = m_line.port.value_or(wishes.port);
    if (!m_status.url.isEmpty() && port == m_port)
        return {};
    const auto error = listen(port);
    return error ? std::optional(reasonOf(*error, port)) : std::nullopt;
}

std::optional<QString> HttpService::apply(const HttpWishes &wishes)
{
    if (m_status.isSwitchedOff)
        return {};
    if (m_status.isForOtherMachines && wishes.allowedHosts.isEmpty())
        return tr("Belayer listens for other machines (--listen %1), so it needs the names they use for this "
                  "one.")
            .arg(m_line.address.toString());
    finishStart();
    if (const std::optional<QString> problem = moveTo(wishes))
        return problem;
    m_host.allowHosts(namesOf(wishes));
    m_host.setLesson(lessonOf(wishes));
    Q_EMIT changed();
    return {};
}

void HttpService::setCommandJobs(CommandJobs commandJobs)
{
    if (m_status.isForOtherMachines)
        return;
    m_status.commandJobs = commandJobs;
    m_host.setCommandJobs(commandJobs == CommandJobs::Allowed ? api::CommandJobs::Allowed
                                                              : api::CommandJobs::Refused);
    Q_EMIT changed();
}

std::optional<QString> HttpService::renewToken()
{
    try {
        m_token = app::renewToken(m_dir.tokenFile());
    } catch (const StartError &error) {
        return error.message();
    }
    m_host.renewToken(m_token);
    Q_EMIT changed();
    return {};
}

} // namespace belayer::app
