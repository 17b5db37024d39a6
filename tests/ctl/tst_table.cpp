// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/table.h"

#include <QTest>

using namespace belayer::ctl;
using namespace Qt::StringLiterals;

namespace {

const QList<Column> columns = {{u"ID"_s},
                               {u"STATE"_s},
                               {u"NAME"_s, Column::Fit::Shrinks},
                               {u"KIND"_s, Column::Fit::Drops},
                               {u"PROGRESS"_s, Column::Fit::Drops}};

QList<Cell> row(const QString &id, const QString &name)
{
    return {{id}, {u"running"_s, u"36"_s}, {name}, {u"command"_s}, {u"3/7"_s}};
}

} // namespace

class tst_Table : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsLineUp();
    void wideCharactersCountTwice();
    void nothingIsWiderThanTheTerminal();
    void nameShrinksThenColumnsAreDropped();
    void hostileNamesStayInTheirLine();
    void coloursOnlyWhereWanted();
    void withoutTerminalNothingIsCut();
};

void tst_Table::columnsLineUp()
{
    const QStringList lines =
        layOut(columns, {row(u"a"_s, u"Build"_s), row(u"long-id"_s, u"x"_s)}, 100, Colours::Off);
    QCOMPARE(lines.at(0), u"ID       STATE    NAME   KIND     PROGRESS"_s);
    QCOMPARE(lines.at(1), u"a        running  Build  command  3/7"_s);
    QCOMPARE(lines.at(2), u"long-id  running  x      command  3/7"_s);
}

void tst_Table::wideCharactersCountTwice()
{
    QCOMPARE(displayWidth(u"漢字"), 4);
    QCOMPARE(displayWidth(u"e\u0301"), 1);
    QCOMPARE(shortened(u"漢字漢字"_s, 4), u"漢…"_s);
    QCOMPARE(displayWidth(shortened(u"漢字漢字"_s, 4)), 3);
    QCOMPARE(shortened(u"abcd"_s, 4), u"abcd"_s);
    QCOMPARE(shortened(u"abcde"_s, 4), u"abc…"_s);
}

void tst_Table::nothingIsWiderThanTheTerminal()
{
    const QList<QList<Cell>> rows = {row(QString(128, u'i'), QString(300, u'漢')), row(u"b"_s, u"x"_s),
                                     row(u"c"_s, QString(50, u'\x1b'))};
    for (int width = 12; width < 250; ++width) {
        const QStringList lines = layOut(columns, rows, width, Colours::Off);
        QCOMPARE(lines.size(), rows.size() + 1);
        for (const QString &line : lines)
            QVERIFY2(displayWidth(line) <= width, qPrintable(u"%1: %2"_s.arg(width).arg(line)));
    }
}

void tst_Table::nameShrinksThenColumnsAreDropped()
{
    const QList<QList<Cell>> rows = {row(u"0123456789abcdef01"_s, QString(40, u'n'))};
    const QStringList wide = layOut(columns, rows, 70, Colours::Off);
    QVERIFY(wide.at(1).contains(u"nnn…"_s));
    QVERIFY(wide.at(1).endsWith(u"3/7"_s));
    const QStringList narrow = layOut(columns, rows, 40, Colours::Off);
    QVERIFY(!narrow.at(0).contains(u"PROGRESS"_s));
    QVERIFY(!narrow.at(0).contains(u"KIND"_s));
    QVERIFY(narrow.at(1).startsWith(u"0123456789abcdef01  running  nnn"_s)); // ids are there to be copied
}

void tst_Table::hostileNamesStayInTheirLine()
{
    const QStringList lines =
        layOut(columns, {row(u"a"_s, u"x\n0 rows\x1b[2J\u202e\u009b"_s)}, 0, Colours::Off);
    QVERIFY(lines.at(1).contains(u"x\\x0a0 rows\\x1b[2J\\u202e\\u009b"_s));
}

void tst_Table::coloursOnlyWhereWanted()
{
    const QStringList coloured = layOut(columns, {row(u"a"_s, u"x"_s)}, 80, Colours::On);
    QVERIFY(coloured.at(1).startsWith(u"a   \x1b[36mrunning\x1b[m  x"_s));
    QVERIFY(!layOut(columns, {row(u"a"_s, u"x"_s)}, 80, Colours::Off).join(u'\n').contains(u'\x1b'));
}

void tst_Table::withoutTerminalNothingIsCut()
{
    const QString name(1000, u'n');
    QVERIFY(layOut(columns, {row(u"a"_s, name)}, 0, Colours::Off).at(1).contains(name));
}

QTEST_GUILESS_MAIN(tst_Table)
#include "tst_table.moc"
