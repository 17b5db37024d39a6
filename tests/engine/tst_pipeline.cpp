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
    void stagesOpenOneAfterTheOther()
    {
        TestEngine engine;
        const JobId id = engine.start(pipelineSpec({1, 2, 3}, {u"sleep"_s, u"square"_s}, 1));
        // With one worker the sleeps take three turns; no square may be done before the last of them.
        QTRY_VERIFY(engine->find(id)->progress.value_or(Progress{}).done >= 1);
        QVERIFY(engine->find(id)->progress->done <= 3);
        QCOMPARE(engine.end(id).progress->done, 6);
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
