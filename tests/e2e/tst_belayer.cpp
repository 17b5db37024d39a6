// SPDX-License-Identifier: GPL-3.0-or-later
// The built program from outside: its command line, its exit codes, real curl, its end.
#include "tests/http/httpclient.h"
#include "tests/e2e/program.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using belayer::test::patienceMs;
using belayer::test::Program;

namespace {

qsizetype threadCount(qint64 pid)
{
    return QDir(u"/proc/%1/task"_s.arg(pid)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace

class tst_Belayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void versionAndHelp();
    void mistakesEndWith2_data();
    void mistakesEndWith2();
    void needsADisplayUnlessHeadless();
    void unopenableDisplayEndsWith2();
    void headlessNeedsNoDisplayAndLeavesAToken();
    void curlGetsTheLessonsAnswers();
    void downloadNeverAsksItsOwnServer();
    void wrongTokensNeitherLockOutNorFillTheLog();
    void settingsWidenAndClose();
    void takenPortEndsWith2();
    void secondHeadlessInstanceEndsWith3();
    void killedInstanceLeavesNoLock();
    void noHttpListensNowhere();
    void endsInGoodOrder_data();
    void endsInGoodOrder();
    void endsWithClientsWaiting();
    void interruptCountsInTheBackgroundToo();
    void hangUpUnderNohupDoesNot();
    void secondInterruptHurries();
    void secondWindowBringsFirstForward();
    void windowGoesOnWithoutItsPort();
    void windowWithRunningJobsEndsInGoodOrder_data();
    void windowWithRunningJobsEndsInGoodOrder();

private:
    std::unique_ptr<Program> belayer(const QStringList &arguments);
    /// Headless on a free port with the data directory of the test; waits until it is up.
    std::unique_ptr<Program> server(const QStringList &more = {});
    QString curl(const QStringList &arguments);
    QString address() const { return m_address; }

    std::unique_ptr<QTemporaryDir> m_dir;
    QProcessEnvironment m_environment;
    QString m_address;
};

void tst_Belayer::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "http_proxy"})
        m_environment.remove(QString::fromLatin1(name));
    m_environment.insert(u"XDG_DATA_HOME"_s, m_dir->filePath(u"xdg"_s));
}

std::unique_ptr<Program> tst_Belayer::belayer(const QStringList &arguments)
{
    return std::make_unique<Program>(QStringLiteral(BELAYER_PROGRAM), arguments, m_environment);
}

std::unique_ptr<Program> tst_Belayer::server(const QStringList &more)
{
    const QString dir = m_dir->filePath(u"data"_s);
    auto program = belayer(QStringList{u"--headless"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, dir} + more);
    const QString line = program->line();
    static const QRegularExpression form(u"\\Alistening on (http://127\\.0\\.0\\.1:\\d+)\\z"_s);
    m_address = form.match(line).captured(1);
    return program;
}

QString tst_Belayer::curl(const QStringList &arguments)
{
    Program program(u"curl"_s, QStringList{u"-sS"_s, u"-w"_s, u" %{http_code}"_s} + arguments, m_environment);
    const int code = program.exitCode();
    return code == 0 ? program.output() : u"curl failed: "_s + program.errors();
}

void tst_Belayer::versionAndHelp()
{
    auto version = belayer({u"--version"_s});
    QCOMPARE(version->exitCode(), 0);
    QVERIFY(QRegularExpression(u"\\Abelayer \\d+\\.\\d+\\.\\d+\\n\\z"_s).match(version->output()).hasMatch());
    auto help = belayer({u"--help"_s});
    QCOMPARE(help->exitCode(), 0);
    QVERIFY(help->output().contains(u"--data-dir DIR"_s));
}

void tst_Belayer::mistakesEndWith2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown") << QStringList{u"--frobnicate"_s};
    QTest::newRow("extra") << QStringList{u"--headless"_s, u"run"_s};
    QTest::newRow("port") << QStringList{u"--headless"_s, u"--port"_s, u"70000"_s};
    QTest::newRow("wide") << QStringList{u"--headless"_s, u"--listen"_s, u"0.0.0.0"_s};
    QTest::newRow("dir") << QStringList{u"--headless"_s, u"--data-dir"_s, u"/dev/null/x"_s};
    QTest::newRow("file as dir") << QStringList{u"--headless"_s, u"--data-dir"_s, u"/etc/passwd"_s};
}

void tst_Belayer::mistakesEndWith2()
{
    QFETCH(QStringList, arguments);
    auto program = belayer(arguments);
    QCOMPARE(program->exitCode(), 2);
    QVERIFY(program->output().isEmpty());
    const QString errors = program->errors();
    QVERIFY2(errors.contains(arguments.last()), qPrintable(errors));
    QCOMPARE(errors.count(u'\n'), 1);
}

void tst_Belayer::needsADisplayUnlessHeadless()
{
    auto program = belayer({});
    QCOMPARE(program->exitCode(), 2);
    QVERIFY(program->errors().contains(u"--headless"_s));
}

void tst_Belayer::unopenableDisplayEndsWith2()
{
    m_environment.insert(u"DISPLAY"_s, u":4095"_s);
    auto program = belayer({});
    QCOMPARE(program->exitCode(), 2);
    QVERIFY(program->errors().contains(u"--headless"_s));
}

void tst_Belayer::headlessNeedsNoDisplayAndLeavesAToken()
{
    auto program = server();
    QVERIFY(!address().isEmpty());
    QFile token(m_dir->filePath(u"data/token"_s));
    QVERIFY(token.open(QIODevice::ReadOnly));
    QCOMPARE(token.permissions() &
                 (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
             QFile::Permissions());
    QVERIFY(QRegularExpression(u"\\A[A-Za-z0-9_-]{43}\\n\\z"_s)
                .match(QString::fromLatin1(token.readAll()))
                .hasMatch());
}

void tst_Belayer::curlGetsTheLessonsAnswers()
{
    auto program = server();
    QVERIFY(!address().isEmpty());
    const auto get = [this](const QString &path) { return curl({address() + path}); };
    QCOMPARE(get(u"/healthz"_s), u"{\"status\":\"ok\"} 200"_s);
    QCOMPARE(get(u"/process"_s), u"{\"results\":[1,4,9]} 200"_s);
    QCOMPARE(get(u"/process-alt"_s), u"{\"results\":[1,4]} 200"_s);
    QCOMPARE(get(u"/race"_s), u"{\"winner\":\"Task 1 won!\"} 200"_s);
    QCOMPARE(get(u"/compute/12?work_ms=10"_s), u"{\"result\":144} 200"_s);
    QCOMPARE(get(u"/compute/3037000499?work_ms=0"_s), u"{\"result\":9223372030926249001} 200"_s);
    QVERIFY(get(u"/compute/3037000500"_s).endsWith(u" 422"_s));
    QVERIFY(get(u"/compute/twelve"_s).endsWith(u" 404"_s));
    QCOMPARE(get(u"/coordinated-job?work_ms=10"_s), u"{\"result\":\"Job completed\"} 200"_s);
    QCOMPARE(get(u"/data?work_ms=10"_s), u"{\"data\":\"expensive result\"} 200"_s);
    QCOMPARE(get(u"/data"_s), u"{\"data\":\"expensive result\"} 200"_s);
    QCOMPARE(curl({u"-X"_s, u"POST"_s, address() + u"/reset"_s}), u"{\"status\":\"reset\"} 200"_s);
    QVERIFY(get(u"/start-job"_s).startsWith(u"{\"job_id\":\""_s));
    const QStringList post = {u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                              u"{\"task_id\":\"a\",\"duration\":0.2}"_s, address() + u"/tasks"_s};
    QCOMPARE(curl(post), u"{\"status\":\"started\"} 200"_s);
    QVERIFY(curl(post).endsWith(u" 409"_s));
    QCOMPARE(get(u"/tasks/a"_s), u"{\"status\":\"completed\"} 200"_s);
    QCOMPARE(get(u"/tasks/none"_s), u"{\"error\":\"Task not found\"} 404"_s);
    QCOMPARE(get(u"/nothing"_s), u"{\"error\":\"Not found\"} 404"_s);
    QVERIFY(curl({u"-H"_s, u"Host: evil.example"_s, address() + u"/healthz"_s}).endsWith(u" 421"_s));
}

void tst_Belayer::downloadNeverAsksItsOwnServer()
{
    auto program = server();
    QVERIFY(!address().isEmpty());
    QFile token(m_dir->filePath(u"data/token"_s));
    QVERIFY(token.open(QIODevice::ReadOnly));
    const QString bearer = u"Authorization: Bearer "_s + QString::fromLatin1(token.readAll().trimmed());
    const QString file = m_dir->filePath(u"own.json"_s);
    const QString body =
        u"{\"id\":\"own\",\"kind\":\"download\",\"params\":{\"urls\":[\"%1/healthz\"],\"file\":\"%2\",\"digest\":\"md5:%3\"}}"_s
            .arg(address(), file, QString(32, u'0'));
    QVERIFY(curl({u"-H"_s, bearer, u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s, body,
                  address() + u"/api/v1/jobs"_s})
                .endsWith(u" 201"_s));
    const QString job = curl({u"-H"_s, bearer, address() + u"/api/v1/jobs/own?wait_ms=20000"_s});
    QVERIFY2(job.contains(u"\"code\":\"own_port\""_s), qPrintable(job));
    QVERIFY(!QFile::exists(file));
}

void tst_Belayer::wrongTokensNeitherLockOutNorFillTheLog()
{
    auto program = server();
    const quint16 port = quint16(QUrl(address()).port());
    QFile file(m_dir->filePath(u"data/token"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll().trimmed();
    const QByteArray wrong = token.left(42) + (token.endsWith('A') ? 'B' : 'A');
    const auto ask = [](belayer::test::HttpClient &client, const QByteArray &given) {
        return client.ask("POST", "/api/v1/jobs", R"({"kind":"sleep","params":{"duration_ms":0}})",
                          {{"Authorization", "Bearer " + given}, {"Content-Type", "application/json"}});
    };
    auto client = std::make_unique<belayer::test::HttpClient>(port);
    for (int i = 0; i < 1000; ++i) {
        const belayer::test::Answer answer = ask(*client, wrong);
        QCOMPARE(answer.status, 401);
        if (answer.headers.value("connection") == "close")
            client = std::make_unique<belayer::test::HttpClient>(port);
    }
    QCOMPARE(ask(*client, token).status, 201);
    QCOMPARE(belayer::test::get(port, "/api/v1/jobs/x?token=" + token).status, 401);

    program->signal(SIGTERM);
    QCOMPARE(program->exitCode(), 0);
    const QString errors = program->errors();
    QVERIFY2(errors.count(u'\n') >= 1 && errors.count(u'\n') <= 10, qPrintable(errors));
    for (const QByteArray &secret : {token, wrong}) {
        QVERIFY(!errors.contains(QString::fromLatin1(secret)));
        QDirIterator files(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile kept(files.next());
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QVERIFY2(!kept.readAll().contains(secret) || kept.fileName().endsWith(u"/data/token"),
                     qPrintable(kept.fileName()));
        }
    }
}

void tst_Belayer::settingsWidenAndClose()
{
    QVERIFY(QDir(m_dir->path()).mkdir(u"data"_s));
    QFile settings(m_dir->filePath(u"data/settings.ini"_s));
    QVERIFY(settings.open(QIODevice::WriteOnly));
    settings.write("[http]\nallowed_hosts=belayer.example, proxy.example:80\nrequire_token=all\n");
    settings.close();
    auto program = belayer({u"--headless"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, m_dir->filePath(u"data"_s),
                            u"--listen"_s, u"0.0.0.0"_s});
    const QByteArray port = program->line().section(u':', -1).toLatin1();
    QVERIFY(port.toUShort() != 0);
    const auto status = [&](const QByteArray &path, const QByteArray &host) {
        belayer::test::HttpClient client(port.toUShort());
        client.sendRaw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return client.receive().status;
    };
    QCOMPARE(status("/healthz", "belayer.example:" + port), 200);
    QCOMPARE(status("/healthz", "proxy.example:80"), 200);
    QCOMPARE(status("/healthz", "127.0.0.1:" + port), 200);
    QCOMPARE(status("/healthz", "belayer.example"), 421);
    QCOMPARE(status("/healthz", "evil.example:" + port), 421);
    QCOMPARE(status("/healthz", "0.0.0.0:" + port), 421);
    QCOMPARE(status("/process", "belayer.example:" + port), 401);
}

void tst_Belayer::takenPortEndsWith2()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    const QString port = QString::number(other.serverPort());
    auto program = belayer({u"--headless"_s, u"--port"_s, port, u"--data-dir"_s, m_dir->path()});
    QCOMPARE(program->exitCode(), 2);
    QCOMPARE(program->errors(), u"port %1 is taken; choose another with --port\n"_s.arg(port));
}

void tst_Belayer::secondHeadlessInstanceEndsWith3()
{
    auto first = server();
    QVERIFY(!address().isEmpty());
    const QString dir = m_dir->filePath(u"data"_s);
    auto second = belayer({u"--headless"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, dir});
    QCOMPARE(second->exitCode(), 3);
    QVERIFY(second->errors().contains(dir));
    QCOMPARE(curl({address() + u"/healthz"_s}), u"{\"status\":\"ok\"} 200"_s);
}

void tst_Belayer::killedInstanceLeavesNoLock()
{
    auto first = server();
    first->signal(SIGKILL);
    QCOMPARE(first->exitCode(), -1);
    auto second = server();
    QVERIFY(!address().isEmpty());
}

void tst_Belayer::noHttpListensNowhere()
{
    auto program = belayer({u"--headless"_s, u"--no-http"_s, u"--data-dir"_s, m_dir->path()});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dir->filePath(u"token"_s)), patienceMs);
    // The handlers stand before the engine does, and that before its folder.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dir->filePath(u"output"_s)), patienceMs);
    program->signal(SIGTERM);
    QCOMPARE(program->exitCode(), 0);
    QVERIFY(program->output().isEmpty());
}

void tst_Belayer::endsInGoodOrder_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void tst_Belayer::endsInGoodOrder()
{
    QFETCH(int, number);
    auto program = server({u"--demo"_s});
    QVERIFY(!address().isEmpty());
    QElapsedTimer clock;
    clock.start();
    program->signal(number);
    QCOMPARE(program->exitCode(), 0);
    QVERIFY(clock.elapsed() < 10'000);
    QCOMPARE(program->errors(), QString());
}

void tst_Belayer::endsWithClientsWaiting()
{
    auto program = server();
    QCOMPARE(curl({u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                   u"{\"task_id\":\"x\",\"duration\":1000}"_s, address() + u"/tasks"_s}),
             u"{\"status\":\"started\"} 200"_s);
    std::vector<std::unique_ptr<Program>> waiting;
    const qsizetype threads = threadCount(program->pid());
    for (int i = 0; i < 5; ++i) // curl says on stderr when it has sent its request
        waiting.push_back(std::make_unique<Program>(
            u"sh"_s, QStringList{u"-c"_s, u"exec curl -sv %1/tasks/x 2>&1"_s.arg(address())}, m_environment));
    for (const auto &client : waiting) {
        while (!client->line().startsWith(u"> Host:"_s))
            QVERIFY(client->isRunning());
    }
    QCOMPARE(curl({address() + u"/healthz"_s}), u"{\"status\":\"ok\"} 200"_s);
    QCOMPARE(threadCount(program->pid()), threads);
    program->signal(SIGTERM);
    QCOMPARE(program->exitCode(), 0);
    for (const auto &client : waiting) {
        QCOMPARE(client->exitCode(), 0);
        QVERIFY(client->output().endsWith(u"{\"status\":\"cancelled\"}"_s));
    }
}

void tst_Belayer::interruptCountsInTheBackgroundToo()
{
    Program program(u"sh"_s,
                    {u"-c"_s, u"trap '' INT; exec %1 --headless --port 0 --data-dir %2"_s.arg(
                                  QStringLiteral(BELAYER_PROGRAM), m_dir->path())},
                    m_environment);
    QVERIFY(program.line().startsWith(u"listening on "_s));
    program.signal(SIGINT);
    QCOMPARE(program.exitCode(), 0);
}

void tst_Belayer::hangUpUnderNohupDoesNot()
{
    Program program(u"sh"_s,
                    {u"-c"_s, u"trap '' HUP; exec %1 --headless --port 0 --data-dir %2"_s.arg(
                                  QStringLiteral(BELAYER_PROGRAM), m_dir->path())},
                    m_environment);
    const QString line = program.line();
    program.signal(SIGHUP);
    QCOMPARE(curl({line.section(u' ', -1) + u"/healthz"_s}), u"{\"status\":\"ok\"} 200"_s);
    program.signal(SIGTERM);
    QCOMPARE(program.exitCode(), 0);
}

void tst_Belayer::secondInterruptHurries()
{
    auto program = server({u"--demo"_s});
    QVERIFY(!address().isEmpty());
    program->signal(SIGINT);
    program->signal(SIGINT);
    QCOMPARE(program->exitCode(), 0);
}

void tst_Belayer::secondWindowBringsFirstForward()
{
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const QStringList arguments = {u"--port"_s, u"0"_s, u"--data-dir"_s, m_dir->path()};
    auto first = belayer(arguments);
    QVERIFY(first->line().startsWith(u"listening on "_s));
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dir->filePath(u"socket"_s)), patienceMs);
    auto second = belayer(arguments);
    QCOMPARE(second->exitCode(), 0);
    QVERIFY(second->output().isEmpty());
    auto headless = belayer(QStringList(u"--headless"_s) + arguments);
    QCOMPARE(headless->exitCode(), 3);
    first->signal(SIGTERM);
    QCOMPARE(first->exitCode(), 0);
}

void tst_Belayer::windowGoesOnWithoutItsPort()
{
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    auto program =
        belayer({u"--port"_s, QString::number(other.serverPort()), u"--data-dir"_s, m_dir->path()});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dir->filePath(u"socket"_s)), patienceMs);
    QVERIFY(program->isRunning());
    program->signal(SIGTERM);
    QCOMPARE(program->exitCode(), 0);
    QVERIFY(program->output().isEmpty());
}

void tst_Belayer::windowWithRunningJobsEndsInGoodOrder_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<int>("times");
    QTest::newRow("SIGTERM") << SIGTERM << 1;
    QTest::newRow("SIGINT") << SIGINT << 1;
    QTest::newRow("SIGINT twice") << SIGINT << 2;
}

void tst_Belayer::windowWithRunningJobsEndsInGoodOrder()
{
    QFETCH(int, number);
    QFETCH(int, times);
    m_environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    auto program = belayer({u"--demo"_s, u"--port"_s, u"0"_s, u"--data-dir"_s, m_dir->path()});
    const QString line = program->line();
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(m_dir->filePath(u"socket"_s)), patienceMs);
    // An answer to a new job's request comes after the demo jobs have been submitted.
    QCOMPARE(curl({line.section(u' ', -1) + u"/compute/3?work_ms=0"_s}), u"{\"result\":9} 200"_s);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < times; ++i)
        program->signal(number);
    QCOMPARE(program->exitCode(), 0);
    QVERIFY(clock.elapsed() < 10'000);
}

QTEST_GUILESS_MAIN(tst_Belayer)
#include "tst_belayer.moc"
