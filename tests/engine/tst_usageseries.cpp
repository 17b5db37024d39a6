// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/usageseries.h"

#include <QTest>

using namespace belayer::engine;
using namespace std::chrono_literals;

class TstUsageSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShortRunIsKeptWhole()
    {
        UsageSeries series;
        QList<UsagePoint> points;
        for (int i = 0; i < UsageSeries::Capacity; ++i) {
            points += {i * 1s, i * 500ms, i};
            series.add(points.last());
        }
        QCOMPARE(series.points(), points);
    }
    void aRunOfADayIsBoundedAndReachesFromStartToNow()
    {
        UsageSeries series;
        constexpr auto day = 86'400s;
        for (auto at = 0s; at <= day; at += 1s)
            series.add({at, at / 2, 1});
        QVERIFY(series.points().size() <= UsageSeries::Capacity);
        QVERIFY(series.points().size() >= UsageSeries::Capacity / 2);
        QCOMPARE(series.points().first().at, 0ms);
        QVERIFY(day - series.points().last().at < day / (UsageSeries::Capacity / 2));
        for (qsizetype i = 1; i < series.points().size(); ++i) {
            const auto gap = series.points().at(i).at - series.points().at(i - 1).at;
            QVERIFY2(gap > 0s && gap <= day / (UsageSeries::Capacity / 2),
                     qPrintable(QString::number(gap.count())));
        }
    }
    void whatComesLateIsNotLost()
    {
        UsageSeries series; // each look a little later or sooner than a second
        int taken = 0;
        for (int i = 0; i < 360; ++i) {
            const qsizetype before = series.points().size();
            series.add({i * 1s + (i % 3) * 100ms, {}, 1});
            taken += i >= UsageSeries::Capacity && series.points().size() > before ? 1 : 0;
        }
        QCOMPARE(taken, 60 - 1); // every second one of the last 120; the first of them came with the thinning
    }
};

QTEST_GUILESS_MAIN(TstUsageSeries)
#include "tst_usageseries.moc"
