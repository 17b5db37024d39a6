// SPDX-License-Identifier: GPL-3.0-or-later
// An open window in which nothing happens costs the machine nothing. What a test can say exactly about
// that is how often the kernel had to wake us.
#include "tests/e2e/program.h"
#include "tests/e2e/wakeups.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_Idle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openWindowSleeps_data();
    void openWindowSleeps();
};

void tst_Idle::openWindowSleeps_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("window") << QStringList{};
    QTest::newRow("headless") << QStringList{u"--headless"_s};
}

void tst_Idle::openWindowSleeps()
{
    QFETCH(QStringList, arguments);
    const QTemporaryDir dir;
    belayer::test::Program program(QStringLiteral(BELAYER_PROGRAM),
                                   arguments + QStringList{u"--data-dir"_s, dir.path(), u"--port"_s, u"0"_s},
                                   QProcessEnvironment::systemEnvironment());
    QVERIFY(program.line().startsWith(u"listening on "));
    QVERIFY(belayer::test::becomesIdle(program.pid()));
    const qint64 before = belayer::test::wakeUps(program.pid());
    std::this_thread::sleep_for(10s); // the claim is about time
    QVERIFY(program.isRunning());
    QCOMPARE(belayer::test::wakeUps(program.pid()), before);
    program.signal(SIGTERM);
    QCOMPARE(program.exitCode(), 0);
}

QTEST_GUILESS_MAIN(tst_Idle)
#include "tst_idle.moc"
