// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

struct Tally
{
    int succeeded = 0;
    int failed = 0;
    int cancelled = 0;
    QString firstFailure; ///< which child and why

    void add(const Job &child)
    {
        if (child.state() == JobState::Succeeded)
            ++succeeded;
        else if (child.state() == JobState::Cancelled)
            ++cancelled;
        else if (++failed == 1)
            firstFailure = u"%1 (%2): %3"_s.arg(child.spec().name, child.id().text(),
                                                child.error() ? child.error()->message : QString());
    }
};

/// Counts, and the children's results in their order (null where a child did not succeed).
QVariantMap summary(const JobContext &job, const Tally &tally)
{
    QVariantList values;
    for (const auto &child : job.children())
        values.append(child->result());
    return {{u"succeeded"_s, tally.succeeded},
            {u"failed"_s, tally.failed},
            {u"cancelled"_s, tally.cancelled},
            {u"values"_s, values}};
}

async::Task<QVariant> group(JobContext &job)
{
    Tally tally;
    const auto total = static_cast<qint64>(job.children().size());
    const bool failFast = job.spec().policy == Policy::All;
    qint64 done = 0;
    job.setProgress(0, total, u"children"_s);
    co_await job.runChildren([&](Job &child) {
        tally.add(child);
        job.setProgress(++done, total, u"children"_s);
        if (failFast && tally.failed == 1 && child.state() == JobState::Failed)
            job.cancelChildren(EndReason::SiblingFailed);
    });
    if (tally.failed > 0)
        throw JobFailure(failFast ? u"child_failed"_s : u"children_failed"_s,
                         failFast ? tally.firstFailure
                                  : u"%1 of %2 children failed; first %3"_s.arg(tally.failed)
                                        .arg(total)
                                        .arg(tally.firstFailure));
    if (tally.succeeded == 0)
        throw JobFailure(u"children_cancelled"_s,
                         u"every child was cancelled; retry the group to run them again"_s);
    co_return QVariant(summary(job, tally));
}

} // namespace

Kind groupKind()
{
    Kind kind;
    kind.info.name = u"group"_s;
    kind.info.title = u"Group"_s;
    kind.info.summary = u"Runs jobs together; none outlives the group"_s;
    kind.info.takesChildren = true;
    kind.info.takesMaxParallel = true;
    kind.info.takesPlace = false;
    kind.info.canPause = true;
    kind.info.policies = {u"all"_s, u"settle"_s};
    kind.run = group;
    return kind;
}

} // namespace belayer::engine
