// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/bytesearch.h"
#include "ui/table/textindex.h"

#include <QMap>
#include <QRandomGenerator>
#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

namespace {

std::vector<quint8> found(const TextIndex &index, const QByteArray &needle, int entries)
{
    std::vector<quint8> hits(size_t(entries), 0);
    index.find(needle, hits);
    return hits;
}

} // namespace

class TestTextIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void caseDoesNotMatter()
    {
        TextIndex index;
        index.set(0, TextIndex::folded(u"Grüße aus KÖLN"_s));
        index.set(1, TextIndex::folded(u"make all"_s));
        QCOMPARE(found(index, TextIndex::folded(u"GRÜßE AUS köln"_s), 2), (std::vector<quint8>{true, false}));
        QVERIFY(index.contains(1, TextIndex::folded(u"ALL"_s)));
    }

    void aNeedleNeverMatchesAcrossEntries()
    {
        TextIndex index;
        index.set(0, TextIndex::folded(u"ab"_s));
        index.set(1, TextIndex::folded(u"cd"_s));
        QCOMPARE(found(index, "bc", 2), (std::vector<quint8>{false, false}));
        QCOMPARE(found(index, TextIndex::folded(u"b\nc"_s), 2), (std::vector<quint8>{false, false}));
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
        QCOMPARE(found(index, {}, 2), (std::vector<quint8>{true, true}));
    }

    /// From every place on, with needles of all lengths, in haystacks shorter and longer than some blocks.
    void aNeedleIsFoundWhereverItStands()
    {
        QRandomGenerator random(3);
        for (int round = 0; round < 300; ++round) {
            QByteArray hay(random.bounded(4 * int(ByteSearch::block)), 'a');
            for (char &byte : hay)
                byte = char('a' + random.bounded(1 + round % 4));
            const qsizetype at = hay.isEmpty() ? 0 : random.bounded(int(hay.size()));
            const QByteArray needle =
                round % 3 ? hay.mid(at, 1 + random.bounded(90)) + (round % 7 ? "" : "x") : "ab";
            const ByteSearch search(needle, hay);
            for (qsizetype from = 0; !needle.isEmpty() && from <= hay.size(); ++from)
                QCOMPARE(search.next(from), hay.indexOf(needle, from));
        }
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
            const std::vector<quint8> hits = found(index, needle.toUtf8(), entries);
            for (int i = 0; i < entries; ++i) {
                QCOMPARE(bool(hits[size_t(i)]), plain.contains(i) && plain[i].contains(needle));
                QCOMPARE(index.contains(i, needle.toUtf8()), bool(hits[size_t(i)]));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTextIndex)
#include "tst_textindex.moc"
