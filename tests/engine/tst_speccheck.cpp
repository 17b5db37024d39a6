// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/checkedsquare.h"
#include "core/engine/kinds/kinds.h"
#include "core/engine/speccheck.h"
#include "tests/engine/testengine.h"

#include <cmath>
#include <limits>

using namespace belayer::engine;
using namespace belayer::engine::test;
using namespace std::chrono_literals;

class TstSpecCheck : public QObject
{
    Q_OBJECT

private:
    Result<JobPlan> check(const JobSpec &spec) const
    {
        return checkSpec(spec, m_kinds, [](const JobId &id) { return id.text() == u"taken"; });
    }
    KindRegistry m_kinds;

private Q_SLOTS:
    void initTestCase() { addBuiltinKinds(m_kinds); }

    void badSpecNamesItsField_data()
    {
        QTest::addColumn<JobSpec>("job");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const JobSpec &job, const QString &field,
                            const QString &message) { QTest::newRow(name) << job << field << message; };
        const auto with = [](JobSpec job, auto change) {
            change(job);
            return job;
        };
        row("unknown kind", spec(u"nap"_s), u"kind"_s,
            u"kind is unknown; it must be one of command, checksum, download, pipeline, compute, sleep, group, race"_s);
        row("too small", sleepSpec(-5), u"params.duration_ms"_s,
            u"duration_ms is -5; it must be 0 to 86400000"_s);
        row("too large", sleepSpec(86'400'001), u"params.duration_ms"_s,
            u"duration_ms is 86400001; it must be 0 to 86400000"_s);
        row("missing", spec(u"sleep"_s), u"params.duration_ms"_s,
            u"duration_ms is missing; it must be 0 to 86400000"_s);
        row("text for number", spec(u"sleep"_s, {{u"duration_ms"_s, u"5"_s}}), u"params.duration_ms"_s,
            u"duration_ms is a text; it must be 0 to 86400000"_s);
        row("bool for number", spec(u"sleep"_s, {{u"duration_ms"_s, true}}), u"params.duration_ms"_s,
            u"duration_ms is true; it must be 0 to 86400000"_s);
        row("fraction", spec(u"sleep"_s, {{u"duration_ms"_s, 1.5}}), u"params.duration_ms"_s,
            u"duration_ms is 1.5; it must be 0 to 86400000"_s);
        row("not a number", spec(u"sleep"_s, {{u"duration_ms"_s, std::numeric_limits<double>::quiet_NaN()}}),
            u"params.duration_ms"_s, u"duration_ms is nan; it must be 0 to 86400000"_s);
        row("null", spec(u"sleep"_s, {{u"duration_ms"_s, QVariant()}}), u"params.duration_ms"_s,
            u"duration_ms is empty; it must be 0 to 86400000"_s);
        row("past 64 bits", spec(u"compute"_s, {{u"n"_s, std::numeric_limits<quint64>::max()}}),
            u"params.n"_s, u"n is of another type; it must be a whole number of 64 bits"_s);
        row("unknown parameter", spec(u"sleep"_s, {{u"duration_ms"_s, 1}, {u"<script>"_s, 1}}), u"params"_s,
            u"params has a field that sleep does not know; it knows duration_ms"_s);
        row("bad id", with(sleepSpec(1), [](JobSpec &s) { s.id = JobId(u"a/b"_s); }), u"id"_s,
            u"id is not valid; it must be 1 to 128 characters of A-Z a-z 0-9 . _ -"_s);
        row("long name", with(sleepSpec(1), [](JobSpec &s) { s.name = QString(201, u'x'); }), u"name"_s,
            u"name has 201 characters; it must be at most 200 without control characters"_s);
        row("name with newline", with(sleepSpec(1), [](JobSpec &s) { s.name = u"a\nb"_s; }), u"name"_s,
            u"name has 3 characters; it must be at most 200 without control characters"_s);
        row("empty label", with(sleepSpec(1), [](JobSpec &s) { s.labels = {u"a"_s, QString()}; }),
            u"labels[1]"_s, u"labels[1] has 0 characters; it must have 1 to 100, no control characters"_s);
        row("too many labels", with(sleepSpec(1), [](JobSpec &s) { s.labels = QStringList(33, u"a"_s); }),
            u"labels"_s, u"labels has 33 entries; it must have at most 32"_s);
        row("negative grace", with(sleepSpec(1), [](JobSpec &s) { s.grace = -1ms; }), u"grace_ms"_s,
            u"grace_ms is -1; it must be 0 to 600000"_s);
        row("negative timeout", with(sleepSpec(1), [](JobSpec &s) { s.timeout = -1ms; }), u"timeout_ms"_s,
            u"timeout_ms is -1; it must be 0 to 2592000000"_s);
        row("delay of a year", with(sleepSpec(1), [](JobSpec &s) { s.delay = 24h * 365; }), u"delay_ms"_s,
            u"delay_ms is 31536000000; it must be 0 to 2592000000"_s);
        row("priority", with(sleepSpec(1), [](JobSpec &s) { s.priority = 101; }), u"priority"_s,
            u"priority is 101; it must be -100 to 100"_s);
        row("retries", with(sleepSpec(1), [](JobSpec &s) { s.retries.count = -1; }), u"retries.count"_s,
            u"count is -1; it must be 0 to 100"_s);
        row("backoff", with(sleepSpec(1), [](JobSpec &s) { s.retries.backoff = 25h; }),
            u"retries.backoff_ms"_s, u"backoff_ms is 90000000; it must be 0 to 86400000"_s);
        row("factor", with(sleepSpec(1), [](JobSpec &s) { s.retries.factor = 0.5; }), u"retries.factor"_s,
            u"factor is 0.5; it must be 1 to 10"_s);
        row("longest backoff", with(sleepSpec(1), [](JobSpec &s) { s.retries.maxBackoff = -1ms; }),
            u"retries.max_ms"_s, u"max_ms is -1; it must be 0 to 86400000"_s);
        row("jitter", with(sleepSpec(1), [](JobSpec &s) { s.retries.jitter = std::nan(""); }),
            u"retries.jitter"_s, u"jitter is nan; it must be 0 to 1"_s);
        row("retries of a group",
            with(parentSpec(u"group"_s, {sleepSpec(1)}), [](JobSpec &s) { s.retries.count = 1; }),
            u"retries"_s, u"retries are given, but group has none; give them to its children"_s);
        row("after nobody", with(sleepSpec(1), [](JobSpec &s) { s.after = {{JobId(u"nobody"_s)}}; }),
            u"after[0].id"_s,
            u"after[0].id is nobody; it must name a job that is known or part of this request"_s);
        row("after nothing", with(sleepSpec(1), [](JobSpec &s) { s.after = {{JobId(u"taken"_s)}, {}}; }),
            u"after[1].id"_s,
            u"after[1].id is not valid; it must name a job that is known or part of this request"_s);
        row("too many to wait for",
            with(sleepSpec(1), [](JobSpec &s) { s.after = QList<After>(101, {JobId(u"taken"_s)}); }),
            u"after"_s, u"after has 101 entries; it must have at most 100"_s);
        row("policy without children", with(sleepSpec(1), [](JobSpec &s) { s.policy = Policy::All; }),
            u"policy"_s, u"policy is all, but sleep has none; leave it out"_s);
        row("policy of the other", parentSpec(u"race"_s, {sleepSpec(1)}, Policy::Settle), u"policy"_s,
            u"policy is settle; for race it must be one of first-success, first-finish"_s);
        row("max_parallel of a race",
            with(parentSpec(u"race"_s, {sleepSpec(1)}), [](JobSpec &s) { s.maxParallel = 2; }),
            u"max_parallel"_s, u"max_parallel is 2, but race has none; leave it out"_s);
        row("negative max_parallel",
            with(parentSpec(u"group"_s, {sleepSpec(1)}), [](JobSpec &s) { s.maxParallel = -1; }),
            u"max_parallel"_s, u"max_parallel is -1; it must be 0 (no limit) to 1000"_s);
        row("children of a sleep", with(sleepSpec(1), [](JobSpec &s) { s.children = {sleepSpec(1)}; }),
            u"children"_s, u"children has 1 entries, but sleep takes none; use a group or a race"_s);
        row("no children", parentSpec(u"group"_s, {}), u"children"_s,
            u"children has 0 entries; it must have 1 to 1000"_s);
        row("too many children", parentSpec(u"group"_s, QList<JobSpec>(1001, sleepSpec(1))), u"children"_s,
            u"children has 1001 entries; it must have 1 to 1000"_s);
        row("bad child", parentSpec(u"group"_s, {sleepSpec(1), parentSpec(u"race"_s, {sleepSpec(-1)})}),
            u"children[1].children[0].params.duration_ms"_s,
            u"duration_ms is -1; it must be 0 to 86400000"_s);

        row("no program", spec(u"command"_s), u"params.program"_s,
            u"program is missing; give program (and arguments) or shell"_s);
        row("program and shell", spec(u"command"_s, {{u"program"_s, u"a"_s}, {u"shell"_s, u"b"_s}}),
            u"params.program"_s, u"program and shell are both given; give one of them"_s);
        row("arguments of a shell line",
            spec(u"command"_s, {{u"shell"_s, u"b"_s}, {u"arguments"_s, QVariantList{u"c"_s}}}),
            u"params.arguments"_s, u"arguments are given with shell; put them into the shell line"_s);
        row("NUL in an argument",
            spec(u"command"_s,
                 {{u"program"_s, u"a"_s}, {u"arguments"_s, QStringList{u"b"_s, QString(QChar::Null)}}}),
            u"params.arguments[1]"_s,
            u"arguments[1] is a text with a NUL character; it must be a list of texts without NUL characters"_s);
        row("NUL in the shell line", spec(u"command"_s, {{u"shell"_s, QString(u"a"_s + QChar::Null)}}),
            u"params.shell"_s,
            u"shell is a text with a NUL character; it must be a text without a NUL character"_s);
        row("bad variable name",
            spec(u"command"_s, {{u"program"_s, u"a"_s}, {u"env"_s, QVariantMap{{u"A=B"_s, u"c"_s}}}}),
            u"params.env"_s,
            u"env is an object with a bad name; it must be an object of texts; names must not be empty or "
            u"hold "
            "\"=\" or NUL"_s);
        row("number as a variable",
            spec(u"command"_s, {{u"program"_s, u"a"_s}, {u"env"_s, QVariantMap{{u"A"_s, 1}}}}),
            u"params.env"_s,
            u"env is an object with a value that is no text; it must be an object of texts; names must not "
            u"be empty "
            "or hold \"=\" or NUL"_s);
        row("unknown algorithm",
            spec(u"checksum"_s, {{u"paths"_s, QStringList{u"/tmp"_s}}, {u"algorithm"_s, u"crc"_s}}),
            u"params.algorithm"_s,
            u"algorithm is another word; it must be one of sha256, sha512, blake2b, md5"_s);
        row("no paths", spec(u"checksum"_s, {{u"paths"_s, QVariantList()}}), u"params.paths"_s,
            u"paths has 0 entries; it must have 1 to 1000"_s);
        row("relative path", spec(u"checksum"_s, {{u"paths"_s, QStringList{u"/tmp"_s, u"a"_s}}}),
            u"params.paths[1]"_s, u"paths[1] is another text; it must be a path from / on"_s);
        row("unknown stage",
            spec(u"pipeline"_s, {{u"inputs"_s, QVariantList{1}}, {u"stages"_s, QStringList{u"fly"_s}}}),
            u"params.stages[0]"_s,
            u"stages[0] is another word; it must be a list of read, digest, square, sleep"_s);
        row("square of a file",
            spec(u"pipeline"_s, {{u"inputs"_s, QVariantList{1, u"/a"_s}},
                                 {u"stages"_s, QStringList{u"sleep"_s, u"square"_s}}}),
            u"params.stages[1]"_s,
            u"stages[1] is square, which does not take a file (inputs[1]); read takes files, digest what was "
            u"read or "
            "numbers, square numbers"_s);
        row("fraction in a pipeline",
            spec(u"pipeline"_s, {{u"inputs"_s, QVariantList{1.5}}, {u"stages"_s, QStringList{u"square"_s}}}),
            u"params.inputs[0]"_s, u"inputs[0] is 1.5; it must be whole numbers and paths from / on"_s);
    }
    void badSpecNamesItsField()
    {
        QFETCH(const JobSpec, job);
        QFETCH(const QString, field);
        QFETCH(const QString, message);
        const Result<JobPlan> plan = check(job);
        QVERIFY(!plan);
        QCOMPARE(plan.refusal().code, Refusal::Code::Invalid);
        QCOMPARE(plan.refusal().field, field);
        QCOMPARE(plan.refusal().message, message);
    }
    void takenIdsConflict()
    {
        JobSpec job = parentSpec(u"group"_s, {sleepSpec(1), sleepSpec(1)});
        job.children[1].id = JobId(u"taken"_s);
        const Result<JobPlan> known = check(job);
        QCOMPARE(known.refusal().code, Refusal::Code::Conflict);
        QCOMPARE(known.refusal().field, u"children[1].id"_s);
        QCOMPARE(known.refusal().message, u"id taken is taken; choose another or leave it out"_s);
        job.id = job.children[1].id = JobId(u"twice"_s);
        QCOMPARE(check(job).refusal().field, u"children[1].id"_s);
    }
    void circlesOfWaitsAreRefused_data()
    {
        QTest::addColumn<JobSpec>("job");
        QTest::addColumn<QString>("field");
        const auto waiting = [](JobSpec job, const QString &id, const QString &other) {
            job.id = JobId(id);
            if (!other.isEmpty())
                job.after = {{JobId(other), After::When::Finished}};
            return job;
        };
        const auto group = [](const QList<JobSpec> &children) { return parentSpec(u"group"_s, children); };
        QTest::newRow("itself") << waiting(sleepSpec(1), u"a"_s, u"a"_s) << u"after"_s;
        QTest::newRow("each other") << group({waiting(sleepSpec(1), u"a"_s, u"b"_s),
                                              waiting(sleepSpec(1), u"b"_s, u"a"_s)})
                                    << u"children[1].after"_s;
        QTest::newRow("its parent") << waiting(group({waiting(sleepSpec(1), u"a"_s, u"g"_s)}), u"g"_s, {})
                                    << u"children[0].after"_s;
        QTest::newRow("its child") << waiting(group({waiting(sleepSpec(1), u"a"_s, {})}), u"g"_s, u"a"_s)
                                   << u"after"_s;
        QTest::newRow("crosswise through parents")
            << group({waiting(group({waiting(sleepSpec(1), u"a"_s, u"h"_s)}), u"g"_s, {}),
                      waiting(group({waiting(sleepSpec(1), u"b"_s, u"g"_s)}), u"h"_s, {})})
            << u"children[1].children[0].after"_s;
    }
    void circlesOfWaitsAreRefused()
    {
        QFETCH(const JobSpec, job);
        const Result<JobPlan> plan = check(job);
        QVERIFY(!plan);
        QTEST(plan.refusal().field, "field");
        QCOMPARE(plan.refusal().message,
                 u"after makes a circle: this job would wait for its own end; remove one of the waits"_s);
    }
    void waitsWithoutACircleAreAllowed()
    {
        JobSpec group = parentSpec(u"group"_s, QList<JobSpec>(1'000, sleepSpec(1)));
        for (int i = 0; i < 1'000; ++i) {
            group.children[i].id = JobId(u"%1"_s.arg(i));
            if (i < 999) // forward: each waits for the next
                group.children[i].after = {{JobId(u"%1"_s.arg(i + 1))}, {JobId(u"taken"_s)}};
        }
        QVERIFY(check(group));
        group.children[999].after = {{JobId(u"0"_s)}};
        QVERIFY(!check(group));
    }
    void depthIsBounded()
    {
        JobSpec job = sleepSpec(1);
        for (int i = 1; i < MaxSpecDepth; ++i)
            job = parentSpec(u"group"_s, {job});
        QVERIFY(check(job));
        const Result<JobPlan> tooDeep = check(parentSpec(u"group"_s, {job}));
        QVERIFY(!tooDeep);
        QVERIFY(tooDeep.refusal().field.endsWith(u"children"_s));
        QCOMPARE(tooDeep.refusal().message, u"children nest 9 deep; it must be at most 8"_s);
    }
    void limitsThemselvesAreAllowed()
    {
        QVERIFY(check(sleepSpec(0)));
        QVERIFY(check(sleepSpec(86'400'000)));
        QVERIFY(check(spec(u"sleep"_s, {{u"duration_ms"_s, 5.0}})));
        QVERIFY(check(spec(u"compute"_s, {{u"n"_s, std::numeric_limits<qint64>::min()}})));
        QVERIFY(check(parentSpec(u"group"_s, QList<JobSpec>(1000, sleepSpec(1)))));
    }
    void planIsComplete()
    {
        const Result<JobPlan> plan = check(parentSpec(u"race"_s, {spec(u"compute"_s, {{u"n"_s, 7}})}));
        QVERIFY(plan->spec.id.isValid());
        QCOMPARE(plan->spec.policy, Policy::FirstSuccess);
        QCOMPARE(plan->spec.name, u"Race of 1"_s);
        const JobPlan &child = plan->children.front();
        QCOMPARE(child.spec.params.value(u"work_ms"_s), QVariant(qint64(0)));
        QCOMPARE(child.spec.params.value(u"n"_s).typeId(), int(QMetaType::LongLong));
        QCOMPARE(child.spec.name, u"Square of 7"_s);
    }
    void namesMadeFromParametersAreOneShortLine()
    {
        const Result<JobPlan> plan = check(shellSpec(u"echo\n"_s + QString(500, u'x')));
        QCOMPARE(plan->spec.name.size(), 200);
        QVERIFY(plan->spec.name.startsWith(u"echo xxx"_s));
    }
    void squaresAreExactOrRefused()
    {
        QCOMPARE(checkedSquare(3037000499), std::optional(Q_INT64_C(9223372030926249001)));
        QCOMPARE(checkedSquare(-3037000499), std::optional(Q_INT64_C(9223372030926249001)));
        QVERIFY(!checkedSquare(3037000500));
        QVERIFY(!checkedSquare(std::numeric_limits<qint64>::min()));
    }
    void jobsAreCountedUpToTheLimit()
    {
        QCOMPARE(jobCount(parentSpec(u"group"_s, {sleepSpec(1), parentSpec(u"race"_s, {sleepSpec(1)})}), 100),
                 4);
        QVERIFY(jobCount(parentSpec(u"group"_s, QList<JobSpec>(1000, sleepSpec(1))), 10) <= 12);
    }
    void everyParameterHasWordsForPeople()
    {
        for (const KindInfo &kind : m_kinds.infos()) {
            QVERIFY(!kind.title.isEmpty() && !kind.summary.isEmpty());
            for (const ParamInfo &param : kind.params)
                QVERIFY2(!param.summary.isEmpty(), qPrintable(kind.name + u'.' + param.name));
        }
    }
};

QTEST_GUILESS_MAIN(TstSpecCheck)
#include "tst_speccheck.moc"
