// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/packedsort.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace belayer::ui;

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

    void numbersKeepTheirOrderAsKeys()
    {
        QVERIFY(sortKey(-1) < sortKey(0));
        QVERIFY(sortKey(0) < sortKey(1));
        QVERIFY(sortKey(std::numeric_limits<qint64>::min()) < sortKey(-1));
    }

    /// Long common beginnings, texts that are beginnings of others, bytes above 127, and many equal ones.
    void textsComeInTheOrderOfTheirBytes_data()
    {
        QTest::addColumn<Qt::SortOrder>("order");
        QTest::newRow("ascending") << Qt::AscendingOrder;
        QTest::newRow("descending") << Qt::DescendingOrder;
    }
    void textsComeInTheOrderOfTheirBytes()
    {
        QFETCH(Qt::SortOrder, order);
        QRandomGenerator random(5);
        std::vector<QByteArray> texts;
        std::vector<SortEntry> entries;
        for (int slot = 0; slot < 4000; ++slot) {
            QByteArray text = random.bounded(2) ? "a rather long beginning " : "a rather short one ";
            text += QByteArray::number(random.bounded(900)) + QByteArray(random.bounded(3), '\xc3');
            texts.push_back(random.bounded(50) ? text : text.left(random.bounded(20)));
            entries.push_back({0, slot});
        }
        std::vector<SortEntry> expected = entries;
        std::sort(expected.begin(), expected.end(), [&](auto &a, auto &b) {
            const int difference = texts[size_t(a.slot)].compare(texts[size_t(b.slot)]);
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
