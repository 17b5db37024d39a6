// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/eventparser.h"

#include <QTest>

using namespace belayer::ctl;

class tst_EventParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsAreReadWhereverTheyAreCut_data();
    void eventsAreReadWhereverTheyAreCut();
    void unfinishedEventWaits();
};

void tst_EventParser::eventsAreReadWhereverTheyAreCut_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("LF") << QByteArray("\n");
    QTest::newRow("CR LF") << QByteArray("\r\n");
    QTest::newRow("CR") << QByteArray("\r");
}

void tst_EventParser::eventsAreReadWhereverTheyAreCut()
{
    QFETCH(QByteArray, end);
    QByteArray bytes = ":comment\n\nevent: snapshot\nid: 7\ndata: {\"a\":\ndata:1}\n\nid\nevent: lost\n\n"
                       "retry: 5\ndata:  two\n\nid: 9\ndata\n\n";
    bytes.replace("\n", end);
    const QList<Event> wanted = {
        {"snapshot", "7", "{\"a\":\n1}"}, {"message", "", " two"}, {"message", "9", ""}};
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        EventParser parser;
        QList<Event> events = parser.feed(QByteArrayView(bytes).first(cut));
        events += parser.feed(QByteArrayView(bytes).sliced(cut));
        QCOMPARE(events, wanted);
    }
}

void tst_EventParser::unfinishedEventWaits()
{
    EventParser parser;
    QVERIFY(parser.feed("data: x\n").isEmpty());
    QCOMPARE(parser.feed("\n").size(), 1);
}

QTEST_GUILESS_MAIN(tst_EventParser)
#include "tst_eventparser.moc"
