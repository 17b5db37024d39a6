// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/idmap.h"
#include "ui/table/serialmap.h"

#include <QRandomGenerator>
#include <QTest>

using namespace belayer::ui;
using namespace Qt::StringLiterals;
using belayer::engine::JobId;

class TestSlotMaps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Against a hash, while jobs come, change their slots and go.
    void idsAreFoundAsInOneTable()
    {
        QRandomGenerator random(11);
        IdMap map;
        QHash<JobId, int> plain;
        for (int round = 0; round < 20'000; ++round) {
            const JobId id(u"job-%1"_s.arg(random.bounded(3'000)));
            if (random.bounded(3) == 0) {
                map.remove(id);
                plain.remove(id);
            } else {
                map.insert(id, round);
                plain.insert(id, round);
            }
            QCOMPARE(map.size(), int(plain.size()));
        }
        for (int job = 0; job < 3'000; ++job) {
            const JobId id(u"job-%1"_s.arg(job));
            QCOMPARE(map.value(id), plain.value(id, IdMap::none));
        }
    }

    /// Neighbours, and serials that are far from each other.
    void serialsAreFoundAsInOneTable()
    {
        QRandomGenerator random(12);
        SerialMap map;
        QHash<quint64, int> plain;
        const auto serialOf = [](quint32 job) { return quint64(job) * (job % 2 ? 1 : 1'000'003) + 1; };
        for (int round = 0; round < 20'000; ++round) {
            const quint64 serial = serialOf(random.bounded(3'000u));
            if (random.bounded(3) == 0) {
                map.remove(serial);
                plain.remove(serial);
            } else {
                map.insert(serial, round);
                plain.insert(serial, round);
            }
            QCOMPARE(map.value(serial), plain.value(serial, SerialMap::none));
        }
        for (quint32 job = 0; job < 3'000; ++job)
            QCOMPARE(map.value(serialOf(job)), plain.value(serialOf(job), SerialMap::none));
    }
};

QTEST_GUILESS_MAIN(TestSlotMaps)
#include "tst_slotmaps.moc"
