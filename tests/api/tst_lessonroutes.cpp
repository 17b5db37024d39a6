// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the lesson's table over real sockets and a real engine.
#include "core/api/apiserver.h"
#include "core/engine/enginethread.h"
#include "tests/http/httpclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <vector>

using namespace belayer;
using namespace Qt::StringLiterals;
using engine::Engine;
using engine::JobId;
using engine::JobSnapshot;
using engine::JobState;
using test::Answer;
using test::HttpClient;

using Clients = std::vector<std::unique_ptr<HttpClient>>;

class tst_LessonRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void healthz();
    void processGivesSquaresOfAGroup();
    void processAltGivesSquares();
    void startJobStaysRunning();
    void raceIsWonByTask1AndTheLoserIsCancelledFirst();
    void computeIsExact_data();
    void computeIsExact();
    void computeRefuses_data();
    void computeRefuses();
    void coordinatedJobCompletes();
    void dataIsComputedOnceForAHundredCallers();
    void leftCallerOfDataCancelsNothing();
    void cancelledDataIsNotKept();
    void resetMakesDataComputeAgain();
    void taskRunsToItsEnd();
    void taskIsSeenOnlyIfMadeHere_data();
    void taskIsSeenOnlyIfMadeHere();
    void taskWaitTimesOut();
    void taskWaitRefusesBadTimeouts();
    void cancelledTaskEndsTheWait();
    void takenTaskIdIs409();
    void badTasksAreRefused_data();
    void badTasksAreRefused();
    void thousandWaitersCostNoThread();
    void vanishedClientsLeaveNoJobBehind();
    void computationsAreBounded();
    void shutdownEndsWaits();

private:
    Answer get(const QByteArray &target) { return test::get(m_port, target); }
    Answer post(const QByteArray &target, const QByteArray &json) { return test::post(m_port, target, json); }
    QList<JobSnapshot> jobs();
    /// Of the top-level jobs of that kind.
    qsizetype count(const QString &kind, JobState state);
    void cancel(const QString &id);
    void waitForJob(const QString &kind, JobState state);
    Clients askMany(int number, const QByteArray &target);
    /// Requests that the server has taken in and not answered.
    qsizetype openRequests();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<engine::EngineThread> m_thread;
    std::unique_ptr<api::ApiServer> m_server;
    quint16 m_port = 0;
};

namespace {

QString field(const Answer &answer, const QString &name)
{
    return QJsonDocument::fromJson(answer.body).object().value(name).toString();
}

qsizetype threadCount()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

/// Of this process, so of both ends.
qsizetype socketCount()
{
    const QFileInfoList descriptors =
        QDir(u"/proc/self/fd"_s).entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot);
    return std::ranges::count_if(descriptors, [](const QFileInfo &descriptor) {
        return descriptor.symLinkTarget().contains(u"socket:"_s);
    });
}

} // namespace

void tst_LessonRoutes::initTestCase()
{
    // Both ends of a thousand connections live in this process.
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void tst_LessonRoutes::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_thread = std::make_unique<engine::EngineThread>(Engine::Config{.outputDir = m_dir->path()});
    m_thread->run([this](Engine &engine) {
        m_server = std::make_unique<api::ApiServer>(&engine, api::Access({}, api::CommandJobs::Refused));
        QVERIFY(!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
        m_port = QUrl(m_server->url()).port();
    });
    QVERIFY(m_port != 0);
}

void tst_LessonRoutes::cleanup()
{
    QCOMPARE(get("/healthz").status, 200);
    m_thread->run([this](Engine &) { m_server.reset(); });
    m_thread.reset();
    m_dir.reset();
}

QList<JobSnapshot> tst_LessonRoutes::jobs()
{
    QList<JobSnapshot> jobs;
    m_thread->run([&jobs](Engine &engine) { jobs = engine.list(); });
    return jobs;
}

qsizetype tst_LessonRoutes::count(const QString &kind, JobState state)
{
    const QList<JobSnapshot> all = jobs();
    return std::count_if(all.begin(), all.end(), [&](const JobSnapshot &job) {
        return job.kind == kind && job.state == state && job.parent.isEmpty();
    });
}

void tst_LessonRoutes::cancel(const QString &id)
{
    m_thread->run([&id](Engine &engine) { QVERIFY(engine.cancel(JobId(id))); });
}

void tst_LessonRoutes::waitForJob(const QString &kind, JobState state)
{
    QTRY_COMPARE_WITH_TIMEOUT(count(kind, state), 1, 20'000);
}

Clients tst_LessonRoutes::askMany(int number, const QByteArray &target)
{
    Clients clients;
    for (int i = 0; i < number; ++i) {
        clients.push_back(std::make_unique<HttpClient>(m_port));
        clients.back()->send("GET", target);
    }
    return clients;
}

qsizetype tst_LessonRoutes::openRequests()
{
    qsizetype open = 0;
    m_thread->run([&open](Engine &) {
        const auto tasks = async::Scheduler::current()->snapshot();
        open = std::ranges::count(tasks, u"HTTP request"_s, &async::TaskInfo::name);
    });
    return open;
}

void tst_LessonRoutes::healthz()
{
    const Answer answer = get("/healthz");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"status":"ok"})");
    QCOMPARE(answer.headers.value("content-type"), "application/json");
}

void tst_LessonRoutes::processGivesSquaresOfAGroup()
{
    const Answer answer = get("/process");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"results":[1,4,9]})");
    const QList<JobSnapshot> all = jobs();
    QCOMPARE(all.size(), 4);
    QCOMPARE(all.first().kind, u"group"_s);
    QCOMPARE(all.first().children.size(), 3);
}

void tst_LessonRoutes::processAltGivesSquares()
{
    const Answer answer = get("/process-alt");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"results":[1,4]})");
}

void tst_LessonRoutes::startJobStaysRunning()
{
    const Answer answer = get("/start-job");
    QCOMPARE(answer.status, 200);
    const QString id = field(answer, u"job_id"_s);
    QVERIFY(JobId(id).isValid());
    waitForJob(u"sleep"_s, JobState::Running);
    QCOMPARE(jobs().first().id, JobId(id));
    cancel(id);
    waitForJob(u"sleep"_s, JobState::Cancelled);
}

void tst_LessonRoutes::raceIsWonByTask1AndTheLoserIsCancelledFirst()
{
    QElapsedTimer clock;
    clock.start();
    const Answer answer = get("/race");
    QVERIFY(clock.elapsed() >= 1000);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"winner":"Task 1 won!"})");
    const QList<JobSnapshot> all = jobs();
    QCOMPARE(all.size(), 3);
    QCOMPARE(all.at(0).kind, u"race"_s);
    QCOMPARE(all.at(0).state, JobState::Succeeded);
    QCOMPARE(all.at(1).state, JobState::Succeeded);
    QCOMPARE(all.at(2).state, JobState::Cancelled);
}

void tst_LessonRoutes::computeIsExact_data()
{
    QTest::addColumn<QByteArray>("n");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("7") << QByteArray("7") << QByteArray(R"({"result":49})");
    QTest::newRow("0") << QByteArray("0") << QByteArray(R"({"result":0})");
    QTest::newRow("negative") << QByteArray("-12") << QByteArray(R"({"result":144})");
    QTest::newRow("plus") << QByteArray("+5") << QByteArray(R"({"result":25})");
    QTest::newRow("encoded plus") << QByteArray("%2B5") << QByteArray(R"({"result":25})");
    QTest::newRow("leading zeros") << QByteArray("007") << QByteArray(R"({"result":49})");
    QTest::newRow("past 32 bits") << QByteArray("65537") << QByteArray(R"({"result":4295098369})");
    QTest::newRow("past 2^53") << QByteArray("94906267") << QByteArray(R"({"result":9007199515875289})");
    QTest::newRow("largest") << QByteArray("3037000499") << QByteArray(R"({"result":9223372030926249001})");
    QTest::newRow("smallest") << QByteArray("-3037000499") << QByteArray(R"({"result":9223372030926249001})");
}

void tst_LessonRoutes::computeIsExact()
{
    QFETCH(QByteArray, n);
    QFETCH(QByteArray, body);
    const Answer answer = get("/compute/" + n + "?work_ms=0");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, body);
}

void tst_LessonRoutes::computeRefuses_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    for (const char *n :
         {"abc", "1.5", "1e3", "0x10", "--1", "+", "-", "7%20", "%207", "%d9%a3", "1,000", "7x"})
        QTest::addRow("%s", n) << QByteArray("/compute/") + n + "?work_ms=0" << 404 << u"not_found"_s;
    for (const char *n : {"3037000500", "-3037000500", "9223372036854775807", "-9223372036854775808",
                          "9223372036854775808", "99999999999999999999999999"})
        QTest::addRow("%s", n) << QByteArray("/compute/") + n + "?work_ms=0" << 422 << u"out_of_range"_s;
    for (const char *work : {"-1", "10001", "abc", "", "1.5", "99999999999999999999"})
        QTest::addRow("work %s", work) << QByteArray("/compute/7?work_ms=") + work << 422 << u"invalid"_s;
    QTest::newRow("work twice") << QByteArray("/compute/7?work_ms=1&work_ms=2") << 422 << u"invalid"_s;
}

void tst_LessonRoutes::computeRefuses()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, code);
    const Answer answer = get(target);
    QCOMPARE(answer.status, status);
    QCOMPARE(field(answer, u"code"_s), code);
    QVERIFY(!field(answer, u"error"_s).isEmpty());
}

void tst_LessonRoutes::coordinatedJobCompletes()
{
    const Answer answer = get("/coordinated-job?work_ms=20");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"result":"Job completed"})");
    QCOMPARE(count(u"sleep"_s, JobState::Succeeded), 1);
}

void tst_LessonRoutes::dataIsComputedOnceForAHundredCallers()
{
    const Clients clients = askMany(100, "/data?work_ms=300");
    for (const auto &client : clients)
        QCOMPARE(client->receive().body, R"({"data":"expensive result"})");
    QCOMPARE(get("/data?work_ms=10000").body, R"({"data":"expensive result"})");
    QCOMPARE(jobs().size(), 1);
}

void tst_LessonRoutes::leftCallerOfDataCancelsNothing()
{
    auto impatient = std::make_unique<HttpClient>(m_port);
    impatient->send("GET", "/data?work_ms=1500"); // still running when it is looked for
    waitForJob(u"sleep"_s, JobState::Running);
    HttpClient patient(m_port);
    patient.send("GET", "/data");
    impatient->reset();
    QCOMPARE(patient.receive().body, R"({"data":"expensive result"})");
    QCOMPARE(jobs().size(), 1);
}

void tst_LessonRoutes::cancelledDataIsNotKept()
{
    HttpClient client(m_port);
    client.send("GET", "/data?work_ms=10000");
    waitForJob(u"sleep"_s, JobState::Running);
    cancel(jobs().first().id.text());
    const Answer answer = client.receive();
    QCOMPARE(answer.status, 409);
    QCOMPARE(field(answer, u"code"_s), u"job_cancelled"_s);
    QCOMPARE(get("/data?work_ms=0").body, R"({"data":"expensive result"})");
}

void tst_LessonRoutes::resetMakesDataComputeAgain()
{
    QCOMPARE(get("/data?work_ms=0").status, 200);
    HttpClient client(m_port);
    const Answer answer = client.ask("POST", "/reset");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"status":"reset"})");
    QCOMPARE(get("/data?work_ms=0").status, 200);
    QCOMPARE(jobs().size(), 2);
    QCOMPARE(get("/reset").status, 405);
    QCOMPARE(client.ask("POST", "/reset", "a=1", {{"Content-Type", "text/plain"}}).status, 415);
}

void tst_LessonRoutes::taskRunsToItsEnd()
{
    const Answer started = post("/tasks", R"({"task_id":"a.b-C_1","duration":0.05})");
    QCOMPARE(started.status, 200);
    QCOMPARE(started.body, R"({"status":"started"})");
    const Answer ended = get("/tasks/a.b-C_1");
    QCOMPARE(ended.status, 200);
    QCOMPARE(ended.body, R"({"status":"completed"})");
    QCOMPARE(get("/tasks/a.b-C_1?timeout=0").body, R"({"status":"completed"})");
}

void tst_LessonRoutes::taskIsSeenOnlyIfMadeHere_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const char *id : {"none", "other", "%2e%2e", "%00", "%ff", "%e2%80%ae", "a%20b"})
        QTest::newRow(id) << QByteArray(id);
    QTest::newRow("long") << QByteArray(4000, 'x');
}

void tst_LessonRoutes::taskIsSeenOnlyIfMadeHere()
{
    QFETCH(QByteArray, id);
    m_thread->run([](Engine &engine) {
        engine::JobSpec spec;
        spec.id = JobId(u"other"_s);
        spec.kind = u"sleep"_s;
        spec.params.insert(u"duration_ms"_s, 0);
        QVERIFY(engine.submit(spec));
    });
    const Answer answer = get("/tasks/" + id);
    QCOMPARE(answer.status, 404);
    QVERIFY(answer.body == R"({"error":"Task not found"})" || answer.body == R"({"error":"Not found"})");
    if (id == "none" || id == "other")
        QCOMPARE(answer.body, R"({"error":"Task not found"})");
}

void tst_LessonRoutes::taskWaitTimesOut()
{
    QCOMPARE(post("/tasks", R"({"task_id":"a","duration":86400})").status, 200);
    for (const char *timeout : {"0", "0.05"}) {
        const Answer answer = get(QByteArray("/tasks/a?timeout=") + timeout);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, R"({"status":"running"})");
    }
}

void tst_LessonRoutes::taskWaitRefusesBadTimeouts()
{
    QCOMPARE(post("/tasks", R"({"task_id":"a","duration":86400})").status, 200);
    for (const char *timeout : {"-1", "abc", "", "nan", "inf", "86401", "1&timeout=2"}) {
        const Answer answer = get(QByteArray("/tasks/a?timeout=") + timeout);
        QCOMPARE(answer.status, 422);
        QCOMPARE(field(answer, u"field"_s), u"timeout"_s);
    }
}

void tst_LessonRoutes::cancelledTaskEndsTheWait()
{
    QCOMPARE(post("/tasks", R"({"task_id":"a","duration":1000})").status, 200);
    HttpClient client(m_port);
    client.send("GET", "/tasks/a");
    waitForJob(u"sleep"_s, JobState::Running);
    cancel(u"a"_s);
    const Answer answer = client.receive();
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, R"({"status":"cancelled"})");
}

void tst_LessonRoutes::takenTaskIdIs409()
{
    QCOMPARE(post("/tasks", R"({"task_id":"a","duration":0})").status, 200);
    const Answer answer = post("/tasks", R"({"task_id":"a","duration":0})");
    QCOMPARE(answer.status, 409);
    QCOMPARE(field(answer, u"field"_s), u"task_id"_s);
    QVERIFY(!field(answer, u"error"_s).isEmpty());
}

void tst_LessonRoutes::badTasksAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *body, int status, const QString &field = {}) {
        QTest::newRow(body) << QByteArray(body) << status << field;
    };
    row("{", 400);
    row("hello", 400);
    row(R"({"task_id":"a","duration":1} x)", 400);
    row(R"({"task_id":"a","duration":NaN})", 400);
    row(R"({"task_id":"a","duration":1e400})", 400);
    row(R"([])", 422);
    row(R"({})", 422, u"task_id"_s);
    row(R"({"task_id":"a"})", 422, u"duration"_s);
    row(R"({"duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"a","duration":"1"})", 422, u"duration"_s);
    row(R"({"task_id":"a","duration":true})", 422, u"duration"_s);
    row(R"({"task_id":"a","duration":null})", 422, u"duration"_s);
    row(R"({"task_id":"a","duration":-1})", 422, u"duration"_s);
    row(R"({"task_id":"a","duration":86400.001})", 422, u"duration"_s);
    row(R"({"task_id":"a","duration":1e308})", 422, u"duration"_s);
    row(R"({"task_id":1,"duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"","duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"a b","duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"../x","duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"a","task_id":"b","duration":1})", 422, u"task_id"_s);
    row(R"({"task_id":"a","duration":1,"extra":1})", 422);
    const QByteArray longId = R"({"task_id":")" + QByteArray(129, 'x') + R"(","duration":1})";
    QTest::newRow("long id") << longId << 422 << u"task_id"_s;
}

void tst_LessonRoutes::badTasksAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, field);
    const Answer answer = post("/tasks", body);
    QCOMPARE(answer.status, status);
    QCOMPARE(::field(answer, u"field"_s), field);
    QVERIFY(!::field(answer, u"error"_s).isEmpty());
    QVERIFY(!answer.body.contains("extra"));
    QVERIFY(jobs().isEmpty());
    HttpClient client(m_port);
    QCOMPARE(client.ask("POST", "/tasks", body, {{"Content-Type", "text/plain"}}).status, 415);
    QCOMPARE(client.ask("POST", "/tasks", body).status, 415);
}

void tst_LessonRoutes::thousandWaitersCostNoThread()
{
    QCOMPARE(post("/tasks", R"({"task_id":"x","duration":1000})").status, 200);
    const qsizetype before = threadCount();
    const Clients clients = askMany(1000, "/tasks/x");
    QTRY_COMPARE_WITH_TIMEOUT(openRequests(), 1000, 20'000);
    QCOMPARE(threadCount(), before);
    cancel(u"x"_s);
    for (const auto &client : clients)
        QCOMPARE(client->receive().body, R"({"status":"cancelled"})");
    QCOMPARE(openRequests(), 0);
}

void tst_LessonRoutes::vanishedClientsLeaveNoJobBehind()
{
    QCOMPARE(post("/tasks", R"({"task_id":"x","duration":1000})").status, 200);
    const qsizetype before = socketCount();
    const struct
    {
        const char *target;
        int together; ///< those that are short may be answered before the last one has come
    } requests[] = {{"/tasks/x", 50}, {"/compute/7?work_ms=10000", 50},
                    {"/race", 0},     {"/coordinated-job?work_ms=10000", 50},
                    {"/process", 0},  {"/process-alt", 0}};
    for (const auto &request : requests) {
        const Clients clients = askMany(50, request.target);
        QTRY_VERIFY_WITH_TIMEOUT(openRequests() >= request.together, 20'000);
        for (const auto &client : clients)
            client->reset();
        QTRY_COMPARE_WITH_TIMEOUT(openRequests(), 0, 20'000);
    }
    const auto othersEnded = [this] {
        return std::ranges::all_of(jobs(), [](const JobSnapshot &job) {
            return engine::isFinished(job.state) || job.id == JobId(u"x"_s);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(othersEnded(), 20'000);
    QCOMPARE(count(u"sleep"_s, JobState::Running), 1); // the task that was not theirs
    QTRY_VERIFY_WITH_TIMEOUT(socketCount() <= before, 20'000);
    QCOMPARE(get("/compute/7?work_ms=0").body, R"({"result":49})");
}

void tst_LessonRoutes::computationsAreBounded()
{
    const Clients clients = askMany(64 + 1000 + 10, "/coordinated-job?work_ms=10000");
    const auto answered = [&clients] {
        return std::ranges::count_if(clients, [](const auto &client) { return client->hasAnswer(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(answered(), 10, 20'000); // those refused were open for a moment too
    QCOMPARE(openRequests(), 64 + 1000);
    QCOMPARE(jobs().size(), 64);
    for (const auto &client : clients) {
        if (!client->hasAnswer())
            continue;
        const Answer answer = client->receive();
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.headers.value("retry-after"), "1");
    }
    cancel(jobs().first().id.text());
    QTRY_COMPARE_WITH_TIMEOUT(jobs().size(), 65, 20'000); // the place went to the first of the queue
    QCOMPARE(post("/tasks", R"({"task_id":"x","duration":0})").status, 200);
    QCOMPARE(get("/tasks/x").body, R"({"status":"completed"})"); // no computation, so not bounded
}

void tst_LessonRoutes::shutdownEndsWaits()
{
    QCOMPARE(post("/tasks", R"({"task_id":"x","duration":1000})").status, 200);
    HttpClient client(m_port);
    client.send("GET", "/tasks/x");
    QTRY_COMPARE(openRequests(), 1);
    m_thread->stop(std::chrono::seconds(5));
    QCOMPARE(client.receive().body, R"({"status":"cancelled"})");
    QCOMPARE(get("/process").status, 503);
}

QTEST_GUILESS_MAIN(tst_LessonRoutes)
#include "tst_lessonroutes.moc"
