// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/snapshotjson.h"

#include <QTest>

using namespace belayer::api;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstSnapshotJson : public QObject
{
    Q_OBJECT

private:
    static JobSnapshot runningFor(std::chrono::milliseconds worked)
    {
        JobSnapshot job;
        job.state = JobState::Running;
        job.elapsed = worked + 5s;
        job.paused = 5s;
        job.usual = Usual{80s, 100s, 150s, 12};
        return job;
    }
    static QByteArray field(const JobSnapshot &job, const QString &name)
    {
        for (const auto &[key, value] : snapshotJson(job)) {
            if (key == name)
                return value.toJson();
        }
        return "no such field";
    }

private Q_SLOTS:
    void learnedDurationIsProgressWithARange()
    {
        QCOMPARE(field(runningFor(30s), u"progress"_s),
                 R"({"done":30000,"total":100000,"unit":"ms","rate":null,"eta_ms":70000,"eta_low_ms":50000,)"
                 R"("eta_high_ms":120000,"overrun_ms":0,"learned_from_runs":12})");
    }
    void overrunIsNoZero()
    {
        QCOMPARE(field(runningFor(200s), u"progress"_s),
                 R"({"done":200000,"total":null,"unit":"ms","rate":null,"eta_ms":null,"eta_low_ms":null,)"
                 R"("eta_high_ms":null,"overrun_ms":50000,"learned_from_runs":12})");
    }
    void ownProgressSaysMoreThanEarlierRuns()
    {
        JobSnapshot job = runningFor(12s);
        job.progress = Progress{12, 40, u"items"_s};
        QCOMPARE(field(job, u"progress"_s), R"({"done":12,"total":40,"unit":"items","rate":1,"eta_ms":28000})");
    }
    void withoutBothThereIsNone()
    {
        JobSnapshot job = runningFor(12s);
        job.usual.reset();
        QCOMPARE(field(job, u"progress"_s), "null");
    }
    void stagesAreListed()
    {
        JobSnapshot job;
        job.stages = {{u"read"_s, 1, 2, 3}};
        QCOMPARE(field(job, u"stages"_s), R"([{"name":"read","waiting":1,"working":2,"done":3}])");
    }
};

QTEST_GUILESS_MAIN(TstSnapshotJson)
#include "tst_snapshotjson.moc"
