// SPDX-License-Identifier: GPL-3.0-or-later
/// \file API v1 as its tests meet it: a real engine behind a real socket, in a thread of their own.
#pragma once

#include "core/api/apiserver.h"
#include "core/engine/enginethread.h"
#include "tests/http/httpclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace belayer::test {

class ApiService
{
public:
    static inline const QByteArray token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

    /// With a history; next() starts another run over what this one leaves.
    explicit ApiService(api::CommandJobs commandJobs = api::CommandJobs::Allowed) : m_commandJobs(commandJobs)
    {
        next();
    }
    ~ApiService() { end(); }

    void next()
    {
        end();
        m_thread = std::make_unique<engine::EngineThread>(
            engine::Engine::Config{.outputDir = m_dir.filePath(QStringLiteral("output")),
                                   .history = {.file = m_dir.filePath(QStringLiteral("history.db"))}});
        m_thread->run([this](engine::Engine &engine) {
            m_server = std::make_unique<api::ApiServer>(&engine, api::Access(token, m_commandJobs));
            if (m_server->listen(QHostAddress(QHostAddress::LocalHost), 0))
                qFatal("no port is to be had");
            m_port = quint16(QUrl(m_server->url()).port());
        });
    }

    engine::EngineThread &thread() { return *m_thread; }
    quint16 port() const { return m_port; }

    /// The path is that below /api/v1.
    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &json = {},
               HttpClient::Headers headers = {})
    {
        headers.emplaceBack("Authorization", "Bearer " + token);
        if (!json.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        return HttpClient(m_port).ask(method, "/api/v1" + path, json, headers);
    }
    QJsonObject object(const QByteArray &method, const QByteArray &path, const QByteArray &json = {})
    {
        return QJsonDocument::fromJson(ask(method, path, json).body).object();
    }
    /// The snapshot after it.
    QJsonObject run(const QByteArray &spec)
    {
        const QString id = object("POST", "/jobs", spec)[u"id"].toString();
        return object("GET", "/jobs/" + id.toLatin1() + "?wait_ms=60000");
    }

private:
    void end()
    {
        if (m_thread)
            m_thread->run([this](engine::Engine &) { m_server.reset(); });
        m_thread.reset();
    }

    const api::CommandJobs m_commandJobs;
    QTemporaryDir m_dir;
    std::unique_ptr<engine::EngineThread> m_thread;
    std::unique_ptr<api::ApiServer> m_server;
    quint16 m_port = 0;
};

/// A body without end, asked for in HTTP/1.0, which has no chunks.
class StreamClient
{
public:
    StreamClient(const ApiService &service, const QByteArray &path, const QByteArray &headers = {})
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), service.port());
        m_socket.write("GET /api/v1" + path +
                       " HTTP/1.0\r\nHost: 127.0.0.1:" + QByteArray::number(service.port()) +
                       "\r\nAuthorization: Bearer " + ApiService::token + "\r\n" + headers + "\r\n");
    }

    /// All that came up to and with that text; all there is if the stream ends before.
    QByteArray readTo(const QByteArray &text)
    {
        qsizetype at = 0;
        while ((at = m_received.indexOf(text)) < 0 && m_socket.waitForReadyRead(30'000))
            m_received += m_socket.readAll();
        const qsizetype end = at < 0 ? m_received.size() : at + text.size();
        const QByteArray found = m_received.left(end);
        m_received.remove(0, end);
        return found;
    }
    QByteArray readToEnd()
    {
        while (m_socket.waitForReadyRead(30'000))
            m_received += m_socket.readAll();
        return std::exchange(m_received, {});
    }
    bool hasEnded() const { return m_socket.state() != QAbstractSocket::ConnectedState; }
    void leave() { m_socket.abort(); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

} // namespace belayer::test
