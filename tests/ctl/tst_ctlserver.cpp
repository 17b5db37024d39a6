// SPDX-License-Identifier: GPL-3.0-or-later
// belayerctl against a server that answers as the test wants: streams that break off, pages, wrong answers.
#include <QFile>
#include <QFileInfo>

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>

#include <sys/file.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
const QByteArray running =
    R"({"id":"a","name":"A","kind":"command","state":"running","elapsed_ms":5,"children":[]})";
const QByteArray failed =
    R"({"id":"a","name":"A","kind":"command","state":"failed","exit_code":3,"error":{"code":"exit_code","message":"it exited"}})";

QByteArray json(const QByteArray &body, const QByteArray &status = "200 OK")
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

QByteArray problem(const QByteArray &status, const QByteArray &code)
{
    return json(R"({"code":")" + code + R"(","detail":"the detail of )" + code + R"("})", status);
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

const QByteArray stream = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

class tst_CtlServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void tokenAndHostAreSent();
    void pagesAreFollowed();
    void limitEndsThePages();
    void brokenStreamGoesOnWhereItBroke();
    void outputBeforeTheStartIsWaitedFor();
    void droppedOutputIsSaid();
    void eventsAreLines();
    void brokenEventsAreTakenUpAgain();
    void lostAnswerIsAskedForAgain_data();
    void lostAnswerIsAskedForAgain();
    void whatMakesNoJobIsAskedOnce();
    void refusalsHaveTheirCodes_data();
    void refusalsHaveTheirCodes();
    void strangersAreNotBelayer_data();
    void strangersAreNotBelayer();
    void staleAddressIsNotConnectedTo();
    void addressOfOthersIsNotTrusted();
    void hostileJobsReachNoTerminal();
    void terminalGetsColoursAndItsWidth();
    void idsAreCompletedAndNeverRun();

private:
    /// The next request is answered so, in order; the connection is closed after each.
    void answer(const QByteArray &reply) { m_answers.append(reply); }
    void start(const QStringList &arguments);
    /// A shell with belayerctl in its PATH, and $DIR.
    void startShell(const QString &line);
    int exitCode();

    QByteArray output() { return m_program->readAllStandardOutput(); }
    QByteArray errors() { return m_program->readAllStandardError(); }
    void writeAddress(const QByteArray &line);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<QFile> m_address;
    std::unique_ptr<QProcess> m_program;
    QList<QByteArray> m_answers;
    QList<QByteArray> m_requests; ///< whole
};

void tst_CtlServer::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_answers.clear();
    m_requests.clear();
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        auto request = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, request] {
            *request += socket->readAll();
            if (!request->contains("\r\n\r\n") || m_answers.isEmpty())
                return;
            m_requests.append(*request);
            socket->write(m_answers.takeFirst());
            socket->disconnectFromHost();
        });
    });
    writeAddress("http://127.0.0.1:" + QByteArray::number(m_server->serverPort()) + '\n');
    QFile token(m_dir->filePath(u"token"_s));
    QVERIFY(token.open(QFile::WriteOnly));
    token.write(QByteArray(43, 'T') + '\n');
}

void tst_CtlServer::cleanup()
{
    if (m_program && m_program->state() != QProcess::NotRunning) {
        m_program->kill();
        m_program->waitForFinished();
    }
    m_program.reset();
}

void tst_CtlServer::writeAddress(const QByteArray &line)
{
    m_address = std::make_unique<QFile>(m_dir->filePath(u"address"_s));
    QVERIFY(m_address->open(QFile::WriteOnly | QFile::Truncate | QFile::Unbuffered));
    QVERIFY(m_address->setPermissions(QFile::ReadOwner | QFile::WriteOwner));
    m_address->write(line);
    QCOMPARE(::flock(m_address->handle(), LOCK_EX), 0);
}

void tst_CtlServer::start(const QStringList &arguments)
{
    m_program = std::make_unique<QProcess>();
    m_program->start(QStringLiteral(BELAYERCTL_PROGRAM),
                     QStringList{u"--data-dir"_s, m_dir->path()} + arguments, QIODevice::ReadOnly);
}

void tst_CtlServer::startShell(const QString &line)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString folder = QFileInfo(QStringLiteral(BELAYERCTL_PROGRAM)).path();
    environment.insert(u"PATH"_s, folder + u':' + environment.value(u"PATH"_s));
    environment.insert(u"DIR"_s, m_dir->path());
    environment.insert(u"TERM"_s, u"xterm"_s);
    environment.remove(u"NO_COLOR"_s);
    m_program = std::make_unique<QProcess>();
    m_program->setProcessEnvironment(environment);
    m_program->start(u"bash"_s, {u"-c"_s, line}, QIODevice::ReadOnly);
}

int tst_CtlServer::exitCode()
{
    // The server needs the event loop, so there is no waitForFinished().
    const bool ended =
        QTest::qWaitFor([this] { return m_program->state() == QProcess::NotRunning; }, patienceMs);
    return ended && m_program->exitStatus() == QProcess::NormalExit ? m_program->exitCode() : -1;
}

void tst_CtlServer::tokenAndHostAreSent()
{
    answer(json(running));
    start({u"show"_s, u"a b/../ü"_s});
    QCOMPARE(exitCode(), 0);
    const QByteArray request = m_requests.value(0);
    QVERIFY(request.startsWith("GET /api/v1/jobs/a%20b%2F..%2F%C3%BC HTTP/1.1\r\n"));
    QVERIFY(request.contains("\r\nHost: 127.0.0.1:" + QByteArray::number(m_server->serverPort()) + "\r\n"));
    QVERIFY(request.contains("\r\nAuthorization: Bearer " + QByteArray(43, 'T') + "\r\n"));
}

void tst_CtlServer::pagesAreFollowed()
{
    answer(json(R"({"jobs":[)" + running + R"(],"next":"c/1"})"));
    answer(json(R"({"jobs":[)" + failed + R"(],"next":null})"));
    start({u"ls"_s, u"--state"_s, u"failed"_s, u"--search"_s, u"x&y"_s});
    QCOMPARE(exitCode(), 0);
    QVERIFY(m_requests.value(0).startsWith("GET /api/v1/jobs?state=failed&q=x%26y&limit=50 "));
    QVERIFY(m_requests.value(1).startsWith("GET /api/v1/jobs?state=failed&q=x%26y&limit=49&cursor=c%2F1 "));
    QCOMPARE(output(), QByteArray("ID  STATE    ELAPSED  NAME  KIND     PROGRESS\n"
                                  "a   running  5ms      A     command\n"
                                  "a   failed   0ms      A     command\n"));
}

void tst_CtlServer::limitEndsThePages()
{
    answer(json(R"({"jobs":[)" + running + R"(],"next":"c"})"));
    start({u"ls"_s, u"-n1"_s, u"--json"_s});
    QCOMPARE(exitCode(), 0);
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(output().contains(R"("next":"c")"));
}

void tst_CtlServer::brokenStreamGoesOnWhereItBroke()
{
    answer(stream + chunk("one ") + "8\r\ntwo"); // and no more
    answer(json(running));
    answer(stream + chunk(" three\n") + "0\r\n\r\n");
    answer(json(failed));
    answer(stream + "0\r\n\r\n");
    start({u"log"_s, u"-f"_s, u"a"_s});
    QCOMPARE(exitCode(), 0);
    QCOMPARE(output(), QByteArray("one two three\n"));
    QVERIFY(m_requests.value(0).startsWith("GET /api/v1/jobs/a/log?offset=0&follow=1 "));
    QVERIFY(m_requests.value(2).startsWith("GET /api/v1/jobs/a/log?offset=7&follow=1 "));
    QVERIFY(m_requests.value(4).startsWith("GET /api/v1/jobs/a/log?offset=14 "));
}

void tst_CtlServer::outputBeforeTheStartIsWaitedFor()
{
    answer(json(running, "201 Created"));
    answer(problem("404 Not Found", "no_log"));
    answer(json(running));
    answer(stream + chunk("hello\n") + "0\r\n\r\n");
    answer(json(failed));
    answer(stream + "0\r\n\r\n");
    start({u"run"_s, u"true"_s});
    QCOMPARE(exitCode(), 3);
    QCOMPARE(output(), QByteArray("hello\n"));
    QCOMPARE(errors(), QByteArray()); // the program's own words are enough
}

void tst_CtlServer::droppedOutputIsSaid()
{
    answer("HTTP/1.1 200 OK\r\nLog-Offset: 100\r\nContent-Length: 5\r\n\r\nlate\n");
    answer("HTTP/1.1 200 OK\r\nLog-Offset: 105\r\nContent-Length: 0\r\n\r\n");
    start({u"log"_s, u"a"_s});
    QCOMPARE(exitCode(), 0);
    QCOMPARE(output(), QByteArray("late\n"));
    QVERIFY(errors().contains("100 bytes"));
    QVERIFY(m_requests.value(1).startsWith("GET /api/v1/jobs/a/log?offset=105 "));
}

void tst_CtlServer::eventsAreLines()
{
    const QByteArray progressed = QByteArray(running).replace("running\"", "running\",\"progress\":{}");
    answer(stream + chunk("event: snapshot\nid: 1\ndata: {\"jobs\":[" + running + "],\"removed\":[]}\n\n") +
           chunk("event: change\nid: 2\ndata: {\"jobs\":[" + progressed +
                 "],\"removed\":[]}\n\n: still here\n\n") +
           chunk("event: change\nid: 3\ndata: {\"jobs\":[" + failed + "],\"removed\":[]}\n\n") +
           chunk("event: change\nid: 4\ndata: {\"jobs\":[],\"removed\":[\"a\"]}\n\n"));
    start({u"events"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->canReadLine(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->peek(10'000).count('\n') >= 3, patienceMs);
    const QList<QByteArray> lines = output().split('\n');
    QVERIFY(lines.at(0).endsWith(" running     a A"));
    QVERIFY(lines.at(1).endsWith(" failed      a A"));
    QVERIFY(lines.at(2).endsWith(" removed     a"));
    QCOMPARE(lines.size(), 4);
}

void tst_CtlServer::brokenEventsAreTakenUpAgain()
{
    answer(stream + chunk("event: change\nid: 41\ndata: {}\n\n"));
    answer(stream + chunk("event: reset\nid: 50\ndata: {\"why\":\"\xe2\x80\xae\"}\n\n"));
    start({u"events"_s, u"--json"_s});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->peek(10'000).count('\n') >= 2, patienceMs);
    QCOMPARE(output(), QByteArray("{\"data\":{},\"event\":\"change\",\"id\":\"41\"}\n"
                                  "{\"data\":{\"why\":\"\\u202e\"},\"event\":\"reset\",\"id\":\"50\"}\n"));
    QVERIFY(!m_requests.value(0).contains("Last-Event-ID"));
    QVERIFY(m_requests.value(1).contains("\r\nLast-Event-ID: 41\r\n"));
    m_server.reset();
    QCOMPARE(exitCode(), 3);
    QVERIFY(errors().contains("has ended"));
}

void tst_CtlServer::lostAnswerIsAskedForAgain_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("reply");
    const QByteArray accepted = json(running, "201 Created");
    QTest::newRow("run") << QStringList{u"run"_s, u"--detach"_s, u"true"_s} << accepted;
    QTest::newRow("race") << QStringList{u"race"_s, u"--detach"_s, u"true"_s, u"---"_s, u"false"_s}
                          << accepted;
    QTest::newRow("group") << QStringList{u"group"_s, u"--detach"_s, u"true"_s} << accepted;
    QTest::newRow("retry") << QStringList{u"retry"_s, u"b"_s}
                           << json(R"({"results":[{"id":"b","job":)" + running + R"(}]})");
}

void tst_CtlServer::lostAnswerIsAskedForAgain()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, reply);
    answer({}); // the connection is closed instead
    answer(reply.first(30));
    answer(reply);
    start(arguments);
    QCOMPARE(exitCode(), 0);
    QCOMPARE(output(), QByteArray("a\n"));
    QCOMPARE(errors(), QByteArray());
    QCOMPARE(m_requests.size(), 3);
    QVERIFY(m_requests.at(0).contains("\r\nIdempotency-Key: "));
    QCOMPARE(m_requests.at(1), m_requests.at(0));
    QCOMPARE(m_requests.at(2), m_requests.at(0));
    for (int i = 0; i < 3; ++i)
        answer({});
    start(arguments); // another job of the same words has another key, and is not asked for without end
    QCOMPARE(exitCode(), 3);
    QCOMPARE(m_requests.size(), 6);
    QVERIFY(m_requests.at(3) != m_requests.at(0));
}

void tst_CtlServer::whatMakesNoJobIsAskedOnce()
{
    answer({});
    start({u"pause"_s, u"a"_s});
    QCOMPARE(exitCode(), 3);
    QCOMPARE(m_requests.size(), 1);
    QVERIFY(!m_requests.first().contains("Idempotency-Key"));
}

void tst_CtlServer::refusalsHaveTheirCodes_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("token") << problem("401 Unauthorized", "unauthorized") << 4 << QByteArray("/token");
    QTest::newRow("not found") << problem("404 Not Found", "not_found") << 5
                               << QByteArray("job a: the detail of not_found");
    QTest::newRow("state") << problem("409 Conflict", "wrong_state") << 6
                           << QByteArray("detail of wrong_state");
    QTest::newRow("ending") << problem("503 Service Unavailable", "shutting_down") << 3
                            << QByteArray("shutting_down");
    QTest::newRow("busy") << problem("503 Service Unavailable", "queue_full") << 6
                          << QByteArray("queue_full");
    QTest::newRow("wordless") << json("{}", "500 Internal Server Error") << 6 << QByteArray("500");
}

void tst_CtlServer::refusalsHaveTheirCodes()
{
    QFETCH(QByteArray, reply);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    answer(reply);
    start({u"show"_s, u"a"_s});
    QCOMPARE(exitCode(), code);
    const QByteArray errors = this->errors();
    QVERIFY2(errors.startsWith("belayerctl: ") && errors.contains(said), errors.constData());
    QCOMPARE(errors.count('\n'), 1);
    QCOMPARE(output(), QByteArray());
}

void tst_CtlServer::strangersAreNotBelayer_data()
{
    QTest::addColumn<QByteArray>("reply");
    QTest::newRow("not HTTP") << QByteArray("220 mail ready\r\n\r\n");
    QTest::newRow("no JSON") << json("<html>");
    QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{");
    QTest::newRow("nothing") << QByteArray();
}

void tst_CtlServer::strangersAreNotBelayer()
{
    QFETCH(QByteArray, reply);
    answer(reply);
    start({u"show"_s, u"a"_s});
    QCOMPARE(exitCode(), 3);
    QCOMPARE(errors().count('\n'), 1);
}

void tst_CtlServer::staleAddressIsNotConnectedTo()
{
    QCOMPARE(::flock(m_address->handle(), LOCK_UN), 0); // as when its Belayer was killed
    start({u"show"_s, u"a"_s});
    QCOMPARE(exitCode(), 3);
    QVERIFY(errors().contains(m_dir->path().toUtf8()));
    QVERIFY(!m_server->hasPendingConnections());
    QVERIFY(m_requests.isEmpty());
}

void tst_CtlServer::addressOfOthersIsNotTrusted()
{
    QVERIFY(m_address->setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther));
    start({u"show"_s, u"a"_s});
    QCOMPARE(exitCode(), 3);
    QVERIFY(errors().contains("someone else"));
    for (const char *line : {"http://localhost:80\n", "https://127.0.0.1:80\n", "http://127.0.0.1:0\n",
                             "http://127.0.0.1:80 x\n", "http://127.0.0.1:80", ""}) {
        writeAddress(line);
        start({u"show"_s, u"a"_s});
        QCOMPARE(exitCode(), 3);
        QVERIFY2(errors().contains("holds no address"), line);
    }
}

void tst_CtlServer::hostileJobsReachNoTerminal()
{
    const QByteArray job =
        R"({"id":"a\u001b[2J","name":"\u001b]0;x\u0007\u009b","kind":"\n","state":"\u202e"})";
    for (const QStringList &arguments : {QStringList{u"ls"_s}, {u"ls"_s, u"--json"_s}}) {
        answer(json(R"({"jobs":[)" + job + R"(],"next":null})"));
        start(arguments);
        QCOMPARE(exitCode(), 0);
        const QString all = QString::fromUtf8(output());
        QCOMPARE(all.count(u'\n'), arguments.size() == 1 ? 2 : 1);
        for (const char16_t bad : {u'\x1b', u'\x07', u'\x9b', u'\x202e'})
            QVERIFY(!all.contains(QChar(bad)));
    }
}

void tst_CtlServer::terminalGetsColoursAndItsWidth()
{
    const QByteArray jobs = R"({"jobs":[)" +
                            QByteArray(running).replace("\"A\"", '"' + QByteArray(99, 'n') + '"') +
                            R"(],"next":"more"})";
    answer(json(jobs));
    startShell(u"script -qec 'stty cols 48; belayerctl --data-dir $DIR ls -n1' /dev/null"_s);
    QCOMPARE(exitCode(), 0);
    const QByteArray coloured = output();
    QVERIFY2(coloured.contains("\x1b[36mrunning\x1b[m"), coloured.constData());
    QVERIFY(coloured.contains("--limit")); // there are more
    QVERIFY(coloured.contains("nnn\xe2\x80\xa6"));
    answer(json(jobs));
    startShell(u"script -qec 'stty cols 48; NO_COLOR=1 belayerctl --data-dir $DIR ls -n1' /dev/null"_s);
    QCOMPARE(exitCode(), 0);
    QCOMPARE(output(), QByteArray(coloured).replace("\x1b[36m", "").replace("\x1b[m", ""));
}

void tst_CtlServer::idsAreCompletedAndNeverRun()
{
    answer(
        json(R"x({"jobs":[{"id":"build-1"},{"id":"b$(touch${IFS}$DIR/ran)"},{"id":"other"}],"next":null})x"));
    startShell(u"source %1; COMP_WORDS=(belayerctl --data-dir $DIR cancel b); COMP_CWORD=4; _belayerctl;"
               "printf '%s\\n' \"${COMPREPLY[@]}\""_s.arg(
                   QStringLiteral(SOURCE_FOLDER "/packaging/belayerctl.bash")));
    QCOMPARE(exitCode(), 0);
    QCOMPARE(output(), QByteArray("build-1\nb$(touch${IFS}$DIR/ran)\n"));
    QVERIFY(!QFile::exists(m_dir->filePath(u"ran"_s)));
}

QTEST_GUILESS_MAIN(tst_CtlServer)
#include "tst_ctlserver.moc"
