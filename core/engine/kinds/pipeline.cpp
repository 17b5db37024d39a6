// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkedsquare.h"
#include "core/engine/files/filereader.h"
#include "core/engine/files/hasher.h"
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

#include <QDir>
#include <QFile>

#include <atomic>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MaxInputs = 10'000;
constexpr qint64 MaxStages = 16;
constexpr qint64 MaxParallel = 64;
constexpr qint64 MaxHeldBytes = 64 * 1024 * 1024; ///< between read and digest, all files together
constexpr auto SleepStage = 100ms;

/// One run through the stages; lives in the frame of pipeline(), around the group of all coroutines that
/// refer to it.
struct Run
{
    explicit Run(JobContext &context)
        : job(context)
        , stages(context.param(u"stages"_s).toStringList())
        , values(context.param(u"inputs"_s).toList())
        , parallel(std::min(context.integer(u"parallel"_s), static_cast<qint64>(values.size())))
        , gates(static_cast<size_t>(stages.size()))
        , held(std::make_shared<std::atomic<qint64>>(0))
    {
    }
    void itemDone() { job.setProgress(++done, stages.size() * values.size(), u"items"_s); }

    JobContext &job;
    const QStringList stages;
    QVariantList values; ///< each item as its last stage left it
    const qint64 parallel;
    std::vector<async::AsyncEvent> gates; ///< set when the stage of that number has done all items
    qint64 done = 0;
    std::shared_ptr<std::atomic<qint64>> held; ///< bytes read
};

QByteArray readWhole(const std::stop_token &stop, const std::shared_ptr<PauseGate> &gate, const QString &path,
                     const std::shared_ptr<std::atomic<qint64>> &held)
{
    QByteArray content;
    readFile(stop, QFile::encodeName(path), [&](QByteArrayView block) {
        gate->pass(stop);
        if (held->fetch_add(block.size()) + block.size() > MaxHeldBytes)
            throw JobFailure(
                u"inputs_too_large"_s,
                u"the files hold more than %1 bytes; for large files use a checksum job"_s.arg(MaxHeldBytes));
        content.append(block);
    });
    return content;
}

QVariant digest(const QVariant &value)
{
    const QByteArray bytes = value.typeId() == QMetaType::QByteArray ? value.toByteArray()
                                                                     : QByteArray::number(value.toLongLong());
    Hasher hasher(Hasher::Algorithm::Sha256);
    hasher.add(bytes);
    return QString::fromLatin1(hasher.hexDigest());
}

QVariant square(const QVariant &value)
{
    const std::optional<qint64> result = checkedSquare(value.toLongLong());
    if (!result)
        throw JobFailure(
            u"out_of_range"_s,
            u"the square of %1 does not fit 64 bits; give a smaller number"_s.arg(value.toLongLong()));
    return *result;
}

async::Task<QVariant> process(Run &run, QString stage, QVariant value)
{
    if (stage == u"sleep") {
        co_await async::sleepFor(SleepStage);
        co_return value;
    }
    if (stage == u"read")
        co_return co_await run.job.inPool(readWhole, run.job.gate(), value.toString(), run.held);
    co_return co_await run.job.inPool(stage == u"digest" ? digest : square, value);
}

/// Takes the next item until none is left; several of these work side by side.
async::Task<> processItems(Run &run, qsizetype stage, qsizetype &next)
{
    while (next < run.values.size()) {
        co_await run.job.gate()->opened();
        if (next == run.values.size()) // others took the last meanwhile
            break;
        const qsizetype item = next++;
        QVariant value = co_await process(run, run.stages.at(stage), run.values.at(item));
        run.values[item] = std::move(value);
        run.itemDone();
    }
}

async::Task<> runStage(Run &run, qsizetype stage)
{
    if (stage > 0)
        co_await run.gates[static_cast<size_t>(stage - 1)].wait();
    qsizetype next = 0;
    co_await async::withTaskGroup([&run, stage, &next](async::TaskGroup &group) -> async::Task<> {
        for (qint64 i = 0; i < run.parallel; ++i)
            group.spawn(processItems(run, stage, next));
        co_return;
    });
    run.gates[static_cast<size_t>(stage)].set();
}

/// The values, how many, and their sum if all are numbers and it fits.
async::Task<QVariantMap> summarise(Run &run)
{
    co_await run.gates.back().wait();
    std::optional<qint64> sum = 0;
    for (QVariant &value : run.values) {
        if (value.typeId() == QMetaType::QByteArray)
            value = static_cast<qint64>(value.toByteArray().size()); // read and not digested: its length
        qint64 next = 0;
        const bool isNumber = value.typeId() == QMetaType::LongLong;
        if (sum && isNumber && !__builtin_add_overflow(*sum, value.toLongLong(), &next))
            sum = next;
        else
            sum.reset();
    }
    QVariantMap summary{{u"values"_s, run.values}, {u"count"_s, static_cast<qint64>(run.values.size())}};
    if (sum)
        summary.insert(u"sum"_s, *sum);
    co_return summary;
}

async::Task<QVariant> pipeline(JobContext &job)
{
    Run run(job);
    async::AsyncLazy<QVariantMap> summary([&run] { return summarise(run); });
    job.setProgress(0, run.stages.size() * run.values.size(), u"items"_s);
    co_await async::withTaskGroup([&run](async::TaskGroup &group) -> async::Task<> {
        for (qsizetype stage = 0; stage < run.stages.size(); ++stage)
            group.spawn(runStage(run, stage), run.stages.at(stage));
        co_return;
    });
    co_return QVariant(co_await summary.get());
}

enum class Shape { Number, Path, Bytes, Text };

QString nameOf(Shape shape)
{
    switch (shape) {
    case Shape::Number: return u"a number"_s;
    case Shape::Path: return u"a file"_s;
    case Shape::Bytes: return u"a file's content"_s;
    case Shape::Text: return u"a digest"_s;
    }
    Q_UNREACHABLE();
}

/// What a stage makes of such a value, if it takes it.
std::optional<Shape> after(const QString &stage, Shape shape)
{
    if (stage == u"sleep")
        return shape;
    if (stage == u"read")
        return shape == Shape::Path ? std::optional(Shape::Bytes) : std::nullopt;
    if (stage == u"square")
        return shape == Shape::Number ? std::optional(Shape::Number) : std::nullopt;
    return shape == Shape::Number || shape == Shape::Bytes ? std::optional(Shape::Text) : std::nullopt;
}

std::optional<Refusal> check(const JobSpec &spec)
{
    const QStringList stages = spec.params.value(u"stages"_s).toStringList();
    const QVariantList inputs = spec.params.value(u"inputs"_s).toList();
    for (qsizetype item = 0; item < inputs.size(); ++item) {
        Shape shape = inputs.at(item).typeId() == QMetaType::LongLong ? Shape::Number : Shape::Path;
        if (shape == Shape::Path && QDir::isRelativePath(inputs.at(item).toString()))
            return Refusal{Refusal::Code::Invalid, u"params.inputs[%1]"_s.arg(item),
                           u"inputs[%1] is a relative path; it must begin with /"_s.arg(item)};
        for (qsizetype stage = 0; stage < stages.size(); ++stage) {
            const std::optional<Shape> next = after(stages.at(stage), shape);
            if (!next)
                return Refusal{
                    Refusal::Code::Invalid, u"params.stages[%1]"_s.arg(stage),
                    u"stages[%1] is %2, which does not take %3 (inputs[%4]); read takes files, digest "
                    u"what was read or numbers, square numbers"_s.arg(stage)
                        .arg(stages.at(stage), nameOf(shape))
                        .arg(item)};
            shape = *next;
        }
    }
    return {};
}

QString title(const JobSpec &spec)
{
    return u"Pipeline: %1"_s.arg(spec.params.value(u"stages"_s).toStringList().join(u" → "_s));
}

} // namespace

Kind pipelineKind()
{
    ParamInfo inputs;
    inputs.name = u"inputs"_s;
    inputs.type = ParamInfo::Type::ValueList;
    inputs.required = true;
    inputs.minimum = 1;
    inputs.maximum = MaxInputs;
    inputs.summary = u"Files and whole numbers"_s;

    ParamInfo stages;
    stages.name = u"stages"_s;
    stages.type = ParamInfo::Type::ChoiceList;
    stages.required = true;
    stages.minimum = 1;
    stages.maximum = MaxStages;
    stages.choices = {u"read"_s, u"digest"_s, u"square"_s, u"sleep"_s};
    stages.summary = u"What is done to every input, in order"_s;

    ParamInfo parallel;
    parallel.name = u"parallel"_s;
    parallel.type = ParamInfo::Type::Integer;
    parallel.defaultValue = qint64(4);
    parallel.minimum = 1;
    parallel.maximum = MaxParallel;
    parallel.summary = u"How many inputs a stage works on at a time"_s;

    Kind kind;
    kind.info.name = u"pipeline"_s;
    kind.info.title = u"Pipeline"_s;
    kind.info.summary = u"Sends inputs through stages"_s;
    kind.info.canPause = true;
    kind.mayBeAbandoned = true;
    kind.info.params = {inputs, stages, parallel};
    kind.check = check;
    kind.title = title;
    kind.run = pipeline;
    return kind;
}

} // namespace belayer::engine
