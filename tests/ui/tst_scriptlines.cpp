// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/scriptlines.h"

#include "ui/newjob/specoptions.h"

#include <QTest>

using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

JobSpec command(const QString &program, const QStringList &arguments = {})
{
    JobSpec spec;
    spec.kind = u"command"_s;
    spec.params = {{u"program"_s, program}, {u"arguments"_s, arguments}};
    return spec;
}

} // namespace

class TestScriptLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreQuotedWhereTheyHaveToBe()
    {
        QCOMPARE(shellWord(u"/usr/bin/make"_s), u"/usr/bin/make"_s);
        QCOMPARE(shellWord(QString()), u"''"_s);
        QCOMPARE(shellWord(u"a b"_s), u"'a b'"_s);
        QCOMPARE(shellWord(u"it's $HOME"_s), u"'it'\\''s $HOME'"_s);
    }

    void defaultsAreLeftOutOfTheBody()
    {
        QCOMPARE(specJson(command(u"true"_s)),
                 u"{\"kind\":\"command\",\"params\":{\"arguments\":[],\"program\":\"true\"}}"_s);
    }

    void aVerbIsOneCallForOneJobAndOneForMany()
    {
        const JobId a(u"a"_s);
        const QString one = verbCurl(Verb::Cancel, {a}, u"http://127.0.0.1:1"_s);
        QVERIFY2(one.endsWith(u" -X POST http://127.0.0.1:1/api/v1/jobs/a/cancel"_s), qPrintable(one));
        QVERIFY(verbCurl(Verb::ForceStart, {a}, {}).endsWith(u"http://127.0.0.1:8787/api/v1/jobs/a/start"_s));
        QVERIFY(
            verbCurl(Verb::Forget, {a}, {}).endsWith(u" -X DELETE http://127.0.0.1:8787/api/v1/jobs/a"_s));
        const QString two = verbCurl(Verb::Forget, {a, JobId(u"b"_s)}, {});
        QVERIFY2(two.endsWith(u" -d '{\"action\":\"forget\",\"ids\":[\"a\",\"b\"]}' "
                              "http://127.0.0.1:8787/api/v1/jobs/actions"_s),
                 qPrintable(two));
    }

    void everyFieldIsInTheBody()
    {
        JobSpec spec = command(u"true"_s);
        spec.labels = {u"l"_s};
        spec.timeout = 5s;
        spec.delay = 1s;
        spec.grace = 1s;
        spec.priority = -3;
        spec.retries.count = 2;
        spec.after = {{JobId(u"x"_s), After::When::Failure}};
        const QString body = specJson(spec);
        for (const QString &part :
             {u"\"labels\":[\"l\"]"_s, u"\"timeout_ms\":5000"_s, u"\"delay_ms\":1000"_s,
              u"\"grace_ms\":1000"_s, u"\"priority\":-3"_s, u"\"retries\":{\"count\":2}"_s,
              u"\"after\":[{\"id\":\"x\",\"when\":\"failure\"}]"_s})
            QVERIFY2(body.contains(part), qPrintable(part + u" in "_s + body));
    }

    void commandsAndRacesHaveALineForBelayerctl()
    {
        QCOMPARE(submitCtl(command(u"make"_s, {u"-j4"_s, u"a b"_s})), u"belayerctl run -- make -j4 'a b'"_s);
        JobSpec race;
        race.kind = u"race"_s;
        race.children = {command(u"a"_s), command(u"b"_s, {u"c"_s})};
        QCOMPARE(submitCtl(race), u"belayerctl race -- a --- b c"_s);
        race.children[1].kind = u"sleep"_s;
        QCOMPARE(submitCtl(race), QString());
    }

    void timesAreReadAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        QTest::newRow("nothing") << QString() << qint64(0);
        QTest::newRow("seconds") << u"90"_s << qint64(90'000);
        QTest::newRow("fraction") << u"1.5h"_s << qint64(5'400'000);
        QTest::newRow("sum") << u"5m 30s"_s << qint64(330'000);
        QTest::newRow("ms") << u"250ms"_s << qint64(250);
        QTest::newRow("word") << u"soon"_s << qint64(-1);
        QTest::newRow("unit") << u"5 parsecs"_s << qint64(-1);
        QTest::newRow("negative") << u"-5"_s << qint64(-1);
    }
    void timesAreReadAsPeopleWriteThem()
    {
        QFETCH(QString, text);
        const auto time = readTime(text);
        QTEST(time ? qint64(time->count()) : -1, "ms");
    }
};

QTEST_GUILESS_MAIN(TestScriptLines)
#include "tst_scriptlines.moc"
