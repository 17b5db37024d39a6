// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/shellwords.h"

#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

class TestShellWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreSplitAsAShellSplitsThem_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("empty") << u"   "_s << QStringList();
        QTest::newRow("words") << u" make  -j4\tall "_s << QStringList{u"make"_s, u"-j4"_s, u"all"_s};
        QTest::newRow("single quotes") << u"a 'b $c \\d' e"_s << QStringList{u"a"_s, u"b $c \\d"_s, u"e"_s};
        QTest::newRow("double quotes") << u"a \"b \\\"c\\\" \\d\""_s << QStringList{u"a"_s, u"b \"c\" \\d"_s};
        QTest::newRow("backslash") << u"a\\ b \\\\"_s << QStringList{u"a b"_s, u"\\"_s};
        QTest::newRow("joined") << u"a'b'\"c\"d"_s << QStringList{u"abcd"_s};
        QTest::newRow("empty word") << u"a '' \"\""_s << QStringList{u"a"_s, QString(), QString()};
    }
    void wordsAreSplitAsAShellSplitsThem()
    {
        QFETCH(QString, line);
        const ShellWords result = parseShellWords(line);
        QVERIFY(!result.problem);
        QTEST(result.words, "words");
    }

    void whatIsNotClosedIsAProblemWithARemedy_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("single") << u"echo 'a"_s;
        QTest::newRow("double") << u"echo \"a"_s;
        QTest::newRow("backslash") << u"echo a\\"_s;
    }
    void whatIsNotClosedIsAProblemWithARemedy()
    {
        QFETCH(QString, line);
        const ShellWords result = parseShellWords(line);
        QVERIFY(result.problem);
        QVERIFY(result.problem->contains(u"write") || result.problem->contains(u"add"));
    }

    void shellSyntaxIsNoticedOutsideOfQuotesOnly()
    {
        QCOMPARE(parseShellWords(u"ls | wc"_s).shellSyntax, u"|"_s);
        QCOMPARE(parseShellWords(u"echo \"$HOME\""_s).shellSyntax, u"$"_s);
        QCOMPARE(parseShellWords(u"ls ~"_s).shellSyntax, u"~"_s);
        QVERIFY(parseShellWords(u"echo '$HOME | *' a\\|b a~b"_s).shellSyntax.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestShellWords)
#include "tst_shellwords.moc"
