// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkedsquare.h"
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

#include <stop_token>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr qint64 MaxWork = 60'000;

/// In the pool. The simulated work holds its thread, as real work would, but not a processor, and ends at
/// once when asked to.
qint64 square(const std::stop_token &stop, const std::shared_ptr<PauseGate> &gate, qint64 n,
              milliseconds work)
{
    gate->passFor(stop, work);
    const std::optional<qint64> result = checkedSquare(n);
    if (!result)
        throw JobFailure(
            u"out_of_range"_s,
            u"n is %1; its square does not fit 64 bits, so n must be -3037000499 to 3037000499"_s.arg(n));
    return *result;
}

async::Task<QVariant> compute(JobContext &job)
{
    const qint64 result =
        co_await job.inPool(square, job.gate(), job.integer(u"n"_s), milliseconds(job.integer(u"work_ms"_s)));
    co_return QVariant(result);
}

QString title(const JobSpec &spec)
{
    return u"Square of "_s + QString::number(spec.params.value(u"n"_s).toLongLong());
}

} // namespace

Kind computeKind()
{
    ParamInfo n;
    n.name = u"n"_s;
    n.type = ParamInfo::Type::Integer;
    n.required = true;
    n.summary = u"The number to square"_s;

    ParamInfo work;
    work.name = u"work_ms"_s;
    work.type = ParamInfo::Type::Integer;
    work.defaultValue = qint64(0);
    work.minimum = 0;
    work.maximum = MaxWork;
    work.unit = u"ms"_s;
    work.summary = u"Simulated work before the result"_s;

    Kind kind;
    kind.info.name = u"compute"_s;
    kind.info.title = u"Compute"_s;
    kind.info.summary = u"Squares a number in the thread pool"_s;
    kind.info.canPause = true;
    kind.mayBeAbandoned = true;
    kind.info.params = {n, work};
    kind.title = title;
    kind.run = compute;
    return kind;
}

} // namespace belayer::engine
