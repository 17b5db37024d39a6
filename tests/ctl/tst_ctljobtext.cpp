// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/jobtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace belayer::ctl;
using namespace Qt::StringLiterals;

class tst_JobText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void durations();
    void progress();
    void detailsAreEscaped();
};

void tst_JobText::exitCodes_data()
{
    QTest::addColumn<QByteArray>("job");
    QTest::addColumn<int>("code");
    QTest::newRow("succeeded") << QByteArray(R"({"state":"succeeded","exit_code":0})") << 0;
    QTest::newRow("no program") << QByteArray(R"({"state":"succeeded","exit_code":null})") << 0;
    QTest::newRow("code") << QByteArray(R"({"state":"failed","exit_code":3,"error":{"code":"exit_code"}})")
                          << 3;
    QTest::newRow("signal") << QByteArray(R"({"state":"failed","signal":9,"error":{"code":"signal"}})")
                            << 137;
    QTest::newRow("cancelled") << QByteArray(R"({"state":"cancelled","signal":15})") << 7;
    QTest::newRow("timeout") << QByteArray(R"({"state":"failed","signal":15,"error":{"code":"timeout"}})")
                             << 8;
    QTest::newRow("not found") << QByteArray(R"({"state":"failed","error":{"code":"program_not_found"}})")
                               << 127;
    QTest::newRow("not executable") << QByteArray(R"({"state":"failed","error":{"code":"not_executable"}})")
                                    << 126;
    QTest::newRow("failed") << QByteArray(R"({"state":"failed","error":{"code":"child_failed"}})") << 1;
    QTest::newRow("failed with 0") << QByteArray(R"({"state":"failed","exit_code":0})") << 1;
    QTest::newRow("interrupted") << QByteArray(R"({"state":"interrupted"})") << 1;
}

void tst_JobText::exitCodes()
{
    QFETCH(QByteArray, job);
    QFETCH(int, code);
    const QJsonObject object = QJsonDocument::fromJson(job).object();
    QVERIFY(!object.isEmpty());
    QVERIFY(isFinished(object));
    QCOMPARE(exitCodeOf(object), code);
}

void tst_JobText::durations()
{
    QCOMPARE(durationText(850), u"850ms"_s);
    QCOMPARE(durationText(12'345), u"12.3s"_s);
    QCOMPARE(durationText(245'000), u"4m05s"_s);
    QCOMPARE(durationText(7'380'000), u"2h03m"_s);
    QCOMPARE(durationText(273'600'000), u"3d04h"_s);
}

void tst_JobText::progress()
{
    const auto text = [](const char *json) {
        return progressText({{u"progress"_s, QJsonDocument::fromJson(json).object()}});
    };
    QCOMPARE(text(R"({"done":3,"total":7,"unit":"children"})"), u"3/7 children"_s);
    QCOMPARE(text(R"({"done":1048576,"total":4194304,"unit":"bytes"})"), u"25%"_s);
    QCOMPARE(text(R"({"done":37,"total":100,"unit":"%"})"), u"37%"_s);
    QCOMPARE(text(R"({"done":5,"total":null,"unit":"bytes"})"), u"5 bytes"_s);
    QCOMPARE(progressText({{u"progress"_s, QJsonValue()}}), QString());
}

void tst_JobText::detailsAreEscaped()
{
    const QStringList lines = detailLines({{u"name"_s, u"a\x1b[2J\nid  fake"_s},
                                           {u"labels"_s, QJsonArray{u"x\x07"_s, u"y"_s}},
                                           {u"receipt"_s, QJsonObject{{u"why"_s, u"\u202e"_s}}},
                                           {u"parent"_s, QJsonValue()}});
    QCOMPARE(lines, (QStringList{u"name            a\\x1b[2J\\x0aid  fake"_s, u"labels          x\\x07 y"_s,
                                 u"receipt         {\"why\":\"\\u202e\"}"_s}));
}

QTEST_GUILESS_MAIN(tst_JobText)
#include "tst_ctljobtext.moc"
