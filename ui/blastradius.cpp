// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/blastradius.h"

#include "ui/jobtext.h"

#include <QCoreApplication>
#include <QSet>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

/// The translation context of everything here.
struct BlastWords
{
    Q_DECLARE_TR_FUNCTIONS(BlastWords)
};

bool isLive(const engine::JobSnapshot &job)
{
    return !engine::isFinished(job.state) && job.state != engine::JobState::Cancelling;
}

} // namespace

BlastRadius blastRadius(const QList<engine::JobId> &chosen,
                        const std::function<const engine::JobSnapshot *(const engine::JobId &)> &find)
{
    BlastRadius radius;
    QSet<engine::JobId> seen;
    const QSet<engine::JobId> roots(chosen.begin(), chosen.end());
    QList<engine::JobId> open = chosen;
    while (!open.isEmpty()) {
        const engine::JobId id = open.takeLast();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        const engine::JobSnapshot *job = find(id);
        if (!job || !isLive(*job))
            continue;
        if (roots.contains(id)) {
            ++radius.chosen;
        } else {
            ++radius.below;
            if (radius.names.size() < BlastRadius::namesKept)
                radius.names += job->name;
        }
        if (job->started.isValid() && job->children.isEmpty()) {
            ++radius.working;
            radius.work += elapsedNow(*job) - job->paused;
        }
        for (auto child = job->children.crbegin(); child != job->children.crend(); ++child)
            open += *child;
    }
    return radius;
}

QString blastText(const BlastRadius &radius)
{
    QString text = radius.chosen == 1 ? BlastWords::tr("Cancels the selected job")
                                      : BlastWords::tr("Cancels %n jobs", nullptr, radius.chosen);
    if (radius.below > 0) {
        text +=
            u' ' + BlastWords::tr("and %n below: %1", nullptr, radius.below).arg(radius.names.join(u", "_s));
        if (radius.below > radius.names.size())
            text += u" …"_s;
    }
    text += u'.';
    if (radius.working > 0)
        text += u' ' + BlastWords::tr("The work of %1 is lost.").arg(durationText(radius.work));
    return text;
}

} // namespace belayer::ui
