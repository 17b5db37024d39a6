// SPDX-License-Identifier: GPL-3.0-or-later
// Everything at once against the built program: what it holds must not grow with what it has done. First
// until it holds as many finished jobs as it ever does, which takes four to eight minutes, and then for five
// more (BELAYER_SOAK_MINUTES).
#include "tests/e2e/program.h"
#include "tests/http/httpclient.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QUrl>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <thread>
#include <vector>

using namespace belayer::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int JobsHeld = 10'000; ///< Engine::Config::maxFinishedJobs

struct Sample
{
    double minute = 0;
    double memory = 0; ///< MB
    int descriptors = 0;
    int threads = 0;
};

Sample sampleOf(qint64 pid, std::chrono::duration<double> age)
{
    Sample sample;
    sample.minute = age.count() / 60;
    const QString folder = u"/proc/%1/"_s.arg(pid);
    QFile status(folder + u"status"_s);
    if (status.open(QFile::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmRSS:"))
                sample.memory = line.simplified().split(' ').value(1).toDouble() / 1024;
            if (line.startsWith("Threads:"))
                sample.threads = line.simplified().split(' ').value(1).toInt();
        }
    }
    sample.descriptors =
        int(QDir(folder + u"fd"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System).size());
    return sample;
}

/// MB a minute, by least squares.
double slope(const std::vector<Sample> &samples)
{
    double minutes = 0, memory = 0;
    for (const Sample &sample : samples) {
        minutes += sample.minute / double(samples.size());
        memory += sample.memory / double(samples.size());
    }
    double both = 0, squares = 0;
    for (const Sample &sample : samples) {
        both += (sample.minute - minutes) * (sample.memory - memory);
        squares += (sample.minute - minutes) * (sample.minute - minutes);
    }
    return both / squares;
}

/// One client that does its part of the load until it is told to stop.
class Load
{
public:
    Load(quint16 port, QByteArray token, std::atomic<int> &keptJobs)
        : m_port(port), m_token(std::move(token)), m_keptJobs(keptJobs)
    {
    }

    Answer ask(const QByteArray &method, const QByteArray &path, const QByteArray &json = {})
    {
        HttpClient::Headers headers{{"Authorization", "Bearer " + m_token}};
        if (!json.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        return HttpClient(m_port).ask(method, path, json, headers);
    }
    QByteArray submit(const QByteArray &spec)
    {
        return QJsonDocument::fromJson(ask("POST", "/api/v1/jobs", spec).body)
            .object()[u"id"]
            .toString()
            .toLatin1();
    }

    void lesson()
    {
        get(m_port, "/data");
        get(m_port, "/compute/7?work_ms=0");
        get(m_port, "/nothing/here");
    }
    void commands()
    {
        const QByteArray id = submit(R"({"kind":"command","params":{"shell":"seq 2000; sleep 0.05"}})");
        ask("GET", "/api/v1/jobs/" + id + "?wait_ms=10000");
        ask("GET", "/api/v1/jobs/" + id + "/log");
        ++m_keptJobs;
    }
    void races()
    {
        const QByteArray id =
            submit(R"({"kind":"race","children":[{"kind":"sleep","params":{"duration_ms":20}},
            {"kind":"command","params":{"shell":"sleep 60"}}]})");
        ask("GET", "/api/v1/jobs/" + id + "?wait_ms=10000");
        ++m_keptJobs;
    }
    void cancels()
    {
        const QByteArray id =
            submit(R"({"kind":"group","children":[{"kind":"sleep","params":{"duration_ms":60000}},
            {"kind":"compute","params":{"n":3,"work_ms":60000}}]})");
        ask("POST", "/api/v1/jobs/" + id + "/cancel");
        ask("GET", "/api/v1/jobs/" + id + "?wait_ms=10000");
        ask("DELETE", "/api/v1/jobs/" + id);
    }
    void readers()
    {
        HttpClient stream(m_port);
        stream.send("GET", "/api/v1/events", {}, {{"Authorization", "Bearer " + m_token}});
        ask("GET", "/api/v1/jobs?limit=50&q=sleep");
        ask("GET", "/api/v1/tasks-tree");
        ask("GET", "/metrics");
        stream.socket().waitForReadyRead(1000);
        stream.reset();
    }

private:
    const quint16 m_port;
    const QByteArray m_token;
    std::atomic<int> &m_keptJobs; ///< of all
};

} // namespace

class TstSoak : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGrows()
    {
        const std::chrono::duration<double> steadyTime =
            1min * std::max(qEnvironmentVariable("BELAYER_SOAK_MINUTES", u"5"_s).toDouble(), 1.0);
        QTemporaryDir folder;
        Program belayer(
            QStringLiteral(BELAYER_PROGRAM),
            {u"--headless"_s, u"--port"_s, u"0"_s, u"--allow-command-jobs"_s, u"--data-dir"_s, folder.path()},
            QProcessEnvironment::systemEnvironment());
        const quint16 port = quint16(QUrl(belayer.line().section(u' ', -1)).port());
        QFile tokenFile(folder.filePath(u"token"_s));
        QVERIFY(tokenFile.open(QFile::ReadOnly));
        const QByteArray token = tokenFile.readAll().trimmed();

        std::atomic<bool> isOver = false;
        std::atomic<qint64> rounds = 0;
        std::atomic<int> keptJobs = 0;
        std::vector<std::thread> clients;
        for (void (Load::*part)() :
             {&Load::lesson, &Load::commands, &Load::races, &Load::cancels, &Load::readers}) {
            clients.emplace_back([&, part] {
                for (Load load(port, token, keptJobs); !isOver; ++rounds)
                    (load.*part)();
            });
        }
        const auto begin = std::chrono::steady_clock::now();
        std::optional<std::chrono::duration<double>> full;
        std::vector<Sample> samples;
        for (std::chrono::duration<double> age{}; belayer.isRunning() && (!full || age < *full + steadyTime);
             age = std::chrono::steady_clock::now() - begin) {
            if (!full && keptJobs > JobsHeld)
                full = age;
            if (full)
                samples.push_back(sampleOf(belayer.pid(), age));
            QTest::qWait(2000); // the load itself takes time
        }
        isOver = true;
        for (std::thread &client : clients)
            client.join();
        QVERIFY(belayer.isRunning());

        const auto descriptors =
            std::minmax_element(samples.begin(), samples.end(), [](const Sample &a, const Sample &b) {
                return a.descriptors < b.descriptors;
            });
        const auto threads =
            std::minmax_element(samples.begin(), samples.end(),
                                [](const Sample &a, const Sample &b) { return a.threads < b.threads; });
        qInfo("%lld rounds, full after %.1f min; memory %.1f MB, then %.1f, %.2f MB a minute; descriptors %d "
              "to %d; threads %d to %d",
              static_cast<long long>(rounds.load()), full->count() / 60, samples.front().memory,
              samples.back().memory, slope(samples), descriptors.first->descriptors,
              descriptors.second->descriptors, threads.first->threads, threads.second->threads);
        QVERIFY(slope(samples) < 1.0);
        // Each client has a connection and a job's descriptors open or not; beyond that they are flat.
        QVERIFY(descriptors.second->descriptors - descriptors.first->descriptors < 40);
        QVERIFY(threads.second->threads - threads.first->threads <= QThread::idealThreadCount() + 1);

        belayer.signal(SIGTERM);
        QCOMPARE(belayer.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TstSoak)
#include "tst_soak.moc"
