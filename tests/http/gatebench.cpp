// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/http/gatebench.h"

#include <QTest>

#include <array>

namespace belayer::test {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

#if defined(__has_feature) && __has_feature(address_sanitizer)
constexpr bool isSanitized = true;
#else
constexpr bool isSanitized = false;
#endif

/// What a row may leave to be done before /healthz is answered. Of the server's processor time, which no
/// neighbour of the test can stretch; by the clock it is measured in tst_gateload.
constexpr auto HealthTime = 100ms;

} // namespace

void GateBench::initTestCase()
{
    m_gate = std::make_unique<GateProcess>(QStringList{u"short"_s});
    QVERIFY(m_gate->port() != 0);
    std::array<HttpClient, 2> clients{HttpClient(m_gate->port()), HttpClient(m_gate->port())};
    for (HttpClient &client : clients)
        client.send("GET", "/late/100");
    for (HttpClient &client : clients)
        QCOMPARE(client.receive().body, "late"); // both threads of its pool are there now
    for (HttpClient &client : clients)
        QVERIFY(client.isClosedByServer());
    m_descriptors = m_gate->descriptors();
    m_threads = m_gate->threads();
}

void GateBench::init()
{
    QVERIFY(m_gate->isRunning());
}

void GateBench::cleanup()
{
    QVERIFY(m_gate->isRunning());
    const std::chrono::milliseconds before = m_gate->processorTime();
    QCOMPARE(get(m_gate->port(), "/healthz").body, "ok");
    QVERIFY(m_gate->processorTime() - before < HealthTime);
    QTRY_COMPARE(m_gate->descriptors(), m_descriptors);
    QCOMPARE(m_gate->threads(), m_threads);
    QCOMPARE(m_gate->count("waiting"), 0);
    QCOMPARE(m_gate->count("streams"), 0);
}

void GateBench::cleanupTestCase()
{
    QCOMPARE(m_gate->stop(), 0);
}

QByteArray GateBench::head(const QByteArray &method, const QByteArray &target,
                           const QByteArray &headers) const
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(m_gate->port()) +
           "\r\n" + headers + "\r\n";
}

QByteArray GateBench::ask(const QByteArray &bytes) const
{
    RawClient client(m_gate->port());
    client.send(bytes);
    return client.receiveAll();
}

bool GateBench::hasGrownBelow(qint64 before, qint64 limit) const
{
    const qint64 grown = m_gate->memory() - before;
    if (isSanitized) // its allocator keeps what is freed for a while, to see who still uses it
        return true;
    if (grown >= limit)
        qWarning("grown by %lld bytes", static_cast<long long>(grown));
    return grown < limit;
}

} // namespace belayer::test
