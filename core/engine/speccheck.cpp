// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/speccheck.h"

#include "core/engine/aftercheck.h"
#include "core/engine/paramcheck.h"
#include "core/engine/refusals.h"

#include <QSet>

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxName = 200;
constexpr qsizetype MaxLabels = 32;
constexpr qsizetype MaxLabel = 100;

QString word(Policy policy)
{
    switch (policy) {
    case Policy::Default: return u"default"_s;
    case Policy::All: return u"all"_s;
    case Policy::Settle: return u"settle"_s;
    case Policy::FirstSuccess: return u"first-success"_s;
    case Policy::FirstFinish: return u"first-finish"_s;
    }
    Q_UNREACHABLE();
}

Policy policyFrom(const QString &text)
{
    for (const Policy policy : {Policy::All, Policy::Settle, Policy::FirstSuccess, Policy::FirstFinish}) {
        if (word(policy) == text)
            return policy;
    }
    return Policy::Default;
}

QString shortened(const QString &title)
{
    if (title.size() <= MaxName)
        return title;
    const bool splitsPair = title.at(MaxName - 2).isHighSurrogate();
    return title.left(MaxName - (splitsPair ? 2 : 1)) + u'\u2026';
}

/// Of the category Cc, which will have no more members.
bool isControlCharacter(QChar c)
{
    return c < u' ' || (c >= u'\u007f' && c <= u'\u009f');
}

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), isControlCharacter);
}

/// Checks one spec tree; each function returns what is wrong, if anything.
class Check
{
public:
    Check(const KindRegistry &kinds, const std::function<bool(const JobId &)> &isTaken)
        : m_kinds(kinds), m_isTaken(isTaken)
    {
    }

    std::optional<Refusal> plan(JobSpec &&given, const QString &prefix, int depth, JobPlan &plan);

private:
    static Refusal invalid(const QString &field, const QString &message)
    {
        return {Refusal::Code::Invalid, field, message};
    }
    std::optional<Refusal> checkId(const JobSpec &spec, const QString &prefix);
    std::optional<Refusal> checkTexts(const JobSpec &spec, const QString &prefix) const;
    std::optional<Refusal> checkPolicy(JobSpec &spec, const KindInfo &info, const QString &prefix) const;
    std::optional<Refusal> checkLimits(const JobSpec &spec, const KindInfo &info,
                                       const QString &prefix) const;
    std::optional<Refusal> checkTimes(const JobSpec &spec, const QString &prefix) const;
    std::optional<Refusal> checkRetries(const JobSpec &spec, const KindInfo &info,
                                        const QString &prefix) const;
    std::optional<Refusal> checkChildren(const JobSpec &spec, const KindInfo &info, const QString &prefix,
                                         int depth) const;

    const KindRegistry &m_kinds;
    const std::function<bool(const JobId &)> &m_isTaken;
    QSet<JobId> m_ids;
};

std::optional<Refusal> Check::checkId(const JobSpec &spec, const QString &prefix)
{
    if (spec.id.isEmpty())
        return {};
    if (!spec.id.isValid())
        return invalid(prefix + u"id"_s,
                       u"id is not valid; it must be 1 to 128 characters of A-Z a-z 0-9 . _ -"_s);
    if (m_ids.contains(spec.id) || m_isTaken(spec.id))
        return idTaken(spec.id, prefix + u"id"_s);
    m_ids.insert(spec.id);
    return {};
}

std::optional<Refusal> Check::checkTexts(const JobSpec &spec, const QString &prefix) const
{
    if (spec.name.size() > MaxName || hasControlCharacter(spec.name))
        return invalid(prefix + u"name"_s,
                       u"name has %1 characters; it must be at most %2 without control characters"_s
                           .arg(spec.name.size())
                           .arg(MaxName));
    if (spec.labels.size() > MaxLabels)
        return invalid(
            prefix + u"labels"_s,
            u"labels has %1 entries; it must have at most %2"_s.arg(spec.labels.size()).arg(MaxLabels));
    for (qsizetype i = 0; i < spec.labels.size(); ++i) {
        const QString &label = spec.labels.at(i);
        if (label.isEmpty() || label.size() > MaxLabel || hasControlCharacter(label))
            return invalid(
                prefix + u"labels[%1]"_s.arg(i),
                u"labels[%1] has %2 characters; it must have 1 to %3, no control characters"_s.arg(i)
                    .arg(label.size())
                    .arg(MaxLabel));
    }
    return {};
}

std::optional<Refusal> Check::checkPolicy(JobSpec &spec, const KindInfo &info, const QString &prefix) const
{
    if (spec.policy == Policy::Default) {
        if (!info.policies.isEmpty())
            spec.policy = policyFrom(info.policies.first());
        return {};
    }
    if (info.policies.contains(word(spec.policy)))
        return {};
    return invalid(prefix + u"policy"_s,
                   info.policies.isEmpty()
                       ? u"policy is %1, but %2 has none; leave it out"_s.arg(word(spec.policy), info.name)
                       : u"policy is %1; for %2 it must be one of %3"_s.arg(word(spec.policy), info.name,
                                                                            info.policies.join(u", "_s)));
}

std::optional<Refusal> Check::checkLimits(const JobSpec &spec, const KindInfo &info,
                                          const QString &prefix) const
{
    if (spec.maxParallel != 0 && !info.takesMaxParallel)
        return invalid(
            prefix + u"max_parallel"_s,
            u"max_parallel is %1, but %2 has none; leave it out"_s.arg(spec.maxParallel).arg(info.name));
    if (spec.maxParallel < 0 || spec.maxParallel > MaxChildren)
        return invalid(
            prefix + u"max_parallel"_s,
            u"max_parallel is %1; it must be 0 (no limit) to %2"_s.arg(spec.maxParallel).arg(MaxChildren));
    return {};
}

std::optional<Refusal> Check::checkTimes(const JobSpec &spec, const QString &prefix) const
{
    const struct
    {
        QString name;
        qint64 value;
        qint64 minimum;
        qint64 maximum;
    } fields[] = {
        {u"grace_ms"_s, spec.grace.value_or(std::chrono::milliseconds(0)).count(), 0, MaxGrace.count()},
        {u"timeout_ms"_s, spec.timeout.count(), 0, MaxWait.count()},
        {u"delay_ms"_s, spec.delay.count(), 0, MaxWait.count()},
        {u"priority"_s, spec.priority, -MaxPriority, MaxPriority}};
    for (const auto &field : fields) {
        if (field.value < field.minimum || field.value > field.maximum)
            return invalid(prefix + field.name, u"%1 is %2; it must be %3 to %4"_s.arg(field.name)
                                                    .arg(field.value)
                                                    .arg(field.minimum)
                                                    .arg(field.maximum));
    }
    return {};
}

std::optional<Refusal> Check::checkRetries(const JobSpec &spec, const KindInfo &info,
                                           const QString &prefix) const
{
    const Retries &retries = spec.retries;
    if (retries.count != 0 && info.takesChildren)
        return invalid(prefix + u"retries"_s,
                       u"retries are given, but %1 has none; give them to its children"_s.arg(info.name));
    const struct
    {
        QString name;
        double value;
        double minimum;
        double maximum;
    } fields[] = {{u"count"_s, double(retries.count), 0, MaxRetries},
                  {u"backoff_ms"_s, double(retries.backoff.count()), 0, double(MaxBackoff.count())},
                  {u"factor"_s, retries.factor, 1, MaxBackoffFactor},
                  {u"max_ms"_s, double(retries.maxBackoff.count()), 0, double(MaxBackoff.count())},
                  {u"jitter"_s, retries.jitter, 0, 1}};
    for (const auto &field : fields) {
        if (!(field.value >= field.minimum && field.value <= field.maximum)) // so that no NaN passes
            return invalid(
                prefix + u"retries."_s + field.name,
                u"%1 is %2; it must be %3 to %4"_s.arg(field.name)
                    .arg(QString::number(field.value, 'g', 12))
                    .arg(QString::number(field.minimum, 'g', 12), QString::number(field.maximum, 'g', 12)));
    }
    return {};
}

std::optional<Refusal> Check::checkChildren(const JobSpec &spec, const KindInfo &info, const QString &prefix,
                                            int depth) const
{
    const qsizetype count = spec.children.size();
    if (!info.takesChildren)
        return count == 0
                   ? std::nullopt
                   : std::optional(invalid(
                         prefix + u"children"_s,
                         u"children has %1 entries, but %2 takes none; use a group or a race"_s.arg(count)
                             .arg(info.name)));
    if (count < 1 || count > MaxChildren)
        return invalid(prefix + u"children"_s,
                       u"children has %1 entries; it must have 1 to %2"_s.arg(count).arg(MaxChildren));
    if (depth >= MaxSpecDepth)
        return invalid(prefix + u"children"_s,
                       u"children nest %1 deep; it must be at most %2"_s.arg(depth + 1).arg(MaxSpecDepth));
    return {};
}

/// By the kind's description, then by what only the kind can say; the plan gets the checked values.
std::optional<Refusal> checkOwnParams(JobPlan &plan)
{
    Result<QVariantMap> params = checkParams(plan.kind->info, std::exchange(plan.spec.params, {}));
    if (!params)
        return params.refusal();
    plan.spec.params = *std::move(params);
    return plan.kind->check ? plan.kind->check(plan.spec) : std::nullopt;
}

std::optional<Refusal> Check::plan(JobSpec &&given, const QString &prefix, int depth, JobPlan &plan)
{
    plan.kind = m_kinds.find(given.kind);
    if (!plan.kind) {
        QStringList names;
        for (const KindInfo &info : m_kinds.infos())
            names.append(info.name);
        return invalid(prefix + u"kind"_s,
                       u"kind is unknown; it must be one of %1"_s.arg(names.join(u", "_s)));
    }
    const KindInfo &info = plan.kind->info;
    plan.spec = std::move(given);
    const JobSpec &spec = plan.spec;
    plan.isNamed = !spec.name.isEmpty();
    if (auto refusal = checkId(spec, prefix))
        return refusal;
    if (auto refusal = checkTexts(spec, prefix))
        return refusal;
    if (auto refusal = checkPolicy(plan.spec, info, prefix))
        return refusal;
    if (auto refusal = checkLimits(spec, info, prefix))
        return refusal;
    if (auto refusal = checkTimes(spec, prefix))
        return refusal;
    if (auto refusal = checkRetries(spec, info, prefix))
        return refusal;
    if (auto refusal = checkChildren(spec, info, prefix, depth))
        return refusal;

    QList<JobSpec> children = std::exchange(plan.spec.children, {});
    if (auto refusal = checkOwnParams(plan)) {
        refusal->field.prepend(prefix);
        return refusal;
    }

    plan.children.resize(static_cast<size_t>(children.size()));
    for (qsizetype i = 0; i < children.size(); ++i) {
        const QString childPrefix = prefix + u"children[%1]."_s.arg(i);
        if (auto bad = this->plan(std::move(children[i]), childPrefix, depth + 1,
                                  plan.children[static_cast<size_t>(i)]))
            return bad;
    }
    return {};
}

/// Ids and names are settled last, when nothing can be refused any more.
void complete(JobPlan &plan)
{
    if (plan.spec.id.isEmpty())
        plan.spec.id = JobId::generate();
    if (plan.spec.name.isEmpty()) {
        QString title = plan.kind->info.takesChildren
                            ? u"%1 of %2"_s.arg(plan.kind->info.title).arg(plan.children.size())
                            : plan.kind->title(plan.spec);
        if (hasControlCharacter(title))
            std::replace_if(title.begin(), title.end(), isControlCharacter, u' ');
        plan.spec.name = shortened(title);
    }
    for (JobPlan &child : plan.children)
        complete(child);
}

} // namespace

Result<JobPlan> checkSpec(JobSpec spec, const KindRegistry &kinds, const IsKnown &isTaken,
                          const IsKnown &isPast)
{
    JobPlan plan;
    if (auto refusal = Check(kinds, isTaken).plan(std::move(spec), {}, 1, plan))
        return *std::move(refusal);
    const auto isKnown = [&](const JobId &id) { return isTaken(id) || (isPast && isPast(id)); };
    if (auto refusal = checkAfter(plan, isKnown))
        return *std::move(refusal);
    complete(plan);
    return plan;
}

int jobCount(const JobSpec &spec, int limit)
{
    int count = 1;
    for (const JobSpec &child : spec.children) {
        if (count > limit)
            break;
        count += jobCount(child, limit - count);
    }
    return count;
}

} // namespace belayer::engine
