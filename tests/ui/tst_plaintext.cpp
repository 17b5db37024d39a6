// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plaintext.h"

#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

class TestPlainText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invisibleCharactersAreShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("escape") << u"\x1b[31m"_s << u"^[[31m"_s;
        QTest::newRow("newline") << u"a\nb"_s << u"a^Jb"_s;
        QTest::newRow("nul") << QString(QChar(u'\0')) << u"^@"_s;
        QTest::newRow("delete") << u"\x7f"_s << u"^?"_s;
        QTest::newRow("c1 control") << QString(QChar(0x9b)) << u"⟨U+009B⟩"_s;
        QTest::newRow("right-to-left override") << u"a\u202Eexe.txt"_s << u"a⟨U+202E⟩exe.txt"_s;
        QTest::newRow("isolate") << u"\u2066"_s << u"⟨U+2066⟩"_s;
        QTest::newRow("zero width joiner") << u"a\u200Db"_s << u"a⟨U+200D⟩b"_s;
        QTest::newRow("soft hyphen") << u"a\u00ADb"_s << u"a⟨U+00AD⟩b"_s;
        QTest::newRow("line separator") << u"\u2028"_s << u"⟨U+2028⟩"_s;
        QTest::newRow("tag character") << QString::fromUcs4(U"\U000E0041") << u"⟨U+E0041⟩"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << u"\uFFFD"_s;
        QTest::newRow("markup") << u"<b>&amp;"_s << u"<b>&amp;"_s;
        QTest::newRow("plain words") << u"Grüße, 世界 😀"_s << u"Grüße, 世界 😀"_s;
    }
    void invisibleCharactersAreShown()
    {
        QFETCH(QString, text);
        QTEST(shown(text), "expected");
    }

    void harmlessTextIsNotCopied()
    {
        const QString text = u"make -j4 all"_s;
        QCOMPARE(shown(text).constData(), text.constData());
    }

    void linesKeepNewlinesAndTabs() { QCOMPARE(shownLines(u"a\n\tb\r\x1b"_s), u"a\n\tb^M^["_s); }

    void toolTipsAreNeverMarkup()
    {
        const QString tip = shownInToolTip(u"<img src=x>\u202E"_s);
        QVERIFY(!tip.contains(u"<img"));
        QVERIFY(tip.contains(u"&lt;img src=x&gt;⟨U+202E⟩"));
        QVERIFY(shownInToolTip({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPlainText)
#include "tst_plaintext.moc"
