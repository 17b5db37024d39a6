// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobstate.h"

#include <QTest>

#include <set>

using namespace belayer::engine;
using namespace Qt::StringLiterals;

namespace {

const QList<JobState> AllStates{JobState::Queued, JobState::Starting,   JobState::Running,
                                JobState::Paused, JobState::Cancelling, JobState::Succeeded,
                                JobState::Failed, JobState::Cancelled,  JobState::Interrupted};

} // namespace

class TstJobState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The law, written a second time on purpose: every pair that is not here is forbidden.
    void exactlyTheseMovesAreLegal()
    {
        using enum JobState;
        const std::set<std::pair<JobState, JobState>> legal{
            {Queued, Starting},      {Queued, Cancelled},  {Queued, Interrupted},   {Starting, Running},
            {Starting, Cancelling},  {Starting, Failed},   {Starting, Interrupted}, {Running, Paused},
            {Running, Cancelling},   {Running, Succeeded}, {Running, Failed},       {Running, Interrupted},
            {Paused, Running},       {Paused, Cancelling}, {Paused, Failed},        {Paused, Interrupted},
            {Cancelling, Succeeded}, {Cancelling, Failed}, {Cancelling, Cancelled}, {Cancelling, Interrupted},
            {Running, Queued},       {Paused, Queued},     {Cancelling, Queued},    {Paused, Succeeded}};
        for (const JobState from : AllStates) {
            for (const JobState to : AllStates)
                QVERIFY2(canMove(from, to) == legal.contains({from, to}),
                         qPrintable(stateWord(from) + u" to "_s + stateWord(to)));
        }
    }
    void finishedStatesNeverChange()
    {
        int finished = 0;
        for (const JobState from : AllStates) {
            if (!isFinished(from))
                continue;
            ++finished;
            for (const JobState to : AllStates)
                QVERIFY(!canMove(from, to));
        }
        QCOMPARE(finished, 4);
    }
    void wordsAreDistinctAndLowerCase()
    {
        QStringList words;
        for (const JobState state : AllStates)
            words.append(stateWord(state));
        QCOMPARE(words.join(u' '),
                 u"queued starting running paused cancelling succeeded failed cancelled interrupted"_s);
    }
};

QTEST_GUILESS_MAIN(TstJobState)
#include "tst_jobstate.moc"
