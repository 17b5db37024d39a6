// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/specagain.h"

#include <QHash>

namespace belayer::engine {

namespace {

void addIds(const JobSpec &spec, QHash<JobId, JobId> &ids)
{
    ids.insert(spec.id, {});
    for (const JobSpec &child : spec.children)
        addIds(child, ids);
}

void nameAwaited(const JobSpec &spec, QHash<JobId, JobId> &ids)
{
    for (const After &after : spec.after) {
        const auto inside = ids.find(after.id);
        if (inside != ids.end() && inside->isEmpty())
            *inside = JobId::generate();
    }
    for (const JobSpec &child : spec.children)
        nameAwaited(child, ids);
}

void renew(JobSpec &spec, const QHash<JobId, JobId> &ids)
{
    spec.id = ids.value(spec.id);
    spec.requestDigest.clear();
    spec.recording = Recording::Kept;
    spec.after.removeIf([&](const After &after) { return !ids.contains(after.id); });
    for (After &after : spec.after)
        after.id = ids.value(after.id);
    for (JobSpec &child : spec.children)
        renew(child, ids);
}

JobSpec renewed(JobSpec tree)
{
    QHash<JobId, JobId> ids;
    addIds(tree, ids);
    nameAwaited(tree, ids);
    renew(tree, ids);
    return tree;
}

JobSpec treeOf(const Job &job)
{
    JobSpec spec = job.spec();
    if (!job.isNamed())
        spec.name.clear();
    for (const auto &child : job.children())
        spec.children.append(treeOf(*child));
    return spec;
}

JobSpec nameless(JobSpec spec)
{
    spec.name.clear();
    spec.after.clear(); // whom it waited for need not be known any more
    for (JobSpec &child : spec.children)
        child = nameless(child);
    return spec;
}

/// Whoever gave the job just the name it would have had anyhow loses nothing.
void dropMadeNames(JobSpec &spec, const JobPlan &plan)
{
    if (spec.name == plan.spec.name)
        spec.name.clear();
    for (size_t i = 0; i < plan.children.size(); ++i)
        dropMadeNames(spec.children[static_cast<qsizetype>(i)], plan.children[i]);
}

} // namespace

JobSpec specAgain(const Job &root)
{
    return renewed(treeOf(root));
}

JobSpec specAgain(JobSpec stored, const KindRegistry &kinds)
{
    const auto plan = checkSpec(nameless(stored), kinds, [](const JobId &) { return false; });
    if (plan) // else it will be refused, with the reason, when it is submitted
        dropMadeNames(stored, *plan);
    return renewed(std::move(stored));
}

} // namespace belayer::engine
