// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/query.h"

#include "core/engine/jobstate.h"

#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using belayer::engine::JobState;
using Field = Query::Field;

namespace {

quint16 bit(JobState state)
{
    return quint16(1 << int(state));
}

} // namespace

class TestQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAndQuotedTextsAreTermsOfTheirOwn()
    {
        const Query query = parseQuery(u"  make  \"two words\" -not -\"a b\" "_s);
        QCOMPARE(query.terms.size(), 4);
        QCOMPARE(query.terms[0].values, QStringList{u"make"_s});
        QCOMPARE(query.terms[1].values, QStringList{u"two words"_s});
        QVERIFY(query.terms[2].isNegated && query.terms[3].isNegated);
        QCOMPARE(query.terms[3].values, QStringList{u"a b"_s});
        QVERIFY(query.problem.isEmpty());
    }

    void keysTakeWholeValuesAndCommasMeanOr()
    {
        const Query query =
            parseQuery(u"Label:nightly,\"a, b\" group:\"say \\\"hi\\\"\" kind:command id:42"_s);
        QCOMPARE(query.terms.size(), 4);
        QCOMPARE(query.terms[0].field, Field::Label);
        QCOMPARE(query.terms[0].values, (QStringList{u"nightly"_s, u"a, b"_s}));
        QCOMPARE(query.terms[1].values, QStringList{u"say \"hi\""_s});
        QCOMPARE(query.terms[3].field, Field::Id);
    }

    void statesAreKnownByTheirWordsAndTheirBeginnings()
    {
        QCOMPARE(parseQuery(u"state:failed"_s).terms[0].states, bit(JobState::Failed));
        QCOMPARE(parseQuery(u"state:DONE"_s).terms[0].states, bit(JobState::Succeeded));
        QCOMPARE(parseQuery(u"state:succ"_s).terms[0].states, bit(JobState::Succeeded));
        QCOMPARE(parseQuery(u"state:waiting"_s).terms[0].states, Query::waitingBit);
        QCOMPARE(parseQuery(u"state:paused,queued"_s).terms[0].states,
                 quint16(bit(JobState::Paused) | bit(JobState::Queued)));
        QVERIFY(parseQuery(u"-state:done"_s).terms[0].isNegated);
    }

    void durationsHaveUnitsAndBounds()
    {
        QCOMPARE(parseQuery(u"took:>5m"_s).terms[0].atLeast, 5min + 1ms);
        QCOMPARE(parseQuery(u"took:>=5min"_s).terms[0].atLeast, std::chrono::milliseconds(5min));
        QCOMPARE(parseQuery(u"took:90"_s).terms[0].atLeast, std::chrono::milliseconds(90s));
        QCOMPARE(parseQuery(u"took:<1.5h"_s).terms[0].atMost, std::chrono::milliseconds(90min) - 1ms);
        QCOMPARE(parseQuery(u"took:<=1h30m"_s).terms[0].atMost, std::chrono::milliseconds(90min));
        QCOMPARE(parseQuery(u"took:>250ms"_s).terms[0].atLeast, 251ms);
    }

    void whatCannotBeReadIsNamedAndTheRestHolds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("state") << u"state:purple make"_s << u"purple"_s;
        QTest::newRow("no value") << u"state: make"_s << u"state:"_s;
        QTest::newRow("duration") << u"took:>soon make"_s << u">soon"_s;
        QTest::newRow("no duration") << u"took:> make"_s << u">"_s;
        QTest::newRow("two durations") << u"took:1s,2s make"_s << u"1s,2s"_s;
    }
    void whatCannotBeReadIsNamedAndTheRestHolds()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const Query query = parseQuery(text);
        QVERIFY2(query.problem.contains(named), qPrintable(query.problem));
        QCOMPARE(query.terms.size(), 1);
        QCOMPARE(query.terms[0].values, QStringList{u"make"_s});
    }

    void anUnknownKeyIsTextAndSaysSo()
    {
        const Query query = parseQuery(u"stat:failed"_s);
        QCOMPARE(query.terms[0].field, Field::Text);
        QCOMPARE(query.terms[0].values, QStringList{u"stat:failed"_s});
        QVERIFY(query.problem.contains(u"stat:"));
        QVERIFY(parseQuery(u"http://example.org"_s).problem.isEmpty());
        QVERIFY(parseQuery(u"\"stat:failed\""_s).problem.isEmpty());
    }

    void halfTypedTextIsNoError()
    {
        QCOMPARE(parseQuery(u"\"open quo"_s).terms[0].values, QStringList{u"open quo"_s});
        QVERIFY(parseQuery(u"-"_s).isEmpty());
        QVERIFY(parseQuery(u"\"\" -\"\""_s).isEmpty());
        QVERIFY(parseQuery(u"\"trailing\\"_s).problem.isEmpty());
    }

    void choosingAtTheLeftChangesOnlyThatWish()
    {
        const QString text = u"make -state:done state:failed \"two words\""_s;
        QCOMPARE(withValues(text, Field::State, {u"running"_s}),
                 u"make -state:done  \"two words\" state:running"_s);
        QCOMPARE(withValues(u"state:failed"_s, Field::State, {}), QString());
        QCOMPARE(withValues({}, Field::Label, {u"a"_s, u"b"_s}), u"label:a,b"_s);
    }

    void whateverIsChosenIsReadBackAsItIs()
    {
        for (const QString &value : {u"plain"_s, u"two words"_s, u"a,b"_s, u"say \"hi\""_s,
                                     u"back\\slash x"_s, u"back\\slash"_s, u"-minus"_s, u"\u202E<b>"_s}) {
            const Query query = parseQuery(withValues(u"word"_s, Field::Group, {value, u"other"_s}));
            QCOMPARE(valuesOf(query, Field::Group), (QStringList{value, u"other"_s}));
        }
    }
};

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
