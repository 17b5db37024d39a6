// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A message bus of the test's own, and services on it that note what they are told.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QHash>
#include <QList>
#include <QProcess>
#include <QTest>

#include <functional>
#include <utility>

namespace belayer::ui::test {
using namespace Qt::StringLiterals;

/// A dbus-daemon that ends with the test.
class PrivateBus
{
public:
    PrivateBus()
    {
        m_daemon.start(u"dbus-daemon"_s,
                       {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
        while (!m_daemon.canReadLine()) {
            if (!m_daemon.waitForReadyRead(30'000))
                qFatal("dbus-daemon does not start: %s", qPrintable(m_daemon.errorString()));
        }
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    ~PrivateBus()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    const QString &address() const noexcept { return m_address; }
    /// Each time another one, as of another program.
    QDBusConnection connection() const
    {
        static int number = 0;
        const QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"private-%1"_s.arg(++number));
        if (!bus.isConnected())
            qFatal("the private bus cannot be reached: %s", qPrintable(bus.lastError().message()));
        return bus;
    }

private:
    QProcess m_daemon;
    QString m_address;
};

/// Any service: answers each call with what the test has said for its method, and keeps the call.
class FakeService : public QDBusVirtualObject
{
public:
    using Answer = std::function<QVariantList(const QDBusMessage &)>;

    FakeService(const PrivateBus &bus, const QString &name, const QString &path)
        : m_bus(bus.connection()), m_name(name)
    {
        m_bus.registerVirtualObject(path, this);
        appear();
    }
    ~FakeService() override { QDBusConnection::disconnectFromBus(m_bus.name()); }

    /// Interfaces as XML, for callers that ask before they call.
    void describe(const QString &interfaces) { m_interfaces = interfaces; }
    void appear() { QVERIFY(m_bus.registerService(m_name)); }
    void vanish() { QVERIFY(m_bus.unregisterService(m_name)); }
    void answer(const QString &method, Answer answer) { m_answers[method] = std::move(answer); }
    void emitSignal(const QString &path, const QString &interface, const QString &signal,
                    const QVariantList &arguments)
    {
        QDBusMessage message = QDBusMessage::createSignal(path, interface, signal);
        message.setArguments(arguments);
        QVERIFY(m_bus.send(message));
    }

    QList<QDBusMessage> calls(const QString &method) const
    {
        QList<QDBusMessage> found;
        for (const QDBusMessage &call : m_calls) {
            if (call.member() == method)
                found += call;
        }
        return found;
    }

    QString introspect(const QString &) const override { return m_interfaces; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        m_calls += message;
        const auto answer = m_answers.constFind(message.member());
        if (answer == m_answers.constEnd())
            return false;
        m_bus.send(message.createReply((*answer)(message)));
        return true;
    }

private:
    QDBusConnection m_bus;
    QString m_name;
    QString m_interfaces;
    QHash<QString, Answer> m_answers;
    QList<QDBusMessage> m_calls;
};

} // namespace belayer::ui::test
