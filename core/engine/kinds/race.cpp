// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

QString failureOf(const Job &child)
{
    return u"%1 (%2): %3"_s.arg(child.spec().name, child.id().text(),
                                child.error() ? child.error()->message : QString());
}

/// The first child that ends as the policy asks decides; the others are cancelled, and joined before anyone
/// hears of it.
async::Task<QVariant> race(JobContext &job)
{
    const bool anyEnd = job.spec().policy == Policy::FirstFinish;
    const auto total = static_cast<qint64>(job.children().size());
    const Job *decided = nullptr;
    const Job *firstFailed = nullptr;
    qint64 done = 0;
    job.setProgress(0, total, u"children"_s);
    co_await job.runChildren([&](Job &child) {
        job.setProgress(++done, total, u"children"_s);
        const bool failed = child.state() == JobState::Failed;
        if (failed && !firstFailed)
            firstFailed = &child;
        if (decided || !(child.state() == JobState::Succeeded || (anyEnd && failed)))
            return;
        decided = &child;
        job.setWinner(child);
        job.cancelChildren(EndReason::LostRace);
    });
    if (!decided)
        throw JobFailure(u"no_winner"_s, firstFailed
                                             ? u"no child succeeded; first "_s + failureOf(*firstFailed)
                                             : u"every child was cancelled; retry the race"_s);
    if (decided->state() == JobState::Failed)
        throw JobFailure(u"child_failed"_s, u"the first to finish failed: "_s + failureOf(*decided));
    co_return QVariantMap{{u"index"_s, static_cast<qint64>(decided->place().index)},
                          {u"id"_s, decided->id().text()},
                          {u"name"_s, decided->spec().name},
                          {u"value"_s, decided->result()}};
}

} // namespace

Kind raceKind()
{
    Kind kind;
    kind.info.name = u"race"_s;
    kind.info.title = u"Race"_s;
    kind.info.summary = u"Runs jobs against each other; the losers are cancelled"_s;
    kind.info.takesChildren = true;
    kind.info.takesPlace = false;
    kind.info.canPause = true;
    kind.info.policies = {u"first-success"_s, u"first-finish"_s};
    kind.run = race;
    return kind;
}

} // namespace belayer::engine
