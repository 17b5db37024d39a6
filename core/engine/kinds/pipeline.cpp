// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkedsquare.h"
#include "core/engine/files/filereader.h"
#include "core/engine/files/hasher.h"
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"

#include <QFile>
#include <QFileInfo>

#include <deque>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MaxInputs = 10'000;
constexpr qint64 MaxStages = 16;
constexpr qint64 MaxParallel = 64;
constexpr qint64 MaxHeldBytes = 64 * 1024 * 1024; ///< between read and digest, all files together
constexpr auto SleepStage = 100ms;

/// Of one run.
struct Stage
{
    Stage(const QString &word, size_t room) : name(word), input(room) {}
    const QString name;
    async::Channel<qsizetype> input; ///< items that the stage before has done; when full, that one waits
    async::AsyncEvent opened;        ///< set with the first item; nothing of the stage exists before
    qint64 working = 0;              ///< also those that wait for room in the next stage's input
    qint64 done = 0;
};

/// One run through the stages; lives in the frame of pipeline(), around the group of all coroutines that
/// refer to it. An item is known by its place in `values`.
struct Run
{
    explicit Run(JobContext &context)
        : job(context)
        , values(context.param(u"inputs"_s).toList())
        , parallel(std::min(context.integer(u"parallel"_s), static_cast<qint64>(values.size())))
    {
        for (const QString &name : context.param(u"stages"_s).toStringList())
            stages.emplace_back(name, static_cast<size_t>(parallel));
    }
    void report()
    {
        QList<StageCounts> counts;
        qint64 done = 0;
        qint64 before = values.size();
        for (const Stage &stage : stages) {
            counts.append({stage.name, before - stage.done - stage.working, stage.working, stage.done});
            done += stage.done;
            before = stage.done;
        }
        job.setStages(counts);
        job.setProgress(done, counts.size() * values.size(), u"items"_s);
    }

    JobContext &job;
    QVariantList values; ///< each item as its last stage left it
    const qint64 parallel;
    std::deque<Stage> stages;
    qint64 held = 0; ///< bytes read and not digested yet
    async::AsyncEvent freed;
    async::AsyncEvent finished;
};

/// For a file of that size; waits for others to be digested first.
async::Task<> reserve(Run &run, qint64 size)
{
    while (run.held > 0 && run.held + size > MaxHeldBytes) {
        run.freed.clear();
        co_await run.freed.wait();
    }
    run.held += size;
}

void release(Run &run, qint64 size)
{
    run.held -= size;
    run.freed.set();
}

[[noreturn]] void throwTooLarge(const QString &path)
{
    throw JobFailure(
        u"inputs_too_large"_s,
        u"%1 holds more than %2 bytes; for large files use a checksum job"_s.arg(path).arg(MaxHeldBytes));
}

qint64 sizeOf(const QString &path)
{
    const qint64 size = QFileInfo(path).size(); // what cannot be read says so when it is
    if (size > MaxHeldBytes)
        throwTooLarge(path);
    return size;
}

QByteArray readWhole(const std::stop_token &stop, const std::shared_ptr<PauseGate> &gate, const QString &path,
                     qint64 size)
{
    QByteArray content;
    content.reserve(size);
    readFile(stop, QFile::encodeName(path), [&](QByteArrayView block) {
        gate->pass(stop);
        if (content.size() + block.size() > MaxHeldBytes) // it has grown
            throwTooLarge(path);
        content.append(block);
    });
    return content;
}

async::Task<QVariant> read(Run &run, QString path)
{
    const qint64 size = co_await run.job.inPool(sizeOf, path);
    co_await reserve(run, size);
    QByteArray content = co_await run.job.inPool(readWhole, run.job.gate(), path, size);
    run.held += content.size() - size;
    co_return content;
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
        co_return co_await read(run, value.toString());
    co_return co_await run.job.inPool(stage == u"digest" ? digest : square, value);
}

qint64 contentSize(const QVariant &value)
{
    return value.typeId() == QMetaType::QByteArray ? static_cast<qint64>(value.toByteArray().size()) : 0;
}

/// What comes out takes the place of what went in, whose bytes are let go.
void store(Run &run, qsizetype item, QVariant value)
{
    const qint64 gone = contentSize(run.values.at(item)) - contentSize(value);
    run.values[item] = std::move(value);
    if (gone > 0)
        release(run, gone);
}

/// Items until no more come; several of these work side by side.
async::Task<> processItems(Run &run, size_t number)
{
    Stage &stage = run.stages[number];
    Stage *const next = number + 1 < run.stages.size() ? &run.stages[number + 1] : nullptr;
    while (const std::optional<qsizetype> item = co_await stage.input.receive()) {
        co_await run.job.gate()->opened();
        ++stage.working;
        QVariant value = co_await process(run, stage.name, run.values.at(*item));
        store(run, *item, std::move(value));
        if (next) {
            next->opened.set();
            co_await next->input.send(*item);
        } else if (const qint64 size = contentSize(run.values.at(*item)); size > 0) {
            store(run, *item, size); // read and not digested: of interest is its length
        }
        --stage.working;
        ++stage.done;
    }
}

async::Task<> runStage(Run &run, size_t number)
{
    co_await run.stages[number].opened.wait();
    co_await async::withTaskGroup([&run, number](async::TaskGroup &group) -> async::Task<> {
        for (qint64 i = 0; i < run.parallel; ++i)
            group.spawn(processItems(run, number));
        co_return;
    });
    if (number + 1 < run.stages.size())
        run.stages[number + 1].input.close();
    else
        run.finished.set();
}

async::Task<> feed(Run &run)
{
    Stage &first = run.stages.front();
    first.opened.set();
    for (qsizetype item = 0; item < run.values.size(); ++item)
        co_await first.input.send(item);
    first.input.close();
}

async::Task<> reportForEver(Run &run)
{
    for (;;) {
        run.report();
        co_await async::sleepFor(run.job.reportInterval());
    }
}

async::Task<> runAll(Run &run)
{
    co_await async::withTaskGroup([&run](async::TaskGroup &group) -> async::Task<> {
        group.spawn(feed(run), u"feed"_s);
        for (size_t number = 0; number < run.stages.size(); ++number)
            group.spawn(runStage(run, number), run.stages[number].name);
        co_return;
    });
}

/// The values, how many, and their sum if all are numbers and it fits.
async::Task<QVariantMap> summarise(Run &run)
{
    co_await run.finished.wait();
    std::optional<qint64> sum = 0;
    for (const QVariant &value : std::as_const(run.values)) {
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
    co_await async::withBackgroundTask(reportForEver(run),
                                       [&run](const async::JobHandle<> &) { return runAll(run); });
    run.report();
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
    inputs.pattern = u"^/"_s;
    inputs.form = u"whole numbers and paths from / on"_s;
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
