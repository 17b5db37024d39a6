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

} // namespace

HttpService::HttpService(engine::EngineThread &thread, const CommandLine &line, const DataDir &dir,
                         const QByteArray &token)
    : m_line(line), m_dir(dir), m_token(token), m_host(thread, api::Access(token, line.commandJobs))
{
    m_status.isSwitchedOff = line.http == CommandLine::Http::Off;
    m_status.port = line.port;
    m_status.isForOtherMachines = !line.address.isLoopback();
    m_status.startedWithCommands = line.commandJobs == api::CommandJobs::Allowed;
    m_status.commandJobs = m_status.startedWithCommands ? CommandJobs::Allowed : CommandJobs::Refused;
    if (m_status.isSwitchedOff)
        return;
    const HttpWishes wishes = readHttpSettings(dir.settingsFile(), line);
    m_host.allowHosts(namesOf(wishes));
    m_host.setLesson(lessonOf(wishes));
    // Without a window there would be no other way in.
    if (wishes.use == HttpWishes::Use::Off && line.display == CommandLine::Display::Window)
        return;
    const quint16 port = line.port.value_or(wishes.port);
    if (const auto error = listen(port))
        m_status.problem = api::listenProblem(*error, line.address, port);
}

std::optional<http::HttpServer::ListenError> HttpService::listen(quint16 port)
{
    if (const auto error = m_host.listen(m_line.address, port))
        return error;
    m_port = port;
    m_status.url = m_host.url();
    m_status.problem.clear();
    m_addressFile.reset(); // its end takes the file away, so before the next one is there
    m_addressFile.emplace(m_dir.addressFile(), m_status.url);
    std::printf("listening on %s\n", qPrintable(m_status.url));
    std::fflush(stdout);
    return {};
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
