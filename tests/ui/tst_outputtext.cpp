// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputtext.h"

#include "ui/look/contrast.h"
#include "ui/output/styleformat.h"

#include <QPalette>
#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

namespace {

QString text(QByteArrayView bytes)
{
    return styledLine(bytes, {}).text;
}

/// Of the first character of a line.
TextStyle firstStyle(QByteArrayView bytes)
{
    const StyledLine line = styledLine(bytes, {});
    return line.runs.isEmpty() || line.runs.first().start != 0 ? TextStyle() : line.runs.first().style;
}

TextColor indexed(int index)
{
    return {TextColor::Kind::Indexed, quint8(index), 0, 0};
}

/// All lines as they are shown, the open one last.
QStringList lines(const QList<QByteArray> &portions)
{
    const QByteArray all = portions.join();
    LineSplitter splitter(0, {});
    QStringList found;
    const auto shown = [&](const LineSplitter::Line &line, qint64 end) {
        return styledLine(QByteArrayView(all).sliced(line.begin, end - line.begin), line.style).text;
    };
    QByteArray rest;
    for (const QByteArray &portion : portions) {
        rest += portion;
        rest.remove(
            0, splitter.feed(rest, [&](const LineSplitter::Line &line) { found += shown(line, line.end); }));
    }
    found += shown(splitter.openLine(), all.size());
    return found;
}

} // namespace

class TestOutputText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesBecomeLinesWhereverTheyAreCut()
    {
        const QByteArray bytes("caf\xc3\xa9\nsecond\r\n\x1b[1;31mred\x1b[0m and \xff bad\nopen");
        for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
            QCOMPARE(lines({bytes.first(cut), bytes.sliced(cut)}),
                     (QStringList{u"café"_s, u"second"_s, u"red and \uFFFD bad"_s, u"open"_s}));
    }

    void aReturnWritesOverTheLine()
    {
        QCOMPARE(text("10 %\r20 %\r"), u"20 %"_s);
        QCOMPARE(text("100 %\rdone"), u"done%"_s);
        QCOMPARE(text("100 %\r\x1b[Kdone"), u"done"_s);
        QCOMPARE(text("100 %\x1b[2K\rok"), u"ok"_s);
        QCOMPARE(text("abc\x1b[1Kd"), u"   d"_s);
        QCOMPARE(text("12\b\b34"), u"34"_s);
        QCOMPARE(text("\b\bx"), u"x"_s);
    }

    void colorsAreReadAndTheTextIsWithoutThem_data()
    {
        using enum TextStyle::Attribute;
        QTest::addColumn<QByteArray>("sequence");
        QTest::addColumn<TextStyle>("style");
        const TextColor orange{TextColor::Kind::Rgb, 255, 128, 0};
        QTest::newRow("red") << QByteArray("31") << TextStyle{indexed(1), {}, 0};
        QTest::newRow("bright") << QByteArray("97;100") << TextStyle{indexed(15), indexed(8), 0};
        QTest::newRow("256") << QByteArray("38;5;208;48;5;17") << TextStyle{indexed(208), indexed(17), 0};
        QTest::newRow("24 bit") << QByteArray("38;2;255;128;0") << TextStyle{orange, {}, 0};
        QTest::newRow("colons") << QByteArray("38:2::255:128:0") << TextStyle{orange, {}, 0};
        QTest::newRow("colons without space")
            << QByteArray("48:2:255:128:0;1") << TextStyle{{}, orange, Bold};
        QTest::newRow("curly") << QByteArray("4:3") << TextStyle{{}, {}, Underline};
        QTest::newRow("no curly") << QByteArray("4;4:0") << TextStyle{};
        QTest::newRow("many") << QByteArray("1;2;3;4;7;9")
                              << TextStyle{{}, {}, Bold | Faint | Italic | Underline | Reverse | Strike};
        QTest::newRow("undone") << QByteArray("1;2;3;4;7;9;31;41;22;23;24;27;29;39;49") << TextStyle{};
        QTest::newRow("reset") << QByteArray("1;31;") << TextStyle{};
        QTest::newRow("concealed and blinking") << QByteArray("8;5") << TextStyle{};
        QTest::newRow("underline colour") << QByteArray("58;5;1;3") << TextStyle{{}, {}, Italic};
        QTest::newRow("out of range") << QByteArray("38;5;300;38;2;1;2;999") << TextStyle{};
        QTest::newRow("unfinished") << QByteArray("38;5") << TextStyle{};
        QTest::newRow("huge") << QByteArray("99999999999999999999;1") << TextStyle{{}, {}, Bold};
    }

    void colorsAreReadAndTheTextIsWithoutThem()
    {
        QFETCH(QByteArray, sequence);
        QFETCH(TextStyle, style);
        const QByteArray bytes = "\x1b[" + sequence + "mx";
        QCOMPARE(text(bytes), u"x"_s);
        QVERIFY(firstStyle(bytes) == style);
    }

    void aStyleLastsIntoTheNextLines()
    {
        LineSplitter splitter(0, {});
        QList<TextStyle> styles;
        splitter.feed("\x1b[31mred\nstill\x1b[m\nplain\n",
                      [&](const LineSplitter::Line &line) { styles += line.style; });
        QVERIFY((styles == QList<TextStyle>{{}, {indexed(1), {}, 0}, {}}));
        QVERIFY((splitter.openLine().style == TextStyle()));
    }

    void runsSayWhichCharactersAreMeant()
    {
        const StyledLine line = styledLine("a\x1b[31mb\xe2\x80\xae\x1b[0mc\x1b[1md\x1b[m", {});
        QCOMPARE(line.text, u"ab⟨U+202E⟩cd"_s);
        QVERIFY(
            (line.runs == QList<StyledRun>{{1, 9, {indexed(1), {}, 0}}, {11, 1, {{}, {}, TextStyle::Bold}}}));
    }

    void everyColorOnEveryGroundCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << QPalette(QColor(0xef, 0xf0, 0xf1), QColor(Qt::white));
        QTest::newRow("dark") << QPalette(QColor(0x2a, 0x2e, 0x32), QColor(0x1b, 0x1e, 0x20));
    }

    void everyColorOnEveryGroundCanBeRead()
    {
        QFETCH(QPalette, palette);
        for (int text = -1; text < 256; ++text) {
            for (int ground = -1; ground < 256; ground += 3) {
                for (const int attributes : {0, int(TextStyle::Faint), int(TextStyle::Reverse)}) {
                    const TextStyle style{text < 0 ? TextColor() : indexed(text),
                                          ground < 0 ? TextColor() : indexed(ground), quint8(attributes)};
                    const QTextCharFormat format = charFormat(style, palette);
                    const QColor behind = format.hasProperty(QTextFormat::BackgroundBrush)
                                              ? format.background().color()
                                              : palette.color(QPalette::Base);
                    if (contrast(format.foreground().color(), behind) < leastContrast)
                        QFAIL(qPrintable(u"%1 on %2, %3"_s.arg(text).arg(ground).arg(attributes)));
                }
            }
        }
    }

    void aColorThatCanBeReadIsNotChanged()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        const QColor blue(0x0b, 0x62, 0xc4);
        QCOMPARE(readable(blue, Qt::white), blue);
        QVERIFY(readable(blue, Qt::black) != blue);
    }

    void otherSequencesAreShownNotObeyed()
    {
        QCOMPARE(text("\x1b]0;title\x07\x1b[2J\xe2\x80\xae"), u"^[]0;title^G^[[2J⟨U+202E⟩"_s);
        QCOMPARE(text("\x1b]8;;http://example.org\x1b\\link"), u"^[]8;;http://example.org^[\\link"_s);
        QCOMPARE(text("\x1b[?25l\x1b[10;10H\x1b(0"), u"^[[?25l^[[10;10H^[(0"_s);
        QCOMPARE(text("\xc2\x9b"
                      "31m"),
                 u"⟨U+009B⟩31m"_s);
        QCOMPARE(text("\x1b[31"), u"^[[31"_s);
        QCOMPARE(text("a\x1b(B\x1b[mb"), u"ab"_s); // tput sgr0
    }

    void aLineWithoutEndIsCutNotGathered()
    {
        const QStringList pieces = lines({QByteArray(3 * LineSplitter::maxLine + 5, 'x')});
        QCOMPARE(pieces.size(), 4);
        QCOMPARE(pieces.first().size(), LineSplitter::maxLine);
        QCOMPARE(pieces.last().size(), 5);
    }

    void aCutIsNeverWithinACharacter()
    {
        for (int shift = 0; shift < 4; ++shift) {
            QByteArray bytes(LineSplitter::maxLine - shift, 'x');
            bytes += "\xf0\x9f\x98\x80 tail";
            QCOMPARE(lines({bytes}).join(QString()), QString::fromUtf8(bytes));
        }
    }

    void aProgressBarWithoutNewlinesStaysOneLine()
    {
        QByteArray bytes("before\n");
        for (int step = 0; step <= 5'000; ++step)
            bytes += "\r\x1b[32m" + QByteArray::number(step).rightJustified(5) + " of 5000\x1b[0m";
        QCOMPARE(lines({bytes}), (QStringList{u"before"_s, u" 5000 of 5000"_s}));
        QCOMPARE(lines({bytes.first(7'777), bytes.sliced(7'777)}).size(), 2);
    }

    void nothingGrowsWithoutBound_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const int count = 3 * int(LineSplitter::maxLine);
        QTest::newRow("digits of a sequence") << "\x1b[" + QByteArray(count, '1');
        QTest::newRow("sequences") << QByteArray("\x1b[0m").repeated(count);
        QTest::newRow("returns") << QByteArray(count, '\r');
        QTest::newRow("continuation bytes") << QByteArray(count, '\x80');
        QTest::newRow("escapes") << QByteArray(count, '\x1b');
    }

    void nothingGrowsWithoutBound()
    {
        QFETCH(QByteArray, bytes);
        LineSplitter splitter(0, {});
        qint64 longest = 0;
        const qsizetype fed = splitter.feed(bytes, [&](const LineSplitter::Line &line) {
            longest = std::max(longest, line.end - line.begin);
        });
        QVERIFY(bytes.size() - fed < EscapeSequence::maxLength);
        longest = std::max(longest, fed - splitter.openLine().begin);
        QVERIFY2(longest <= LineSplitter::maxLine + EscapeSequence::maxLength,
                 qPrintable(QString::number(longest)));
    }
};

QTEST_GUILESS_MAIN(TestOutputText)
#include "tst_outputtext.moc"
