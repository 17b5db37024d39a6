// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/packedsort.h"

#include "ui/table/naturalorder.h"

#include <QCollator>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <string_view>
#include <tuple>

using namespace belayer::ui;

namespace {

QByteArray naturalKey(const QByteArray &text)
{
    QByteArray key(2 * text.size(), '\0');
    key.truncate(writeNaturalKey(key.data(), text) - key.constData());
    return key;
}

std::strong_ordering keyComparison(const QByteArray &a, const QByteArray &b)
{
    return naturalKey(a).compare(naturalKey(b)) <=> 0;
}

} // namespace

class TestPackedSort : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalKeysKeepTheirOrder_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 200, 3000})
            QTest::addRow("%d", count) << count;
    }
    void equalKeysKeepTheirOrder()
    {
        QFETCH(int, count);
        QRandomGenerator random(3);
        std::vector<SortEntry> entries;
        for (int slot = 0; slot < count; ++slot)
            entries.push_back({random.generate64() >> random.bounded(64) & 0xf00000000000000full, slot});
        std::vector<SortEntry> expected = entries;
        std::sort(expected.begin(), expected.end(),
                  [](auto &a, auto &b) { return std::tie(a.key, a.slot) < std::tie(b.key, b.slot); });
        sortByKey(entries);
        for (size_t i = 0; i < entries.size(); ++i)
            QCOMPARE(entries[i].slot, expected[i].slot);
    }

    void numbersInTextsAreComparedByValue_data()
    {
        QTest::addColumn<QByteArrayList>("ascending"); // those with a slash between them are equivalent
        QTest::newRow("job 2 before job 10")
            << QByteArrayList{"job", "job 1", "job 2", "job 10", "job 10a", "job x"};
        QTest::newRow("zeros") << QByteArrayList{"v0/v00/v000", "v1/v01", "v1.9/v001.09",
                                                 "v1.10",       "v9/v09", "v10"};
        QTest::newRow("signs and letters") << QByteArrayList{"", " ", "-1", "0", "5", "a", "a-1", "a1", "aa"};
        QTest::newRow("other letters") << QByteArrayList{"z", "\xc3\xa4 2", "\xc3\xa4 10"};
        QByteArrayList lengths;
        for (const int digits : {1, 8, 9, 10, 200, 262, 263, 264, 600})
            lengths += {"n" + QByteArray(digits, '1') + " b", "n" + QByteArray(digits, '1') + "b",
                        "n" + QByteArray(digits, '2')};
        QTest::newRow("of any length") << lengths;
    }
    void numbersInTextsAreComparedByValue()
    {
        QFETCH(QByteArrayList, ascending);
        for (qsizetype i = 0; i < ascending.size(); ++i) {
            for (qsizetype j = 0; j < ascending.size(); ++j) {
                for (const QByteArray &a : ascending[i].split('/')) {
                    for (const QByteArray &b : ascending[j].split('/')) {
                        QVERIFY2(compareNaturally(a, b) == (i <=> j), a + " and " + b);
                        QVERIFY2(keyComparison(a, b) == (i <=> j), "keys of " + a + " and " + b);
                    }
                }
            }
        }
    }

    /// Its numeric mode is what file managers sort by. Where it has its own mind about signs is left out.
    void theOrderIsTheCollators()
    {
        QCollator collator{QLocale(QLocale::English)};
        collator.setNumericMode(true);
        QRandomGenerator random(9);
        const auto randomText = [&random] {
            constexpr std::string_view letters = "0012349ab -.";
            QByteArray text;
            for (int i = random.bounded(10); i > 0; --i)
                text += letters[random.bounded(quint32(letters.size()))];
            return text;
        };
        for (int round = 0; round < 20'000; ++round) {
            const QByteArray a = randomText();
            const QByteArray b = randomText();
            const int expected = collator.compare(QString::fromLatin1(a), QString::fromLatin1(b));
            QVERIFY2(compareNaturally(a, b) == (expected <=> 0), a + " and " + b);
            QVERIFY2(keyComparison(a, b) == (expected <=> 0), "keys of " + a + " and " + b);
        }
    }

    void numbersKeepTheirOrderAsKeys()
    {
        QVERIFY(sortKey(-1) < sortKey(0));
        QVERIFY(sortKey(0) < sortKey(1));
        QVERIFY(sortKey(std::numeric_limits<qint64>::min()) < sortKey(-1));
    }

    /// Long common beginnings, numbers with zeros before them, texts that are beginnings of others, bytes
    /// above 127, and many equal ones.
    void textsComeInTheirNaturalOrder_data()
    {
        QTest::addColumn<Qt::SortOrder>("order");
        QTest::newRow("ascending") << Qt::AscendingOrder;
        QTest::newRow("descending") << Qt::DescendingOrder;
    }
    void textsComeInTheirNaturalOrder()
    {
        QFETCH(Qt::SortOrder, order);
        QRandomGenerator random(5);
        std::vector<QByteArray> texts;
        std::vector<SortEntry> entries;
        for (int slot = 0; slot < 4000; ++slot) {
            QByteArray text = random.bounded(2) ? "a rather long beginning " : "a rather short one ";
            text += QByteArray(random.bounded(2), '0') + QByteArray::number(random.bounded(900)) +
                    QByteArray(random.bounded(3), '\xc3');
            texts.push_back(random.bounded(50) ? text : text.left(random.bounded(20)));
            entries.push_back({0, slot});
        }
        std::vector<SortEntry> expected = entries;
        std::sort(expected.begin(), expected.end(), [&](auto &a, auto &b) {
            const auto difference = compareNaturally(texts[size_t(a.slot)], texts[size_t(b.slot)]);
            if (difference == 0)
                return a.slot < b.slot;
            return (difference < 0) == (order == Qt::AscendingOrder);
        });
        sortByText(entries, order, [&](int slot) { return QByteArrayView(texts[size_t(slot)]); });
        for (size_t i = 0; i < entries.size(); ++i)
            QCOMPARE(entries[i].slot, expected[i].slot);
    }
};

QTEST_GUILESS_MAIN(TestPackedSort)
#include "tst_packedsort.moc"
