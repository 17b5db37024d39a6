// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commandline.h"
#include "ctl/failure.h"
#include "ctl/specs.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace belayer::ctl;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// The message of the refusal, or nothing if there was none.
QString refusalOf(const QStringList &arguments)
{
    try {
        parseCommandLine(arguments);
    } catch (const Failure &failure) {
        return failure.code() == ExitCode::Usage ? failure.message() : u"another failure"_s;
    }
    return {};
}

} // namespace

class tst_Invocation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programKeepsItsOwnOptions();
    void dashesEndOptions();
    void racersAreParted();
    void runPassesTheParting();
    void optionsAreReadInEveryForm();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void helpOutweighs();
    void durations_data();
    void durations();
    void specHoldsAllThatIsAsked();
    void groupSpecHoldsItsPrograms();
    void unsetVariableIsRefused();
};

void tst_Invocation::programKeepsItsOwnOptions()
{
    const Invocation run =
        parseCommandLine({u"run"_s, u"-n"_s, u"build"_s, u"make"_s, u"-j4"_s, u"--json"_s});
    QCOMPARE(run.command, Command::Run);
    QCOMPARE(run.job.name, u"build"_s);
    QCOMPARE(run.programs, (QList<QStringList>{{u"make"_s, u"-j4"_s, u"--json"_s}}));
    QCOMPARE(run.format, Invocation::Format::Text);
}

void tst_Invocation::dashesEndOptions()
{
    const Invocation run = parseCommandLine({u"run"_s, u"--"_s, u"--strange"_s, u"--"_s, u""_s});
    QCOMPARE(run.programs, (QList<QStringList>{{u"--strange"_s, u"--"_s, u""_s}}));
    QCOMPARE(parseCommandLine({u"show"_s, u"--"_s, u"-id"_s}).ids, QStringList(u"-id"_s));
}

void tst_Invocation::racersAreParted()
{
    const Invocation race =
        parseCommandLine({u"race"_s, u"--"_s, u"a"_s, u"1"_s, u"---"_s, u"b"_s, u"---"_s, u"c"_s});
    QCOMPARE(race.programs, (QList<QStringList>{{u"a"_s, u"1"_s}, {u"b"_s}, {u"c"_s}}));
}

void tst_Invocation::runPassesTheParting()
{
    QCOMPARE(parseCommandLine({u"run"_s, u"a"_s, u"---"_s, u"b"_s}).programs,
             (QList<QStringList>{{u"a"_s, u"---"_s, u"b"_s}}));
}

void tst_Invocation::optionsAreReadInEveryForm()
{
    const Invocation list = parseCommandLine(
        {u"ls"_s, u"-sfailed"_s, u"--limit=7"_s, u"--search"_s, u"a=b"_s, u"--json"_s, u"--data-dir=/x=y"_s});
    QCOMPARE(list.filter.state, u"failed"_s);
    QCOMPARE(list.filter.limit, 7);
    QCOMPARE(list.filter.search, u"a=b"_s);
    QCOMPARE(list.format, Invocation::Format::Json);
    QCOMPARE(list.dataDir, u"/x=y"_s);
    const Invocation before = parseCommandLine({u"--json"_s, u"--data-dir"_s, u"/d"_s, u"events"_s});
    QCOMPARE(before.command, Command::Events);
    QCOMPARE(before.dataDir, u"/d"_s);
    QCOMPARE(parseCommandLine({u"log"_s, u"-f"_s, u"x"_s}).following, Invocation::Following::Yes);
    QCOMPARE(parseCommandLine({u"wait"_s, u"-t"_s, u"5"_s, u"a"_s, u"b"_s}).patience, 5s);
    QCOMPARE(parseCommandLine({u"run"_s, u"-l"_s, u"a"_s, u"-lb"_s, u"x"_s}).job.labels,
             (QStringList{u"a"_s, u"b"_s}));
}

void tst_Invocation::mistakesAreNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("nothing") << QStringList() << u"command is missing"_s;
    QTest::newRow("command") << QStringList{u"frobnicate"_s} << u"\"frobnicate\""_s;
    QTest::newRow("option") << QStringList{u"ls"_s, u"--frob"_s} << u"--frob of ls"_s;
    QTest::newRow("letter") << QStringList{u"ls"_s, u"-z"_s} << u"-z of ls"_s;
    QTest::newRow("option of another")
        << QStringList{u"cancel"_s, u"--follow"_s, u"a"_s} << u"--follow of cancel"_s;
    QTest::newRow("no value") << QStringList{u"ls"_s, u"--limit"_s} << u"--limit N"_s;
    QTest::newRow("empty value") << QStringList{u"ls"_s, u"--data-dir="_s} << u"--data-dir DIR"_s;
    QTest::newRow("value too much") << QStringList{u"ls"_s, u"--json=yes"_s} << u"\"yes\""_s;
    QTest::newRow("twice") << QStringList{u"ls"_s, u"-n1"_s, u"--limit"_s, u"2"_s} << u"--limit"_s;
    QTest::newRow("number") << QStringList{u"ls"_s, u"-n"_s, u"many"_s} << u"\"many\""_s;
    QTest::newRow("beyond") << QStringList{u"run"_s, u"--priority"_s, u"101"_s, u"x"_s} << u"-100 to 100"_s;
    QTest::newRow("time") << QStringList{u"run"_s, u"--timeout"_s, u"soon"_s, u"x"_s} << u"\"soon\""_s;
    QTest::newRow("no id") << QStringList{u"cancel"_s} << u"cancel needs an id"_s;
    QTest::newRow("empty id") << QStringList{u"cancel"_s, u""_s} << u"empty"_s;
    QTest::newRow("two ids") << QStringList{u"log"_s, u"a"_s, u"b"_s} << u"\"b\""_s;
    QTest::newRow("operand") << QStringList{u"ls"_s, u"x"_s} << u"\"x\""_s;
    QTest::newRow("no program") << QStringList{u"run"_s, u"--"_s} << u"run lacks a program"_s;
    QTest::newRow("one racer") << QStringList{u"race"_s, u"a"_s} << u"race lacks a program"_s;
    QTest::newRow("empty racer") << QStringList{u"race"_s, u"a"_s, u"---"_s} << u"race lacks a program"_s;
    QTest::newRow("empty word") << QStringList{u"run"_s, u""_s} << u"run lacks a program"_s;
}

void tst_Invocation::mistakesAreNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const QString refusal = refusalOf(arguments);
    QVERIFY2(refusal.contains(named), qPrintable(refusal));
    QVERIFY(refusal.contains(u"belayerctl"_s)); // the remedy
}

void tst_Invocation::helpOutweighs()
{
    QCOMPARE(parseCommandLine({u"--help"_s}).command, Command::Help);
    for (const QStringList &arguments :
         {QStringList{u"cancel"_s, u"--help"_s}, {u"help"_s, u"cancel"_s}, {u"--help"_s, u"cancel"_s}}) {
        const Invocation help = parseCommandLine(arguments);
        QCOMPARE(help.command, Command::Help);
        QCOMPARE(help.topic, std::optional(Command::Cancel));
        QVERIFY(helpText(help.topic).startsWith(u"Usage: belayerctl cancel ID..."_s));
    }
    QCOMPARE(parseCommandLine({u"--version"_s}).command, Command::Version);
}

void tst_Invocation::durations_data()
{
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("90") << qint64(90'000);
    QTest::newRow("1.5h") << qint64(5'400'000);
    QTest::newRow("250ms") << qint64(250);
    QTest::newRow("5m") << qint64(300'000);
    QTest::newRow("2d") << qint64(172'800'000);
    QTest::newRow("0") << qint64(0);
    for (const char *bad : {"", "s", "-1", "1e3", "1 s", "1.2.3", "5w", "99999999999999999d", "nan", "0x5"})
        QTest::newRow(*bad ? bad : "empty") << qint64(-1);
}

void tst_Invocation::durations()
{
    QFETCH(qint64, milliseconds);
    const QString text = QString::fromLatin1(QTest::currentDataTag());
    const auto read = readDuration(text == u"empty" ? QString() : text);
    QCOMPARE(read ? read->count() : -1, milliseconds);
}

void tst_Invocation::specHoldsAllThatIsAsked()
{
    const QJsonObject spec = specOf(parseCommandLine(
        {u"run"_s,       u"--id"_s,    u"b"_s,        u"-n"_s,      u"Build"_s, u"-l"_s,         u"night"_s,
         u"--cwd"_s,     u"/tmp"_s,    u"-e"_s,       u"A=x=y"_s,   u"-t"_s,    u"2m"_s,         u"--delay"_s,
         u"1"_s,         u"--grace"_s, u"250ms"_s,    u"--after"_s, u"first"_s, u"--priority"_s, u"-5"_s,
         u"--retries"_s, u"3"_s,       u"--detach"_s, u"make"_s,    u"all"_s}));
    const QJsonObject wanted{
        {u"kind"_s, u"command"_s},
        {u"id"_s, u"b"_s},
        {u"name"_s, u"Build"_s},
        {u"labels"_s, QJsonArray{u"night"_s}},
        {u"timeout_ms"_s, 120'000},
        {u"delay_ms"_s, 1'000},
        {u"grace_ms"_s, 250},
        {u"priority"_s, -5},
        {u"retries"_s, QJsonObject{{u"count"_s, 3}}},
        {u"after"_s, QJsonArray{QJsonObject{{u"id"_s, u"first"_s}, {u"when"_s, u"success"_s}}}},
        {u"params"_s, QJsonObject{{u"program"_s, u"make"_s},
                                  {u"arguments"_s, QJsonArray{u"all"_s}},
                                  {u"cwd"_s, u"/tmp"_s},
                                  {u"env"_s, QJsonObject{{u"A"_s, u"x=y"_s}}}}}};
    QCOMPARE(spec, wanted);
}

void tst_Invocation::groupSpecHoldsItsPrograms()
{
    const QJsonObject spec = specOf(parseCommandLine(
        {u"group"_s, u"--policy"_s, u"settle"_s, u"-j2"_s, u"a"_s, u"---"_s, u"b"_s, u"c"_s}));
    QCOMPARE(spec.value(u"kind"_s), u"group"_s);
    QCOMPARE(spec.value(u"policy"_s), u"settle"_s);
    QCOMPARE(spec.value(u"max_parallel"_s), 2);
    const QJsonArray children = spec.value(u"children"_s).toArray();
    QCOMPARE(children.size(), 2);
    const QJsonObject second = children.at(1).toObject().value(u"params"_s).toObject();
    QCOMPARE(second.value(u"program"_s), u"b"_s);
    QCOMPARE(second.value(u"arguments"_s), (QJsonArray{u"c"_s}));
    QCOMPARE(second.value(u"cwd"_s), QDir::currentPath());
}

void tst_Invocation::unsetVariableIsRefused()
{
    qputenv("BELAYER_TEST_SET", "here");
    qunsetenv("BELAYER_TEST_UNSET");
    const QJsonObject spec = specOf(parseCommandLine({u"run"_s, u"-e"_s, u"BELAYER_TEST_SET"_s, u"x"_s}));
    QCOMPARE(spec.value(u"params"_s).toObject().value(u"env"_s).toObject().value(u"BELAYER_TEST_SET"_s),
             u"here"_s);
    for (const QString &bad : {u"BELAYER_TEST_UNSET"_s, u"=x"_s})
        QVERIFY_THROWS_EXCEPTION(Failure, specOf(parseCommandLine({u"run"_s, u"-e"_s, bad, u"x"_s})));
}

QTEST_GUILESS_MAIN(tst_Invocation)
#include "tst_invocation.moc"
