// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/demojobs.h"

#include <chrono>

namespace belayer::engine {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

JobSpec make(const QString &kind, const QString &name, const QVariantMap &params)
{
    JobSpec spec;
    spec.kind = kind;
    spec.name = name;
    spec.params = params;
    return spec;
}

JobSpec sleepFor(const QString &name, milliseconds duration)
{
    return make(u"sleep"_s, name, {{u"duration_ms"_s, qint64(duration.count())}});
}

JobSpec square(const QString &name, qint64 n, milliseconds work)
{
    return make(u"compute"_s, name, {{u"n"_s, n}, {u"work_ms"_s, qint64(work.count())}});
}

JobSpec parent(const QString &kind, const QString &name, const QList<JobSpec> &children)
{
    JobSpec spec = make(kind, name, {});
    spec.children = children;
    return spec;
}

/// The second waits for the first to be done, as the lesson's coordinator does for its job's event.
JobSpec coordinated()
{
    JobSpec spec =
        parent(u"group"_s, u"Coordinated job"_s,
               {sleepFor(u"Work until the event is set"_s, 5s), square(u"Report the result"_s, 5, 2s)});
    spec.maxParallel = 1;
    return spec;
}

JobSpec pipeline()
{
    QVariantList inputs;
    for (qint64 n = 1; n <= 100; ++n)
        inputs += n;
    return make(u"pipeline"_s, u"Pipeline of 100 numbers"_s,
                {{u"inputs"_s, inputs},
                 {u"stages"_s, QStringList{u"sleep"_s, u"square"_s}},
                 {u"parallel"_s, qint64(2)}});
}

} // namespace

QList<DemoJob> demoJobs()
{
    return {
        {u"Process a group of items"_s,
         parent(u"group"_s, u"Process items 1 to 3"_s,
                {square(u"process_item(1)"_s, 1, 3s), square(u"process_item(2)"_s, 2, 5s),
                 square(u"process_item(3)"_s, 3, 4s)})},
        {u"Race two tasks"_s, parent(u"race"_s, u"Race: task 1 against task 2"_s,
                                     {sleepFor(u"Task 1"_s, 6s), sleepFor(u"Task 2"_s, 12s)})},
        {u"Background job"_s, sleepFor(u"Background job"_s, 60s)},
        {u"Compute in the thread pool"_s, square(u"Compute 12 squared"_s, 12, 8s)},
        {u"Coordinated job"_s, coordinated()},
        {u"Pipeline"_s, pipeline()},
    };
}

} // namespace belayer::engine
