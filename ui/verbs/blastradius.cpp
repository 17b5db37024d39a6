// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/verbs/blastradius.h"

#include "ui/table/jobtablemodel.h"
#include "ui/words/jobtext.h"

#include <QCoreApplication>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;

namespace {

/// The translation context of everything here.
struct BlastWords
{
    Q_DECLARE_TR_FUNCTIONS(BlastWords)
};

bool isLive(const JobSnapshot &job)
{
    return !engine::isFinished(job.state) && job.state != engine::JobState::Cancelling;
}

class Search
{
public:
    explicit Search(const JobTableModel &model) : m_model(model) {}

    BlastRadius find(const QList<JobId> &chosen)
    {
        for (const JobId &id : chosen)
            reach(id, m_radius.chosen, nullptr);
        spread(chosen, m_radius.below, m_radius.belowNames);
        for (const JobSnapshot *job : m_model.waitingForOthers()) {
            for (const engine::After &after : job->after) {
                if (after.when != engine::After::When::Finished) // any end will do
                    m_waiters[after.id] += job->id;
            }
        }
        for (qsizetype next = 0; next < m_order.size(); ++next) {
            for (const JobId &waiter : m_waiters.value(m_order[next])) {
                if (reach(waiter, m_radius.waiting, &m_radius.waitingNames))
                    spread({waiter}, m_radius.waiting, m_radius.waitingNames);
            }
        }
        return std::move(m_radius);
    }

private:
    /// All live jobs below those, in the order they are shown.
    void spread(const QList<JobId> &roots, int &count, QStringList &names)
    {
        QList<JobId> open(roots.crbegin(), roots.crend());
        while (!open.isEmpty()) {
            const JobSnapshot *job = m_model.find(open.takeLast());
            if (!job)
                continue;
            for (auto child = job->children.crbegin(); child != job->children.crend(); ++child)
                open += *child;
            if (!m_radius.jobs.contains(job->id))
                reach(job->id, count, &names);
        }
    }

    bool reach(const JobId &id, int &count, QStringList *names)
    {
        const JobSnapshot *job = m_model.find(id);
        if (!job || !isLive(*job) || m_radius.jobs.contains(id))
            return false;
        m_radius.jobs.insert(id);
        m_order += id;
        ++count;
        if (names && names->size() < BlastRadius::namesKept)
            *names += job->name;
        if (job->started.isValid() && job->children.isEmpty()) {
            ++m_radius.working;
            m_radius.work += elapsedNow(*job) - job->paused;
        }
        return true;
    }

    const JobTableModel &m_model;
    BlastRadius m_radius;
    QList<JobId> m_order; ///< of m_radius.jobs, as they were reached
    QHash<JobId, QList<JobId>> m_waiters;
};

/// The status bar has one line for all of it.
QString nameList(const QStringList &names, int count)
{
    constexpr qsizetype longest = 24;
    QStringList cut;
    for (const QString &name : names)
        cut += name.size() > longest ? name.left(longest - 1) + u'…' : name;
    return cut.join(u", "_s) + (count > names.size() ? u" …"_s : QString());
}

} // namespace

BlastRadius blastRadius(const QList<JobId> &chosen, const JobTableModel &model)
{
    return Search(model).find(chosen);
}

QString blastText(const BlastRadius &radius)
{
    QString text = radius.chosen == 1 ? BlastWords::tr("Cancels the selected job")
                                      : BlastWords::tr("Cancels %n jobs", nullptr, radius.chosen);
    if (radius.below > 0)
        text += u' ' + BlastWords::tr("and %n below: %1", nullptr, radius.below)
                           .arg(nameList(radius.belowNames, radius.below));
    text += u'.';
    if (radius.working > 0)
        text += u' ' + BlastWords::tr("The work of %1 is lost.").arg(durationText(radius.work));
    if (radius.waiting > 0)
        text +=
            u' ' + BlastWords::tr("%n waiting for these can then never start: %1.", nullptr, radius.waiting)
                       .arg(nameList(radius.waitingNames, radius.waiting));
    return text;
}

} // namespace belayer::ui
