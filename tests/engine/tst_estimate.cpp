// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/estimate.h"

#include <QTest>

using namespace belayer::engine;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TstEstimate : public QObject
{
    Q_OBJECT

private:
    static JobSnapshot running(const std::optional<Usual> &usual)
    {
        JobSnapshot job;
        job.state = JobState::Running;
        job.usual = usual;
        return job;
    }
    const Usual m_usual{80s, 100s, 150s, 20};

private Q_SLOTS:
    void fewRunsSayNothing()
    {
        QVERIFY(!usualOf({}));
        QVERIFY(!usualOf({1s, 1s}));
        QCOMPARE(usualOf({1s, 1s, 1s}), std::optional(Usual{1s, 1s, 1s, 3}));
    }
    void medianAndQuartilesWhateverTheOrder()
    {
        QCOMPARE(usualOf({5s, 1s, 4s, 2s, 3s}), std::optional(Usual{2s, 3s, 4s, 5}));
        QCOMPARE(usualOf({4s, 1s, 3s, 2s}), std::optional(Usual{1750ms, 2500ms, 3250ms, 4}));
    }
    void whatIsLeftIsTheMedianInItsRange()
    {
        QCOMPARE(estimateOf(running(m_usual), 30s),
                 std::optional(Estimate{.left = 70s, .low = 50s, .high = 120s, .isLearned = true}));
    }
    void whoOutlivesTheMedianIsNotDoneAtOnce()
    {
        QCOMPARE(estimateOf(running(m_usual), 110s),
                 std::optional(Estimate{.left = 40s, .low = 0s, .high = 40s, .isLearned = true}));
    }
    void beyondTheRangeNothingIsPromised()
    {
        QCOMPARE(estimateOf(running(m_usual), 200s),
                 std::optional(Estimate{.overrun = 50s, .isLearned = true}));
    }
    void ownProgressCountsMore()
    {
        JobSnapshot job = running(m_usual);
        job.progress = Progress{12, 40, u"items"_s};
        QCOMPARE(estimateOf(job, 12s), std::optional(Estimate{.left = 28s}));
        job.progress = Progress{0, 40, u"items"_s};
        QVERIFY(!estimateOf(job, 12s));
        job.progress = Progress{3, -1, u"items"_s}; // that says nothing about the end
        QVERIFY(estimateOf(job, 12s)->isLearned);
    }
    void timeIsLeftWhateverWasReportedOfIt()
    {
        JobSnapshot job = running({});
        job.progress = Progress{4'000, 900'000, u"ms"_s};
        QCOMPARE(estimateOf(job, 7s), std::optional(Estimate{.left = 893s}));
        job.progress->done = 0;
        QCOMPARE(estimateOf(job, 1s), std::optional(Estimate{.left = 899s}));
    }
    void onlyWhatRunsHasAnEnd()
    {
        JobSnapshot job = running(m_usual);
        job.state = JobState::Paused;
        QVERIFY(estimateOf(job, 1s));
        for (const JobState state : {JobState::Queued, JobState::Cancelling, JobState::Succeeded}) {
            job.state = state;
            QVERIFY(!estimateOf(job, 1s));
        }
        QVERIFY(!estimateOf(running({}), 1s));
    }
    void childrenDoneSayNothingOfTheOthers()
    {
        JobSnapshot job;
        job.state = JobState::Running;
        job.progress = Progress{2, 3, u"children"_s};
        QVERIFY(!estimateOf(job, 7s));
        job.progress->unit = u"items"_s;
        QVERIFY(estimateOf(job, 7s));
    }
};

QTEST_GUILESS_MAIN(TstEstimate)
#include "tst_estimate.moc"
