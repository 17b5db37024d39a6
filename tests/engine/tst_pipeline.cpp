// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/testengine.h"

#include <QFile>

using namespace belayer::engine;
using namespace belayer::engine::test;

class TstPipeline : public QObject
{
    Q_OBJECT

private:
    static JobSpec pipelineSpec(const QVariantList &inputs, const QStringList &stages, int parallel = 4)
    {
        return spec(u"pipeline"_s, {{u"inputs"_s, inputs}, {u"stages"_s, stages}, {u"parallel"_s, parallel}});
    }

private Q_SLOTS:
    void numbersPassAllStagesInOrder()
    {
        TestEngine engine;
        const JobSnapshot job =
            engine.run(pipelineSpec({1, 2, 3, -4}, {u"square"_s, u"sleep"_s, u"square"_s}));
        QCOMPARE(job.state, JobState::Succeeded);
        const QVariantMap result = job.result.toMap();
        QCOMPARE(result.value(u"values"_s).toList(),
                 (QVariantList{qint64(1), qint64(16), qint64(81), qint64(256)}));
        QCOMPARE(result.value(u"sum"_s).toLongLong(), 354);
        QCOMPARE(result.value(u"count"_s).toLongLong(), 4);
        QCOMPARE(job.progress, (Progress{12, 12, u"items"_s}));
    }
    void filesAreReadAndDigested()
    {
        TestEngine engine;
        QFile file(engine.folder() + u"/abc"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
        file.close();
        const QVariantMap result =
            engine.run(pipelineSpec({file.fileName(), file.fileName()}, {u"read"_s, u"digest"_s}, 1))
                .result.toMap();
        const QString digest = u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s;
        QCOMPARE(result.value(u"values"_s).toList(), (QVariantList{digest, digest}));
        QVERIFY(!result.contains(u"sum"_s));
        const QVariantMap lengths = engine.run(pipelineSpec({file.fileName()}, {u"read"_s})).result.toMap();
        QCOMPARE(lengths.value(u"values"_s).toList(), QVariantList{qint64(3)});
    }
    void failureOfOneItemFailsThePipeline_data()
    {
        QTest::addColumn<QVariant>("input");
        QTest::addColumn<QString>("stage");
        QTest::addColumn<QString>("code");
        QTest::newRow("overflow") << QVariant(Q_INT64_C(3037000500)) << u"square"_s << u"out_of_range"_s;
        QTest::newRow("missing") << QVariant(u"/no/such/file"_s) << u"read"_s << u"file_not_found"_s;
        const QString large = m_files.filePath(u"large"_s);
        QVERIFY(QFile(large).open(QIODevice::WriteOnly));
        QVERIFY(QFile::resize(large, 64 * 1024 * 1024 + 1));
        QTest::newRow("too large") << QVariant(large) << u"read"_s << u"inputs_too_large"_s;
    }
    void failureOfOneItemFailsThePipeline()
    {
        QFETCH(const QVariant, input);
        QFETCH(const QString, stage);
        QFETCH(const QString, code);
        TestEngine engine;
        const JobSnapshot job = engine.run(pipelineSpec({input}, {u"sleep"_s, stage}));
        QCOMPARE(job.state, JobState::Failed);
        QCOMPARE(job.error->code, code);
    }
    void stagesWorkSideBySide()
    {
        TestEngine engine;
        const JobId id = engine.start(pipelineSpec({1, 2, 3, 4, 5, 6}, {u"sleep"_s, u"square"_s}, 1));
        // A stage begins with its first item and not when the stage before has ended.
        QTRY_VERIFY(engine->find(id)->stages.value(1).done >= 1);
        QVERIFY(engine->find(id)->stages.value(0).done < 6);
        const JobSnapshot job = engine.end(id);
        QCOMPARE(job.stages, (QList<StageCounts>{{u"sleep"_s, 0, 0, 6}, {u"square"_s, 0, 0, 6}}));
    }
    void slowStageHoldsBackTheOneBefore()
    {
        TestEngine engine;
        const JobId id = engine.start(pipelineSpec(QVariantList(500, 1), {u"square"_s, u"sleep"_s}, 2));
        const auto stages = [&] { return engine->find(id)->stages; };
        for (qint64 seen = -1; seen < 6; seen = stages().at(1).done) {
            QTRY_VERIFY(stages().value(1).done > seen && stages().size() == 2);
            const StageCounts square = stages().at(0);
            const StageCounts sleep = stages().at(1);
            QVERIFY(sleep.waiting <= 4); // two in the buffer, and two that are being handed over
            QVERIFY(sleep.working <= 2 && square.working <= 2);
            QCOMPARE(square.waiting + square.working + square.done, 500);
            QCOMPARE(sleep.waiting + sleep.working + sleep.done, square.done);
        }
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
    }
    void moreBytesThanMayBeHeldGoThrough()
    {
        TestEngine engine;
        const QString file = engine.folder() + u"/hole"_s;
        QVERIFY(QFile(file).open(QIODevice::WriteOnly));
        QVERIFY(QFile::resize(file, 30 * 1024 * 1024));
        const JobSnapshot job =
            engine.run(pipelineSpec(QVariantList(3, file), {u"read"_s, u"sleep"_s, u"digest"_s}, 3));
        QCOMPARE(job.state, JobState::Succeeded);
        QCOMPARE(job.result.toMap().value(u"count"_s).toLongLong(), 3);
        QCOMPARE(engine.run(pipelineSpec(QVariantList(3, file), {u"read"_s}, 3))
                     .result.toMap()
                     .value(u"sum"_s)
                     .toLongLong(),
                 Q_INT64_C(3) * 30 * 1024 * 1024);
    }
    void cancelEndsAllStages()
    {
        TestEngine engine;
        const JobId id = engine.start(pipelineSpec(QVariantList(1'000, 1), {u"sleep"_s, u"digest"_s}, 2));
        QTRY_VERIFY(engine->find(id)->progress.value_or(Progress{}).done >= 1);
        QVERIFY(engine->cancel(id));
        QCOMPARE(engine.end(id).state, JobState::Cancelled);
    }

private:
    QTemporaryDir m_files;
};

QTEST_GUILESS_MAIN(TstPipeline)
#include "tst_pipeline.moc"
