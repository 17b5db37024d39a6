// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/joblist.h"

#include <QTest>

using namespace belayer::api;
using namespace belayer::engine;
using namespace Qt::StringLiterals;

class TstJobListFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneJobIsAListOfOne()
    {
        const auto specs = readJobList("\xEF\xBB\xBF {\"kind\":\"sleep\",\"params\":{\"duration_ms\":1}}\n");
        QVERIFY(specs);
        QCOMPARE(specs->size(), 1);
        QCOMPARE(specs->first().kind, u"sleep"_s);
        QCOMPARE(specs->first().params.value(u"duration_ms"_s).toLongLong(), 1);
    }
    void orderAndChildrenAreKept()
    {
        const auto specs = readJobList(R"([{"kind":"sleep","id":"a"},
            {"kind":"group","children":[{"kind":"sleep"}],"after":[{"id":"a","when":"finished"}]}])");
        QVERIFY(specs);
        QCOMPARE(specs->size(), 2);
        QCOMPARE(specs->at(1).children.size(), 1);
        QCOMPARE(specs->at(1).after.first().id.text(), u"a"_s);
    }
    void whatIsWrongIsNamedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("message");
        QTest::newRow("nothing") << QByteArray() << QString() << u"line 1, column 1"_s;
        QTest::newRow("no JSON") << QByteArray("[\n  {\"kind\":\"sleep\"}\n  \xC3\xA4]") << QString()
                                 << u"line 3, column 3"_s;
        QTest::newRow("a key twice") << QByteArray(R"({"kind":"sleep",
"kind":"x"})") << QString() << u"line 2"_s;
        QTest::newRow("empty list") << QByteArray("[]") << QString() << u"no job"_s;
        QTest::newRow("a number") << QByteArray("7") << QString() << u"must be an object"_s;
        QTest::newRow("a number in the list")
            << QByteArray(R"([{"kind":"sleep"},7])") << u"[1]"_s << u"must be an object"_s;
        QTest::newRow("no kind") << QByteArray(R"([{"name":"x"}])") << u"[0].kind"_s << u"kind is missing"_s;
        QTest::newRow("unknown field")
            << QByteArray(R"({"kind":"sleep","kidn":1})") << QString() << u"unknown field"_s;
        QTest::newRow("in a child") << QByteArray(R"([{"kind":"group","children":[{"kind":5}]}])")
                                    << u"[0].children[0].kind"_s << u"must be a text"_s;
    }
    void whatIsWrongIsNamedWithItsPlace()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, field);
        QFETCH(QString, message);
        const auto specs = readJobList(text);
        QVERIFY(!specs);
        QCOMPARE(specs.refusal().field, field);
        QVERIFY2(specs.refusal().message.contains(message), qPrintable(specs.refusal().message));
    }
};

QTEST_GUILESS_MAIN(TstJobListFile)
#include "tst_joblistfile.moc"
