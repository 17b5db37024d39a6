// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/aftercheck.h"

#include <QHash>

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

/// Two moments of each job, and which moments each has to wait for.
class Moments
{
public:
    std::optional<Refusal> add(const JobPlan &plan, const QString &prefix, std::optional<size_t> parent)
    {
        const size_t self = m_jobs.size();
        m_jobs.push_back({&plan, prefix, parent, {}});
        if (!plan.spec.id.isEmpty())
            m_byId.insert(plan.spec.id, self);
        if (parent)
            m_jobs[*parent].children.push_back(self);
        if (plan.spec.after.size() > MaxAfter)
            return Refusal{
                Refusal::Code::Invalid, prefix + u"after"_s,
                u"after has %1 entries; it must have at most %2"_s.arg(plan.spec.after.size()).arg(MaxAfter)};
        for (size_t i = 0; i < plan.children.size(); ++i) {
            if (auto refusal = add(plan.children[i], prefix + u"children[%1]."_s.arg(i), self))
                return refusal;
        }
        return {};
    }
    std::optional<Refusal> firstUnknown(const std::function<bool(const JobId &)> &isKnown) const
    {
        for (const Node &job : m_jobs) {
            for (qsizetype i = 0; i < job.plan->spec.after.size(); ++i) {
                const JobId &id = job.plan->spec.after.at(i).id;
                if (!m_byId.contains(id) && !isKnown(id))
                    return Refusal{
                        Refusal::Code::Invalid, job.prefix + u"after[%1].id"_s.arg(i),
                        u"after[%1].id is %2; it must name a job that is known or part of this request"_s
                            .arg(i)
                            .arg(id.isValid() ? id.text() : u"not valid"_s)};
            }
        }
        return {};
    }
    std::optional<Refusal> firstCircle()
    {
        m_marks.assign(m_jobs.size() * 2, Mark::New);
        for (size_t job = 0; job < m_jobs.size(); ++job) {
            if (!isReachable(startOf(job)))
                return Refusal{Refusal::Code::Invalid, m_jobs[m_culprit].prefix + u"after"_s,
                               u"after makes a circle: this job would wait for its own end; remove one of "
                               "the waits"_s};
        }
        return {};
    }

private:
    struct Node
    {
        const JobPlan *plan;
        QString prefix;
        std::optional<size_t> parent;
        std::vector<size_t> children;
    };
    enum class Mark : quint8 { New, Open, Done };
    struct Step
    {
        size_t moment;
        std::vector<size_t> waitsFor;
        size_t next = 0;
    };
    static size_t startOf(size_t job) { return job * 2; }
    static size_t endOf(size_t job) { return job * 2 + 1; }

    std::vector<size_t> waitsFor(size_t moment) const
    {
        const size_t self = moment / 2;
        const Node &job = m_jobs[self];
        std::vector<size_t> moments;
        if (moment == endOf(self)) {
            moments.push_back(startOf(self));
            for (const size_t child : job.children)
                moments.push_back(endOf(child));
            return moments;
        }
        if (job.parent)
            moments.push_back(startOf(*job.parent));
        for (const After &after : job.plan->spec.after) {
            const auto inside = m_byId.constFind(after.id);
            if (inside != m_byId.constEnd())
                moments.push_back(endOf(*inside));
        }
        return moments;
    }
    /// Depth first, without recursion: chains may be as long as the request.
    bool isReachable(size_t first)
    {
        std::vector<Step> path;
        const auto enter = [&](size_t moment) {
            m_marks[moment] = Mark::Open;
            path.push_back({moment, waitsFor(moment)});
        };
        if (m_marks[first] == Mark::New)
            enter(first);
        while (!path.empty()) {
            Step &step = path.back();
            if (step.next == step.waitsFor.size()) {
                m_marks[step.moment] = Mark::Done;
                path.pop_back();
                continue;
            }
            const size_t next = step.waitsFor[step.next++];
            if (m_marks[next] == Mark::Open) {
                m_culprit = culpritOn(path, next);
                return false;
            }
            if (m_marks[next] == Mark::New)
                enter(next);
        }
        return true;
    }
    /// A job of the circle that waits by its own wish.
    size_t culpritOn(const std::vector<Step> &path, size_t circleStart) const
    {
        for (auto step = path.rbegin(); step != path.rend(); ++step) {
            const size_t job = step->moment / 2;
            if (step->moment == startOf(job) && !m_jobs[job].plan->spec.after.isEmpty())
                return job;
            if (step->moment == circleStart)
                break;
        }
        return circleStart / 2;
    }

    std::vector<Node> m_jobs;
    QHash<JobId, size_t> m_byId;
    std::vector<Mark> m_marks; ///< by moment
    size_t m_culprit = 0;
};

bool waits(const JobPlan &plan)
{
    return !plan.spec.after.isEmpty() || std::any_of(plan.children.begin(), plan.children.end(), waits);
}

} // namespace

std::optional<Refusal> checkAfter(const JobPlan &plan, const std::function<bool(const JobId &)> &isKnown)
{
    if (!waits(plan))
        return {};
    Moments moments;
    if (auto refusal = moments.add(plan, {}, {}))
        return refusal;
    if (auto refusal = moments.firstUnknown(isKnown))
        return refusal;
    return moments.firstCircle();
}

} // namespace belayer::engine
