// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outputtext.h"

#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

class TestOutputText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesBecomeLinesWhereverTheyAreCut()
    {
        const QByteArray bytes("caf\xc3\xa9\nsecond\r\n\x1b[1;31mred\x1b[0m and \xff bad\nopen");
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            OutputText text;
            QStringList lines = text.feed(bytes.first(cut));
            lines += text.feed(bytes.sliced(cut));
            QCOMPARE(lines, (QStringList{u"café"_s, u"second"_s, u"red and \uFFFD bad"_s}));
            QCOMPARE(text.openLine(), u"open"_s);
        }
    }

    void aReturnStartsTheLineOver()
    {
        OutputText text;
        QCOMPARE(text.feed("10 %\r20 %\r"), QStringList());
        QCOMPARE(text.openLine(), u"20 %"_s);
        QCOMPARE(text.feed("done\n"), QStringList{u"done"_s});
    }

    void otherSequencesAreShownNotObeyed()
    {
        OutputText text;
        QCOMPARE(text.feed("\x1b]0;title\x07\x1b[2J\xe2\x80\xae\n"),
                 QStringList{u"^[]0;title^G^[[2J⟨U+202E⟩"_s});
    }

    void aLineWithoutEndIsCutNotGathered()
    {
        OutputText text;
        const QStringList lines = text.feed(QByteArray(3 * OutputText::maxLine + 5, 'x'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.first().size(), OutputText::maxLine);
        QCOMPARE(text.openLine().size(), 5);
    }

    void aSequenceWithoutEndIsBounded()
    {
        OutputText text;
        const QStringList lines = text.feed("\x1b[" + QByteArray(3 * OutputText::maxLine, '1'));
        QCOMPARE(lines.size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestOutputText)
#include "tst_outputtext.moc"
