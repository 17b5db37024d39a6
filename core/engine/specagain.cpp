// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/specagain.h"

#include <QHash>

namespace belayer::engine {

namespace {

void addIds(const Job &job, QHash<JobId, JobId> &ids)
{
    ids.insert(job.id(), {});
    for (const auto &child : job.children())
        addIds(*child, ids);
}

void nameAwaited(const Job &job, QHash<JobId, JobId> &ids)
{
    for (const After &after : job.spec().after) {
        const auto inside = ids.find(after.id);
        if (inside != ids.end() && inside->isEmpty())
            *inside = JobId::generate();
    }
    for (const auto &child : job.children())
        nameAwaited(*child, ids);
}

JobSpec specOf(const Job &job, const QHash<JobId, JobId> &ids)
{
    JobSpec spec = job.spec();
    spec.id = ids.value(job.id());
    if (!job.isNamed())
        spec.name.clear();
    spec.after.clear();
    for (const After &after : job.spec().after) {
        if (ids.contains(after.id))
            spec.after.append({ids.value(after.id), after.when});
    }
    for (const auto &child : job.children())
        spec.children.append(specOf(*child, ids));
    return spec;
}

} // namespace

JobSpec specAgain(const Job &root)
{
    QHash<JobId, JobId> ids;
    addIds(root, ids);
    nameAwaited(root, ids);
    return specOf(root, ids);
}

} // namespace belayer::engine
