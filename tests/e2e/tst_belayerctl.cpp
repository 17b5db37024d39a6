// SPDX-License-Identifier: GPL-3.0-or-later
// belayerctl with a real, headless Belayer: exit codes, signals, outputs, the manual and the README.
#include "tests/e2e/program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using belayer::test::Program;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString sourceFile(const QString &path)
{
    return QStringLiteral(SOURCE_FOLDER "/") + path;
}

/// Says "ready", and ends politely when it is asked to.
const QStringList untilAsked = {u"sh"_s, u"-c"_s,
                                u"trap 'echo bye; exit 0' TERM; echo ready; while :; do sleep 0.05; done"_s};
/// Says "ready" and does not listen.
const QStringList stubborn = {u"sh"_s, u"-c"_s, u"trap '' TERM; echo ready; while :; do sleep 0.05; done"_s};

} // namespace

class tst_Belayerctl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void openLeadsToTheDashboard();
    void runEndsAsItsProgram_data();
    void runEndsAsItsProgram();
    void outputIsPassedByteForByte();
    void runHappensHere();
    void signalCancelsAndIsWaitedFor_data();
    void signalCancelsAndIsWaitedFor();
    void secondSignalLeavesAtOnce();
    void signalIsHeardWhileNobodyReads();
    void ignoredSignalStaysIgnored();

    void readerWhoLeavesCancels();
    void raceShowsTheWinner();
    void groupShowsAllInOrder();
    void detachedJobObeysVerbs();
    void waitTakesManyAndGivesUp();
    void jsonIsValid();
    void terminalIsProtected();
    void commandsThatAreOffAreRefused();
    void notRunningIsSaid();
    void wrongTokenIsSaid();
    void fullDiskIsSaid();
    void addressIsPrivateAndGoesWithItsBelayer();
    void manualIsCleanAndWhole();
    void completionKnowsCommandsAndOptions();
    void readmeExamplesWork();
    void openLeavesNoPageBehind();

private:
    std::unique_ptr<Program> server(const QStringList &more = {u"--allow-command-jobs"_s});
    std::unique_ptr<Program> ctl(const QStringList &arguments);
    /// Waits for its end; empty unless it ends with 0.
    QString outputOf(const QStringList &arguments);
    QString stateOf(const QString &id);
    std::unique_ptr<Program> bash(const QString &script);
    QString dataDir() const { return m_dir->filePath(u"belayer"_s); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTemporaryDir> m_opened; ///< where a page was left for a browser
    QProcessEnvironment m_environment;
};

void tst_Belayerctl::initTestCase()
{
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "http_proxy", "NO_COLOR"})
        m_environment.remove(QString::fromLatin1(name));
    const QString folder = QFileInfo(QStringLiteral(BELAYERCTL_PROGRAM)).path();
    m_environment.insert(u"PATH"_s, folder + u':' + m_environment.value(u"PATH"_s));
    m_environment.insert(u"TERM"_s, u"xterm"_s);
}

void tst_Belayerctl::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_environment.insert(u"XDG_DATA_HOME"_s, m_dir->path()); // found without --data-dir
}

std::unique_ptr<Program> tst_Belayerctl::server(const QStringList &more)
{
    auto program =
        std::make_unique<Program>(QStringLiteral(BELAYER_PROGRAM),
                                  QStringList{u"--headless"_s, u"--port"_s, u"0"_s} + more, m_environment);
    if (!program->line().startsWith(u"listening on "_s))
        return nullptr;
    return program;
}

std::unique_ptr<Program> tst_Belayerctl::ctl(const QStringList &arguments)
{
    return std::make_unique<Program>(QStringLiteral(BELAYERCTL_PROGRAM), arguments, m_environment);
}

QString tst_Belayerctl::outputOf(const QStringList &arguments)
{
    const auto program = ctl(arguments);
    return program->exitCode() == 0 ? program->output().trimmed() : QString();
}

QString tst_Belayerctl::stateOf(const QString &id)
{
    return QJsonDocument::fromJson(outputOf({u"show"_s, u"--json"_s, id}).toUtf8())
        .object()
        .value(u"state"_s)
        .toString();
}

std::unique_ptr<Program> tst_Belayerctl::bash(const QString &script)
{
    return std::make_unique<Program>(u"bash"_s, QStringList{u"-c"_s, script}, m_environment);
}

/// The first of all tests, and what becomes of the page is looked at in the last one: it stays for half a
/// minute.
void tst_Belayerctl::openLeadsToTheDashboard()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const QString page = dataDir() + u"/dashboard.html"_s;
    const QString opened = m_dir->filePath(u"opened"_s);
    const QString fakeBrowser =
        u"mkdir $XDG_DATA_HOME/bin; printf '#!/bin/sh\\nprintf \"%%s\" \"$*\" >%1; exit $CODE\\n'"
        " >$XDG_DATA_HOME/bin/xdg-open; chmod +x $XDG_DATA_HOME/bin/xdg-open;"_s.arg(opened);
    const QString open = u"PATH=$XDG_DATA_HOME/bin:$PATH DISPLAY=:0 CODE=%1 belayerctl open"_s;
    const auto failed = bash(fakeBrowser + open.arg(1));
    QCOMPARE(failed->exitCode(), 1);
    QVERIFY(failed->errors().contains(u"belayerctl token"_s));
    QVERIFY(!QFile::exists(page));
    const auto good = bash(open.arg(0));
    QCOMPARE(good->exitCode(), 0); // with the page still there: nobody waits for its end
    const QString url = contentOf(dataDir() + u"/address"_s).trimmed();
    QVERIFY(good->output().contains(url + u"/;"_s));
    QCOMPARE(contentOf(opened), page); // and no token
    QVERIFY(contentOf(page).contains(u"url=%1/#token=%2\""_s.arg(url, outputOf({u"token"_s}))));
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(page).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 07777), 0600);
    m_opened = std::move(m_dir);
}

void tst_Belayerctl::openLeavesNoPageBehind()
{
    QVERIFY(m_opened);
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(m_opened->filePath(u"belayer/dashboard.html"_s)), 60'000);
}

void tst_Belayerctl::runEndsAsItsProgram_data()
{
    QTest::addColumn<QStringList>("program");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("said");
    const auto shell = [](const QString &line) { return QStringList{u"sh"_s, u"-c"_s, line}; };
    QTest::newRow("good") << QStringList{u"true"_s} << 0 << QString();
    QTest::newRow("code") << shell(u"exit 3"_s) << 3 << QString();
    QTest::newRow("255") << shell(u"exit 255"_s) << 255 << QString();
    QTest::newRow("signal") << shell(u"kill -9 $$"_s) << 137 << u"SIGKILL"_s;
    QTest::newRow("not found") << QStringList{u"no-such-program"_s} << 127 << u"no-such-program"_s;
    QTest::newRow("not executable") << QStringList{u"/etc/passwd"_s} << 126 << u"/etc/passwd"_s;
    QTest::newRow("timeout") << QStringList{u"--timeout"_s, u"300ms"_s, u"sleep"_s, u"60"_s} << 8
                             << u"300 ms"_s;
}

void tst_Belayerctl::runEndsAsItsProgram()
{
    QFETCH(QStringList, program);
    QFETCH(int, code);
    QFETCH(QString, said);
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run = ctl(QStringList(u"run"_s) + program);
    QCOMPARE(run->exitCode(), code);
    const QString errors = run->errors();
    QCOMPARE(errors.isEmpty(), said.isEmpty()); // a code says it all
    QVERIFY2(errors.contains(said), qPrintable(errors));
}

void tst_Belayerctl::outputIsPassedByteForByte()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run = bash(u"head -c 3000000 /dev/urandom > $XDG_DATA_HOME/bytes\n"
                          "belayerctl run cat $XDG_DATA_HOME/bytes | cmp - $XDG_DATA_HOME/bytes\n"
                          "echo ${PIPESTATUS[@]}"_s);
    QCOMPARE(run->exitCode(), 0);
    QCOMPARE(run->output(), u"0 0\n"_s);
}

void tst_Belayerctl::runHappensHere()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run = bash(u"cd $XDG_DATA_HOME && mkdir sub && export HERE=yes\n"
                          "belayerctl run -e HERE -e B='x y' --cwd sub -- sh -c 'pwd; echo $HERE \"$B\"'"_s);
    QCOMPARE(run->exitCode(), 0);
    QCOMPARE(run->output(), QFileInfo(m_dir->filePath(u"sub"_s)).canonicalFilePath() + u"\nyes x y\n"_s);
}

void tst_Belayerctl::signalCancelsAndIsWaitedFor_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void tst_Belayerctl::signalCancelsAndIsWaitedFor()
{
    QFETCH(int, number);
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run = ctl(QStringList{u"run"_s, u"--id"_s, u"x"_s} + untilAsked);
    QCOMPARE(run->line(), u"ready"_s);
    run->signal(number);
    QCOMPARE(run->exitCode(), 128 + number);
    QVERIFY(run->output().contains(u"bye"_s)); // also what it said in the end
    QCOMPARE(stateOf(u"x"_s), u"cancelled"_s);
    const auto race =
        ctl(QStringList{u"race"_s, u"--id"_s, u"y"_s} + untilAsked + QStringList(u"---"_s) + untilAsked);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"y"_s), u"running"_s, belayer::test::patienceMs);
    race->signal(number);
    QCOMPARE(race->exitCode(), 128 + number);
    QCOMPARE(stateOf(u"y"_s), u"cancelled"_s);
}

void tst_Belayerctl::secondSignalLeavesAtOnce()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run = ctl(QStringList{u"run"_s, u"--id"_s, u"x"_s, u"--grace"_s, u"10m"_s} + stubborn);
    QCOMPARE(run->line(), u"ready"_s);
    run->signal(SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"x"_s), u"cancelling"_s, belayer::test::patienceMs);
    run->signal(SIGINT);
    QCOMPARE(run->exitCode(), 130);
    QVERIFY(run->errors().contains(u"job x goes on being cancelled"_s));
    QCOMPARE(stateOf(u"x"_s), u"cancelling"_s);
}

void tst_Belayerctl::signalIsHeardWhileNobodyReads()
{
    const auto belayer = server();
    QVERIFY(belayer);
    // The fifo is open and full: like a pager that waits for a key.
    Program run(u"bash"_s,
                {u"-c"_s, u"mkfifo $XDG_DATA_HOME/fifo; exec 3<>$XDG_DATA_HOME/fifo; echo open;"
                          "exec belayerctl run --id x -- yes >$XDG_DATA_HOME/fifo"_s},
                m_environment);
    QCOMPARE(run.line(), u"open"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"x"_s), u"running"_s, belayer::test::patienceMs);
    const int fifo = ::open(qPrintable(m_dir->filePath(u"fifo"_s)), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    const auto filled = [fifo] {
        int bytes = 0;
        return ::ioctl(fifo, FIONREAD, &bytes) == 0 ? bytes : -1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(filled() > 60'000, belayer::test::patienceMs);
    run.signal(SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"x"_s), u"cancelled"_s, belayer::test::patienceMs);
    run.signal(SIGINT);
    QCOMPARE(run.exitCode(), 130);
    ::close(fifo);
}

void tst_Belayerctl::ignoredSignalStaysIgnored()
{
    const auto belayer = server();
    QVERIFY(belayer);
    Program run(u"sh"_s,
                QStringList{u"-c"_s, u"trap '' HUP; exec belayerctl run --id x \"$@\""_s, u"sh"_s} +
                    untilAsked,
                m_environment);
    QCOMPARE(run.line(), u"ready"_s);
    run.signal(SIGHUP); // nohup
    run.signal(SIGTERM);
    QCOMPARE(run.exitCode(), 128 + SIGTERM);
}

void tst_Belayerctl::readerWhoLeavesCancels()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto run =
        bash(u"belayerctl run --id x -- sh -c 'while :; do echo y; sleep 0.01; done' | head -n1\n"
             "echo ${PIPESTATUS[0]}"_s);
    QCOMPARE(run->exitCode(), 0);
    QCOMPARE(run->output(), u"y\n141\n"_s);
    QCOMPARE(run->errors(), QString());
    QCOMPARE(stateOf(u"x"_s), u"cancelled"_s);
}

void tst_Belayerctl::raceShowsTheWinner()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto race =
        ctl({u"race"_s, u"--"_s, u"sh"_s, u"-c"_s, u"echo slow; sleep 60"_s, u"---"_s, u"sh"_s, u"-c"_s,
             u"echo wrong; exit 9"_s, u"---"_s, u"sh"_s, u"-c"_s, u"sleep 0.2; echo fast"_s});
    QCOMPARE(race->exitCode(), 0);
    QCOMPARE(race->output(), u"fast\n"_s);
    const auto none = ctl({u"race"_s, u"false"_s, u"---"_s, u"false"_s});
    QCOMPARE(none->exitCode(), 1);
    QVERIFY(none->errors().contains(u"no child succeeded"_s));
    const auto first = ctl({u"race"_s, u"--policy"_s, u"first-finish"_s, u"sh"_s, u"-c"_s,
                            u"echo out; exit 9"_s, u"---"_s, u"sleep"_s, u"60"_s});
    QCOMPARE(first->exitCode(), 9);
    QCOMPARE(first->output(), u"out\n"_s);
}

void tst_Belayerctl::groupShowsAllInOrder()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto good =
        ctl({u"group"_s, u"--"_s, u"sh"_s, u"-c"_s, u"sleep 0.3; echo one"_s, u"---"_s, u"echo"_s, u"two"_s});
    QCOMPARE(good->exitCode(), 0);
    QCOMPARE(good->output(), u"one\ntwo\n"_s);
    const auto bad = ctl({u"group"_s, u"--policy"_s, u"settle"_s, u"-j1"_s, u"echo"_s, u"one"_s, u"---"_s,
                          u"sh"_s, u"-c"_s, u"echo two; exit 4"_s, u"---"_s, u"sh"_s, u"-c"_s, u"exit 5"_s});
    QCOMPARE(bad->exitCode(), 4);
    QCOMPARE(bad->output(), u"one\ntwo\n"_s);
}

void tst_Belayerctl::detachedJobObeysVerbs()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const QString id = outputOf(QStringList{u"run"_s, u"--detach"_s, u"-n"_s, u"My job"_s} + untilAsked);
    QVERIFY(!id.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(outputOf({u"log"_s, id}), u"ready"_s, belayer::test::patienceMs);
    QCOMPARE(outputOf({u"pause"_s, id}), id + u": paused"_s);
    QCOMPARE(outputOf({u"resume"_s, id}), id + u": running"_s);
    QVERIFY(outputOf({u"show"_s, id}).contains(u"My job"_s));
    QVERIFY(outputOf({u"cancel"_s, id}).startsWith(id + u": cancel"_s));
    QCOMPARE(ctl({u"wait"_s, id})->exitCode(), 7);
    const auto log = ctl({u"log"_s, u"-f"_s, id});
    QCOMPARE(log->exitCode(), 0);
    QVERIFY(log->output().endsWith(u"bye\n"_s));
    const auto late = ctl({u"cancel"_s, id, u"none"_s});
    QCOMPARE(late->exitCode(), 6); // of the first
    QCOMPARE(late->errors().count(u'\n'), 2);
    const QString again = outputOf({u"retry"_s, id});
    QVERIFY(!again.isEmpty() && again != id);
    QVERIFY(!outputOf({u"cancel"_s, again}).isEmpty());
    const auto none = ctl({u"show"_s, u"none"_s});
    QCOMPARE(none->exitCode(), 5);
    QVERIFY(none->errors().contains(u"job none: "_s));
}

void tst_Belayerctl::waitTakesManyAndGivesUp()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const QString good = outputOf({u"run"_s, u"-d"_s, u"sleep"_s, u"0.3"_s});
    const QString bad = outputOf({u"run"_s, u"-d"_s, u"sh"_s, u"-c"_s, u"exit 5"_s});
    const QString longer = outputOf({u"run"_s, u"-d"_s, u"sleep"_s, u"60"_s});
    QCOMPARE(ctl({u"wait"_s, good})->exitCode(), 0);
    const auto both = ctl({u"wait"_s, good, bad});
    QCOMPARE(both->exitCode(), 5);
    QCOMPARE(both->output().count(u'\n'), 2);
    const auto tooLong = ctl({u"wait"_s, u"--timeout"_s, u"200ms"_s, good, longer});
    QCOMPARE(tooLong->exitCode(), 8);
    QVERIFY(tooLong->errors().contains(longer));
}

void tst_Belayerctl::jsonIsValid()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const auto object = [this](const QStringList &arguments) {
        return QJsonDocument::fromJson(ctl(arguments)->outputAtEnd().toUtf8()).object();
    };
    const QJsonObject job =
        object({u"run"_s, u"--json"_s, u"-n"_s, u"\"é\" \u202e"_s, u"sh"_s, u"-c"_s, u"echo é; exit 3"_s});
    QCOMPARE(job.value(u"exit_code"_s), 3);
    QCOMPARE(job.value(u"name"_s), u"\"é\" \u202e"_s);
    const QString id = job.value(u"id"_s).toString();
    QCOMPARE(object({u"show"_s, u"--json"_s, id}), job);
    QCOMPARE(object({u"wait"_s, u"--json"_s, id}), job);
    QCOMPARE(object({u"log"_s, u"--json"_s, id}), (QJsonObject{{u"offset"_s, 0}, {u"text"_s, u"é\n"_s}}));
    QCOMPARE(object({u"cancel"_s, u"--json"_s, id}).value(u"problem"_s).toObject().value(u"code"_s),
             u"wrong_state"_s);
    QCOMPARE(object({u"token"_s, u"--json"_s}).value(u"token"_s),
             contentOf(dataDir() + u"/token"_s).trimmed());
    const QJsonObject race = object({u"race"_s, u"--json"_s, u"true"_s, u"---"_s, u"sleep"_s, u"60"_s});
    QCOMPARE(race.value(u"state"_s), u"succeeded"_s);
    QCOMPARE(race.value(u"children"_s).toArray().size(), 2);
}

void tst_Belayerctl::terminalIsProtected()
{
    const auto belayer = server();
    QVERIFY(belayer);
    const QString line =
        u"belayerctl run --id x -- printf '\\033[31mred\\033]0;owned\\007\\033[2J\\n'; belayerctl log x"_s;
    const QString filtered = u"\x1b[31mred\\x1b]0;owned\\x07\\x1b[2J\r\n\x1b[m"_s;
    const QString raw = u"\x1b[31mred\x1b]0;owned\x07\x1b[2J\n"_s;
    Program terminal(u"script"_s, {u"-qec"_s, line, u"/dev/null"_s}, m_environment);
    QCOMPARE(terminal.exitCode(), 0);
    QCOMPARE(terminal.output(), filtered + filtered);
    const auto piped = bash(u"belayerctl log x"_s);
    QCOMPARE(piped->exitCode(), 0);
    QCOMPARE(piped->output(), raw);
}

void tst_Belayerctl::commandsThatAreOffAreRefused()
{
    const auto belayer = server({});
    QVERIFY(belayer);
    const auto run = ctl({u"run"_s, u"true"_s});
    QCOMPARE(run->exitCode(), 6);
    QVERIFY(run->errors().contains(u"--allow-command-jobs"_s));
    QCOMPARE(run->output(), QString());
}

void tst_Belayerctl::notRunningIsSaid()
{
    const auto never = ctl({u"run"_s, u"true"_s});
    QCOMPARE(never->exitCode(), 3);
    const QString said = never->errors();
    QVERIFY(said.contains(dataDir()) && said.contains(u"start belayer"_s));
    QCOMPARE(said.count(u'\n'), 1);
    auto belayer = server();
    QVERIFY(belayer);
    belayer->signal(SIGKILL);
    QCOMPARE(belayer->exitCode(), -1);
    QVERIFY(QFile::exists(dataDir() + u"/address"_s)); // stale, and known to be
    const auto killed = ctl({u"show"_s, u"x"_s});
    QCOMPARE(killed->exitCode(), 3);
    QCOMPARE(killed->errors(), said);
    const auto again = server();
    QVERIFY(again);
    QCOMPARE(ctl({u"run"_s, u"true"_s})->exitCode(), 0);
}

void tst_Belayerctl::wrongTokenIsSaid()
{
    const auto belayer = server();
    QVERIFY(belayer);
    QFile token(dataDir() + u"/token"_s);
    QVERIFY(token.open(QFile::WriteOnly | QFile::Truncate));
    token.write(QByteArray(43, 'x') + '\n');
    token.close();
    const auto wrong = ctl({u"show"_s, u"x"_s});
    QCOMPARE(wrong->exitCode(), 4);
    QVERIFY(wrong->errors().contains(dataDir() + u"/token"_s));
    QVERIFY(token.remove());
    const auto missing = ctl({u"show"_s, u"x"_s});
    QCOMPARE(missing->exitCode(), 4);
    QVERIFY(missing->errors().contains(dataDir() + u"/token"_s));
}

void tst_Belayerctl::fullDiskIsSaid()
{
    const auto help = bash(u"belayerctl help > /dev/full"_s);
    QCOMPARE(help->exitCode(), 1);
    QCOMPARE(help->errors().count(u'\n'), 1);
}

void tst_Belayerctl::addressIsPrivateAndGoesWithItsBelayer()
{
    const QString path = dataDir() + u"/address"_s;
    auto belayer = server();
    QVERIFY(belayer);
    struct stat status{};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(int(status.st_mode & 07777), 0600);
    static const QRegularExpression form(u"\\Ahttp://127\\.0\\.0\\.1:\\d+\\n\\z"_s);
    QVERIFY(form.match(contentOf(path)).hasMatch());
    belayer->signal(SIGTERM);
    QCOMPARE(belayer->exitCode(), 0);
    QVERIFY(!QFile::exists(path));
    QVERIFY(!QFile::exists(path + u".new"_s));
}

void tst_Belayerctl::manualIsCleanAndWhole()
{
    const QString path = sourceFile(u"packaging/belayerctl.1"_s);
    Program groff(u"groff"_s, {u"-ww"_s, u"-mandoc"_s, u"-Tutf8"_s, u"-z"_s, path}, m_environment);
    QCOMPARE(groff.exitCode(), 0);
    QCOMPARE(groff.errors(), QString());
    const QString manual = contentOf(path).remove(u'\\');
    static const QRegularExpression words(u"^  (?:-(.), |    )?(--)?([a-z-]{2,}) "_s,
                                          QRegularExpression::MultilineOption);
    int known = 0;
    for (const QString &topic : {QString(), u"run"_s, u"race"_s, u"group"_s, u"ls"_s, u"wait"_s, u"log"_s}) {
        auto matches = words.globalMatch(
            outputOf(topic.isEmpty() ? QStringList(u"help"_s) : QStringList{u"help"_s, topic}));
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString word = match.captured(2) + match.captured(3);
            QVERIFY2(manual.contains(word), qPrintable(word));
            ++known;
        }
    }
    QVERIFY(known > 50);
}

void tst_Belayerctl::completionKnowsCommandsAndOptions()
{
    const auto complete = [this](const QString &words) {
        const auto shell = bash(
            u"source %1; COMP_WORDS=(%2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
            "_belayerctl; echo ${COMPREPLY[*]}"_s.arg(sourceFile(u"packaging/belayerctl.bash"_s), words));
        return shell->outputAtEnd().trimmed();
    };
    QCOMPARE(complete(u"belayerctl re"_s), u"resume retry"_s);
    QCOMPARE(complete(u"belayerctl help ev"_s), u"events"_s);
    QCOMPARE(complete(u"belayerctl run --de"_s), u"--delay --detach"_s);
    QCOMPARE(complete(u"belayerctl ls --state c"_s), u"cancelling cancelled"_s);
    QCOMPARE(complete(u"belayerctl ls --state = su"_s), u"succeeded"_s);
    QCOMPARE(complete(u"belayerctl cancel --data-dir = /nowhere x"_s), QString());
}

/// The block of the section "From the shell", as a reader would paste it.
void tst_Belayerctl::readmeExamplesWork()
{
    const auto belayer = server();
    QVERIFY(belayer);
    static const QRegularExpression block(u"## From the shell.*?```sh\\n(.*?)```"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    const QString examples = block.match(contentOf(sourceFile(u"README.md"_s))).captured(1);
    QVERIFY(examples.count(u"belayerctl"_s) > 8);
    const auto shell = bash(u"set -e\n"_s + examples);
    const int code = shell->exitCode();
    QVERIFY2(code == 0, qPrintable(shell->errors()));
    const QString output = shell->output();
    for (const QString &wanted : {u"built"_s, u"fast"_s, u"one\ntwo\nthree"_s, u"ended with 7"_s})
        QVERIFY2(output.contains(wanted), qPrintable(output));
}

QTEST_GUILESS_MAIN(tst_Belayerctl)
#include "tst_belayerctl.moc"
