// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verbs/jobundo.h"

#include <QHash>
#include <QPointer>

#include <algorithm>

namespace belayer::ui {
using engine::JobId;
using engine::JobSnapshot;
using engine::Verb;
using engine::VerbResult;
using engine::Where;

/// One after the other, as a job may wait for one before it, which gets a new id.
struct JobUndo::Resubmission
{
    QList<Dropped> left;
    QHash<JobId, JobId> newIds;
    int done = 0;
    QString firstProblem;
};

JobUndo::JobUndo(engine::EngineClient &client, const JobTableModel &model, QAction &undo)
    : m_client(client), m_model(model), m_undo(undo)
{
    connect(&undo, &QAction::triggered, this, &JobUndo::takeBackLast);
    showLast();
}

void JobUndo::add(const QString &what, std::function<void()> takeBack)
{
    m_steps.push_back({what, std::move(takeBack)});
    if (m_steps.size() > stepsKept)
        m_steps.pop_front();
    showLast();
}

void JobUndo::takeBackLast()
{
    const Step step = std::move(m_steps.back());
    m_steps.pop_back();
    showLast();
    step.takeBack();
}

void JobUndo::showLast()
{
    m_undo.setEnabled(!m_steps.empty());
    m_undo.setText(m_steps.empty() ? tr("&Undo") : tr("&Undo %1").arg(m_steps.back().what));
}

void JobUndo::notePause(Verb verb, const QList<VerbResult> &results)
{
    QList<JobId> ids;
    for (const VerbResult &result : results) {
        if (result.answer)
            ids += result.id;
    }
    if (ids.isEmpty())
        return;
    const bool isPause = verb == Verb::Pause;
    add(isPause ? tr("Pause of %n Job(s)", nullptr, int(ids.size()))
                : tr("Resume of %n Job(s)", nullptr, int(ids.size())),
        [this, ids, back = isPause ? Verb::Resume : Verb::Pause] { m_client.apply(back, ids, reporter()); });
}

std::function<void(const QList<VerbResult> &)> JobUndo::noteMove()
{
    return [self = QPointer(this), order = m_model.queueOrder()](const QList<VerbResult> &results) {
        QList<JobId> moved;
        for (const VerbResult &result : results) {
            if (result.answer)
                moved += result.id;
        }
        if (!self || moved.isEmpty())
            return;
        self->add(tr("Move of %n Job(s) in the Queue", nullptr, int(moved.size())),
                  [self = self.data(), moved, order] { self->putBack(moved, order); });
    };
}

/// Each to behind the nearest one before it that still waits. The priority is the neighbour's, as with every
/// move.
void JobUndo::putBack(const QList<JobId> &moved, const QList<JobId> &order)
{
    const auto canMove = [this](const JobId &id) {
        const JobSnapshot *job = m_model.find(id);
        return job && job->can.testFlag(Verb::Move);
    };
    JobId before;
    for (const JobId &id : order) {
        if (!canMove(id))
            continue;
        if (moved.contains(id))
            m_client.move({id}, before.isEmpty() ? Where::Top : Where::After, before, reporter());
        before = id;
    }
}

void JobUndo::noteCancel(const BlastRadius &radius)
{
    const QList<Dropped> jobs = resubmittable(radius);
    if (jobs.isEmpty())
        return;
    add(tr("Cancel of %n Job(s) Not Begun", nullptr, int(jobs.size())), [this, jobs] {
        auto all = std::make_shared<Resubmission>();
        all->left = jobs;
        resubmitNext(all);
    });
}

/// Not begun, and waiting for none that goes and does not come back.
QList<JobUndo::Dropped> JobUndo::resubmittable(const BlastRadius &radius) const
{
    QList<Dropped> jobs;
    for (const JobId &id : radius.jobs) {
        const JobSnapshot *job = m_model.find(id);
        if (job && job->parent.isEmpty() && job->state == engine::JobState::Queued && !job->started.isValid())
            jobs += {id, job->serial, job->after};
    }
    std::sort(jobs.begin(), jobs.end(), [](auto &a, auto &b) { return a.serial < b.serial; });
    QSet<JobId> coming;
    jobs.removeIf([&](const Dropped &job) {
        const bool isLost = std::any_of(job.after.begin(), job.after.end(), [&](const engine::After &after) {
            return radius.jobs.contains(after.id) && !coming.contains(after.id);
        });
        if (!isLost)
            coming.insert(job.id);
        return isLost;
    });
    return jobs;
}

void JobUndo::resubmitNext(const std::shared_ptr<Resubmission> &all)
{
    if (all->left.isEmpty()) {
        if (all->firstProblem.isEmpty())
            Q_EMIT said(tr("%n job(s) wait again, as new jobs at the end of the queue.", nullptr, all->done),
                        Tone::Good);
        else
            Q_EMIT said(all->firstProblem, Tone::Bad);
        return;
    }
    const Dropped job = all->left.takeFirst();
    m_client.specOf(job.id, [self = QPointer(this), all, job](std::optional<engine::JobSpec> spec) {
        if (!self)
            return;
        if (!spec) {
            all->firstProblem = tr("What a job was started from is not known any more.");
            self->resubmitNext(all);
            return;
        }
        for (engine::After after : job.after) { // specOf() leaves those out
            after.id = all->newIds.value(after.id, after.id);
            spec->after += after;
        }
        self->m_client.submit(*spec, [self, all, job](const engine::Result<JobSnapshot> &result) {
            if (!self)
                return;
            if (result) {
                all->newIds.insert(job.id, result->id);
                ++all->done;
            } else if (all->firstProblem.isEmpty()) {
                all->firstProblem = result.refusal().message;
            }
            self->resubmitNext(all);
        });
    });
}

engine::EngineClient::Answers JobUndo::reporter()
{
    return [self = QPointer(this)](const QList<VerbResult> &results) {
        const auto refused =
            std::find_if(results.begin(), results.end(), [](const VerbResult &each) { return !each.answer; });
        if (self && refused != results.end())
            Q_EMIT self->said(refused->answer.refusal().message, Tone::Bad);
    };
}

} // namespace belayer::ui
