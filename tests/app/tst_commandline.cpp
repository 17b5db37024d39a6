// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/starterror.h"

#include <QTest>

using namespace belayer::app;
using namespace Qt::StringLiterals;

class tst_CommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivesTheDefaults();
    void everyOptionIsRead();
    void helpAndVersionOutweighTheRest();
    void loopbackAddressesAreTaken_data();
    void loopbackAddressesAreTaken();
    void mistakesNameWhatIsWrong_data();
    void mistakesNameWhatIsWrong();
    void helpTellsEveryOption();
};

void tst_CommandLine::nothingGivesTheDefaults()
{
    const CommandLine line = parseCommandLine({});
    QCOMPARE(line.wish, CommandLine::Wish::Run);
    QCOMPARE(line.display, CommandLine::Display::Window);
    QCOMPARE(line.http, CommandLine::Http::On);
    QCOMPARE(line.board, CommandLine::Board::Empty);
    QCOMPARE(line.address, QHostAddress(QHostAddress::LocalHost));
    QVERIFY(!line.port); // that of the settings
    QVERIFY(line.dataDir.isEmpty());
    QCOMPARE(line.commandJobs, belayer::api::CommandJobs::Refused);
}

void tst_CommandLine::everyOptionIsRead()
{
    const CommandLine line =
        parseCommandLine({u"--headless"_s, u"--demo"_s, u"--listen"_s, u"::1"_s, u"--port=0"_s,
                          u"--no-http"_s, u"--data-dir"_s, u"/tmp/a b"_s, u"--allow-command-jobs"_s});
    QCOMPARE(line.display, CommandLine::Display::Headless);
    QCOMPARE(line.http, CommandLine::Http::Off);
    QCOMPARE(line.board, CommandLine::Board::Demo);
    QCOMPARE(line.commandJobs, belayer::api::CommandJobs::Allowed);
    QCOMPARE(line.address, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(line.port, quint16(0));
    QCOMPARE(line.dataDir, u"/tmp/a b"_s);
}

void tst_CommandLine::helpAndVersionOutweighTheRest()
{
    QCOMPARE(parseCommandLine({u"--help"_s}).wish, CommandLine::Wish::Help);
    QCOMPARE(parseCommandLine({u"-h"_s}).wish, CommandLine::Wish::Help);
    QCOMPARE(parseCommandLine({u"--headless"_s, u"--version"_s}).wish, CommandLine::Wish::Version);
    QCOMPARE(parseCommandLine({u"-v"_s}).wish, CommandLine::Wish::Version);
}

void tst_CommandLine::loopbackAddressesAreTaken_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void tst_CommandLine::loopbackAddressesAreTaken()
{
    QFETCH(QString, text);
    QVERIFY(parseCommandLine({u"--listen"_s, text}).address.isLoopback());
}

void tst_CommandLine::mistakesNameWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const QStringList &arguments, const QString &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("unknown", {u"--headles"_s}, u"--headles"_s);
    row("unknown letter", {u"-x"_s}, u"-x"_s);
    row("extra argument", {u"jobs"_s}, u"jobs"_s);
    row("port without value", {u"--port"_s}, u"--port"_s);
    row("port empty", {u"--port="_s}, u"--port"_s);
    row("port too big", {u"--port"_s, u"65536"_s}, u"65536"_s);
    row("port negative", {u"--port"_s, u"-1"_s}, u"-1"_s);
    row("port no number", {u"--port"_s, u"http"_s}, u"http"_s);
    row("port with sign", {u"--port"_s, u"+80"_s}, u"+80"_s);
    row("port with space", {u"--port"_s, u" 80"_s}, u" 80"_s);
    row("port twice", {u"--port"_s, u"1"_s, u"--port"_s, u"2"_s}, u"--port"_s);
    row("listen name", {u"--listen"_s, u"example.org"_s}, u"example.org"_s);
    row("listen nothing", {u"--listen"_s, QString()}, u"--listen"_s);
    row("data-dir nothing", {u"--data-dir"_s, QString()}, u"--data-dir"_s);
    row("flag with value", {u"--headless=yes"_s}, u"headless"_s);
    row("help beside a mistake", {u"--help"_s, u"--headles"_s}, u"--headles"_s);
}

void tst_CommandLine::mistakesNameWhatIsWrong()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    try {
        parseCommandLine(arguments);
        QFAIL("was taken");
    } catch (const StartError &error) {
        QCOMPARE(error.code(), ExitCode::BadStart);
        QVERIFY2(error.message().contains(named), qPrintable(error.message()));
        QVERIFY2(error.message().contains(u';'), qPrintable(error.message())); // a remedy follows
    }
}

void tst_CommandLine::helpTellsEveryOption()
{
    const QString help = helpText();
    for (const char *name : {"--headless", "--demo", "--listen ADDRESS", "--port N", "--no-http",
                             "--data-dir DIR", "--allow-command-jobs", "--version", "--help"})
        QVERIFY2(help.contains(QString::fromLatin1(name)), name);
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
