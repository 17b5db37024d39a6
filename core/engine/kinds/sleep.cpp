// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 MaxDuration = 86'400'000;
constexpr int MaxReports = 200; ///< of one sleep, however long: finer steps are too small to be seen

/// Gives the milliseconds slept.
async::Task<QVariant> sleep(JobContext &job)
{
    const milliseconds duration(job.integer(u"duration_ms"_s));
    job.setProgress(0, duration.count(), u"ms"_s);
    for (milliseconds slept{0}; slept < duration; slept = job.activeTime()) {
        job.setProgress(slept.count(), duration.count(), u"ms"_s);
        const milliseconds pause = std::max(job.reportInterval(), duration / MaxReports);
        co_await async::sleepFor(std::min(pause, duration - slept));
        co_await job.gate()->opened();
    }
    job.setProgress(duration.count(), duration.count(), u"ms"_s);
    co_return QVariant(static_cast<qint64>(duration.count()));
}

QString title(const JobSpec &spec)
{
    return u"Sleep %1 ms"_s.arg(spec.params.value(u"duration_ms"_s).toLongLong());
}

} // namespace

Kind sleepKind()
{
    ParamInfo duration;
    duration.name = u"duration_ms"_s;
    duration.type = ParamInfo::Type::Integer;
    duration.required = true;
    duration.minimum = 0;
    duration.maximum = MaxDuration;
    duration.unit = u"ms"_s;
    duration.summary = u"How long to wait"_s;

    Kind kind;
    kind.info.name = u"sleep"_s;
    kind.info.title = u"Sleep"_s;
    kind.info.summary = u"Waits for a while"_s;
    kind.info.takesPlace = false;
    kind.info.canPause = true;
    kind.info.params = {duration};
    kind.title = title;
    kind.run = sleep;
    return kind;
}

} // namespace belayer::engine
