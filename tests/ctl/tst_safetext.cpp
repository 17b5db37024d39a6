// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/safetext.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace belayer::ctl;
using namespace Qt::StringLiterals;

class tst_SafeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesCannotReachTheTerminal();
    void jsonMeansTheSameEscaped();
    void outputIsFilteredWhereverItIsCut_data();
    void outputIsFilteredWhereverItIsCut();
    void coloursEndWithTheOutput();
};

void tst_SafeText::namesCannotReachTheTerminal()
{
    QCOMPARE(escaped(u"\x1b]0;owned\x07\r\n\t\x9b"_s + u'\u202e' + u'\u2066' + u"é 漢 \\"_s),
             u"\\x1b]0;owned\\x07\\x0d\\x0a\\x09\\u009b\\u202e\\u2066é 漢 \\"_s);
}

void tst_SafeText::jsonMeansTheSameEscaped()
{
    const QJsonObject object{{u"name"_s, u"\x1b[31m\u009b\u202e\x7f\"\\é"_s}};
    const QByteArray json = escapedJson(QJsonDocument(object).toJson());
    for (const char c : json)
        QVERIFY(uchar(c) >= 0x20 ? uchar(c) != 0x7f : c == '\n');
    QVERIFY(!QString::fromUtf8(json).contains(u'\u009b'));
    QVERIFY(!QString::fromUtf8(json).contains(u'\u202e'));
    QCOMPARE(QJsonDocument::fromJson(json).object(), object);
}

void tst_SafeText::outputIsFilteredWhereverItIsCut_data()
{
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QByteArray>("shown");
    const auto same = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text << text; };
    same("text", "plain\ttext\r\nmore é 漢 🧗\n");
    same("colours", "\x1b[1;38:2:255:0:0mred\x1b[m\x1b[0m");
    same("progress bar", "50%\r\x1b[K100%\n");
    QTest::newRow("title") << QByteArray("\x1b]0;owned\x07") << QByteArray("\\x1b]0;owned\\x07");
    QTest::newRow("question") << QByteArray("\x1b[6n\x1b[c\x1bZ") << QByteArray("\\x1b[6n\\x1b[c\\x1bZ");
    QTest::newRow("cursor") << QByteArray("\x1b[2J\x1b[1;1H\b") << QByteArray("\\x1b[2J\\x1b[1;1H\\x08");
    QTest::newRow("private") << QByteArray("\x1b[?1049h") << QByteArray("\\x1b[?1049h");
    QTest::newRow("second set") << QByteArray("\xc2\x9b"
                                              "31m")
                                << QByteArray("\\u009b31m");
    QTest::newRow("turned around") << QByteArray("a\xe2\x80\xae") << QByteArray("a\\u202e");
    QTest::newRow("no UTF-8") << QByteArray("\x9b\xff\xc3(\xed\xa0\x80\xc0\xaf")
                              << QByteArray("\\x9b\\xff\\xc3(\\xed\\xa0\\x80\\xc0\\xaf");
    QTest::newRow("cut off") << QByteArray("a\xe6\xbc") << QByteArray("a\\xe6\\xbc");
    QTest::newRow("cut colour") << QByteArray("a\x1b[3") << QByteArray("a\\x1b\\x5b\\x33");
    QTest::newRow("escape escape") << QByteArray("\x1b\x1b[7l") << QByteArray("\\x1b\\x1b[7l");
    QTest::newRow("endless colour") << "\x1b[" + QByteArray(80, '1') + 'l'
                                    << "\\x1b[" + QByteArray(80, '1') + 'l';
}

void tst_SafeText::outputIsFilteredWhereverItIsCut()
{
    QFETCH(QByteArray, output);
    QFETCH(QByteArray, shown);
    for (qsizetype cut = 0; cut <= output.size(); ++cut) {
        OutputFilter filter;
        QByteArray all = filter.filter(QByteArrayView(output).first(cut));
        all += filter.filter(QByteArrayView(output).sliced(cut));
        all += filter.end();
        if (all != shown)
            QCOMPARE(all, shown + "\x1b[m"); // colours are set back
    }
}

void tst_SafeText::coloursEndWithTheOutput()
{
    OutputFilter filter;
    QCOMPARE(filter.filter("\x1b[31mred"), QByteArray("\x1b[31mred"));
    QCOMPARE(filter.end(), QByteArray("\x1b[m"));
    QCOMPARE(filter.end(), QByteArray());
}

QTEST_GUILESS_MAIN(tst_SafeText)
#include "tst_safetext.moc"
