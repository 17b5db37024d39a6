// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/textindex.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

class TestTextIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void caseDoesNotMatter()
    {
        TextIndex index;
        index.set(0, TextIndex::folded(u"Grüße aus KÖLN"_s));
        index.set(1, TextIndex::folded(u"make all"_s));
        QCOMPARE(index.find(TextIndex::folded(u"GRÜßE AUS köln"_s), 2), (std::vector<quint8>{true, false}));
        QVERIFY(index.contains(1, TextIndex::folded(u"ALL"_s)));
    }

    void aNeedleNeverMatchesAcrossEntries()
    {
        TextIndex index;
        index.set(0, TextIndex::folded(u"ab"_s));
        index.set(1, TextIndex::folded(u"cd"_s));
        QCOMPARE(index.find("bc", 2), (std::vector<quint8>{false, false}));
        QCOMPARE(index.find(TextIndex::folded(u"b\nc"_s), 2), (std::vector<quint8>{false, false}));
    }

    void controlCharactersAreLeftToTheCaller()
    {
        QCOMPARE(TextIndex::folded(u"A\x1f\n\x1e b"_s), QByteArray("a    b"));
        TextIndex index;
        index.set(0, TextIndex::folded(u"name"_s) + '\x1f' + TextIndex::folded(u"Label"_s) + '\x1f');
        QVERIFY(index.contains(0, "\x1f"
                                  "label\x1f"));
        QVERIFY(!index.contains(0, "\x1f"
                                   "lab\x1f"));
        QCOMPARE(index.text(0), QByteArrayView("name\x1f"
                                               "label\x1f"));
        QVERIFY(index.text(7).isEmpty());
    }

    void anEmptyNeedleMatchesEverything()
    {
        TextIndex index;
        index.set(0, TextIndex::folded(u"a"_s));
        QCOMPARE(index.find({}, 2), (std::vector<quint8>{true, true}));
    }

    /// Against the plain way, through many replacements and removals, so that the blob is compacted on the
    /// way.
    void findsWhatThePlainWayFinds()
    {
        constexpr int entries = 300;
        QRandomGenerator random(7);
        TextIndex index;
        QMap<int, QString> plain;
        for (int round = 0; round < 6000; ++round) {
            const int entry = random.bounded(entries);
            if (random.bounded(4) == 0) {
                index.remove(entry);
                plain.remove(entry);
            } else {
                const QString text = u"job %1 of %2"_s.arg(random.bounded(50)).arg(random.bounded(50));
                index.set(entry, TextIndex::folded(text));
                plain.insert(entry, text);
            }
            if (round % 20 != 0)
                continue;
            const QString needle = u"job %1"_s.arg(random.bounded(50));
            const std::vector<quint8> hits = index.find(needle.toUtf8(), entries);
            for (int i = 0; i < entries; ++i) {
                QCOMPARE(bool(hits[size_t(i)]), plain.contains(i) && plain[i].contains(needle));
                QCOMPARE(index.contains(i, needle.toUtf8()), bool(hits[size_t(i)]));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTextIndex)
#include "tst_textindex.moc"
