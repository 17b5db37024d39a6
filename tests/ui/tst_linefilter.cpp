// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/linefilter.h"
#include "ui/output/outputtext.h"

#include <QTest>

#include <random>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

class TestLineFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotThereIsSeenInTheBytes_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("text");
        QTest::addColumn<Qt::CaseSensitivity>("caseSensitivity");
        QTest::addColumn<bool>("mayHold");
        const auto add = [](const char *name, const QByteArray &line, const QString &text, bool mayHold,
                            Qt::CaseSensitivity caseSensitivity = Qt::CaseInsensitive) {
            QTest::newRow(name) << line << text << caseSensitivity << mayHold;
        };
        add("there", "[ 7%] Building file99.o", u"file99"_s, true);
        add("not there", "[ 7%] Building file98.o", u"file99"_s, false);
        add("either case", "Building FILE99.o", u"file99"_s, true);
        add("one case", "Building FILE99.o", u"File99"_s, false, Qt::CaseSensitive);
        add("across colours", "\x1b[1mfile\x1b[0;32m99", u"file99"_s, true);
        add("not in colours", "\x1b[32mdone\x1b[0m", u"32m"_s, false);
        add("before the end of a line of Windows", "file99\r", u"99"_s, true);
        add("none in such a line", "file99\r", u"98"_s, false);
        add("written over", "file98\rfile99", u"nowhere"_s, true);
        add("a tab", "a\tb", u"nowhere"_s, true);
        add("letters beyond ASCII", "caf\xc3\xa9", u"nowhere"_s, true);
        add("sought beyond ASCII", "cafe", u"é"_s, true);
        add("the sign of kelvin", "\xe2\x84\xaa", u"k"_s, true);
        add("pictured", "\x07", u"^G"_s, true);
        add("nothing", "", u"x"_s, false);
    }
    void whatIsNotThereIsSeenInTheBytes()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, text);
        QFETCH(Qt::CaseSensitivity, caseSensitivity);
        QTEST(LineFilter(text, caseSensitivity).mayHold(line), "mayHold");
    }

    void noLineThatHoldsItIsLeftOut()
    {
        const QList<QByteArray> pieces{"a",      "B",        "file",  " 99",  "\x1b[31m", "\x1b[0m",
                                       "\x1b[K", "\x1b[2K",  "\x1b[", "\x1b", "\r",       "\b",
                                       "\t",     "\xc3\xa9", "\xff",  "\x07", "^G",       "\x7f"};
        std::mt19937 random(20261127); // the same every time
        const auto upTo = [&](qsizetype last) {
            return std::uniform_int_distribution<qsizetype>(0, last)(random);
        };
        int held = 0;
        for (int round = 0; round < 20'000; ++round) {
            QByteArray line;
            for (qsizetype left = upTo(8); left >= 0; --left)
                line += pieces.at(upTo(pieces.size() - 1));
            const QString shown = styledLine(line, {}).text;
            const qsizetype begin = upTo(shown.size());
            QString text = shown.mid(begin, 1 + upTo(4));
            if (text.isEmpty())
                continue;
            const auto caseSensitivity = upTo(1) == 1 ? Qt::CaseSensitive : Qt::CaseInsensitive;
            if (caseSensitivity == Qt::CaseInsensitive)
                text = text.toLower();
            if (!shown.contains(text, caseSensitivity))
                continue;
            ++held;
            QVERIFY2(LineFilter(text, caseSensitivity).mayHold(line), line.toPercentEncoding().constData());
        }
        QVERIFY(held > 10'000);
    }
};

QTEST_APPLESS_MAIN(TestLineFilter)
#include "tst_linefilter.moc"
