// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/jobfiles.h"

#include "core/api/joblist.h"
#include "core/api/snapshotjson.h"
#include "tests/ui/snapshots.h"
#include "tests/ui/windowbench.h"
#include "ui/banner.h"
#include "ui/files/exportdialog.h"
#include "ui/files/exportfile.h"
#include "ui/files/importdialog.h"
#include "ui/files/jobcsv.h"
#include "ui/files/jobexport.h"
#include "ui/script/scriptlines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace belayer;
using namespace belayer::ui;
using namespace belayer::engine;
using namespace Qt::StringLiterals;
using test::click;
using test::find;
using test::parentSpec;
using test::squareSpec;

namespace {

JobFormats formats()
{
    return {api::readJobList,
            [](const JobSnapshot &job) { return api::JsonValue(api::snapshotJson(job)).toJson(); }};
}

struct Bench : test::WindowBench
{
    explicit Bench(Keep keep = Keep::Nothing) : WindowBench(keep) { window.setJobFormats(formats()); }

    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", qPrintable(name));
        return file.fileName();
    }
    void import(const QString &file) { window.findChild<JobFiles *>()->importFile(file); }
    QString banner() { return window.findChild<Banner *>()->message(); }
};

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The cells of one line; for lines without line breaks in cells.
QList<QByteArray> cells(QByteArray line)
{
    QList<QByteArray> cells{{}};
    bool isQuoted = false;
    for (const char c : std::as_const(line)) {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (c == ',' && !isQuoted)
            cells.append(QByteArray());
        else
            cells.last() += c;
    }
    return cells;
}

} // namespace

class TestJobFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTableIsSafeAndExact()
    {
        JobSnapshot job = test::snapshot(1, u"=HYPERLINK(\"x\")"_s, JobState::Failed);
        job.labels = {u"a, b"_s, u"c"_s};
        job.created = QDateTime::fromString(u"2026-11-26T09:08:07.065+01:00"_s, Qt::ISODateWithMs);
        job.started = job.created;
        job.elapsed = std::chrono::milliseconds(1500);
        job.priority = -5;
        job.exitCode = 3;
        job.error = JobError{u"exit_code"_s, u"-x\nsecond \"line\""_s};
        const QByteArray line = csvLine(job);
        QVERIFY(line.endsWith("\r\n"));
        QVERIFY2(line.contains("\"'=HYPERLINK(\"\"x\"\")\""), line);
        QVERIFY(line.contains("\"'-x\nsecond \"\"line\"\"\""));
        QVERIFY(line.contains("\"a, b, c\""));
        QVERIFY(line.contains(",2026-11-26T08:08:07.065Z,"));
        QVERIFY2(line.contains(",-5,"), "a number is no formula");
        job.error = {};
        QCOMPARE(cells(csvLine(job)).size(), cells(csvHead()).size());
    }

    void everyJobOfTheHistoryIsInTheFile_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : {u"jobs.csv"_s, u"jobs.json"_s, u"jobs.jsonl"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void everyJobOfTheHistoryIsInTheFile()
    {
        QFETCH(QString, name);
        test::EngineBench bench(test::EngineBench::Keep::History);
        constexpr int count = 2'100; // more than two pages
        QList<JobSpec> specs;
        for (int i = 0; i < count; ++i)
            specs += squareSpec(u"job %1"_s.arg(i), i);
        bool isTaken = false;
        bench.client.submitAll(specs, [&](const auto &result) { isTaken = bool(result); });
        QTRY_VERIFY(isTaken);
        const QString file = bench.path(name);
        JobExport writing(bench.client, std::make_unique<ExportFile>(file, Query(), formats()));
        QSignalSpy progress(&writing, &JobExport::progressed);
        QSignalSpy finished(&writing, &JobExport::finished);
        writing.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(finished[0][0].toInt(), count);
        QCOMPARE(finished[0][1].toString(), QString());
        QCOMPARE(progress.count(), 2);
        const QByteArray text = read(file);
        QCOMPARE(text.count("job "), count);
        if (name.endsWith(u".json"_s))
            QCOMPARE(QJsonDocument::fromJson(text).array().size(), count);
        else if (name.endsWith(u".jsonl"_s))
            QCOMPARE(QJsonDocument::fromJson(text.split('\n').first()).object().value(u"name"_s).toString(),
                     u"job %1"_s.arg(count - 1));
        else
            QCOMPARE(text.count("\r\n"), count + 1);
    }

    void aFilterFindsJobsByTheirGroupAcrossPages()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"found.csv"_s);
        QList<JobSnapshot> jobs = test::group(10, u"nightly"_s, 3) + test::group(20, u"other"_s, 2);
        std::reverse(jobs.begin(), jobs.end()); // as pages come
        ExportFile file(path, parseQuery(u"group:nightly"_s), formats());
        for (const JobSnapshot &job : std::as_const(jobs))
            QVERIFY(!file.add({job}));
        QVERIFY(!QFile::exists(path));
        QVERIFY(!file.commit());
        QCOMPARE(file.jobs(), 3);
        QCOMPARE(read(path).count("nightly child"), 3);
    }

    void whatCannotBeWrittenIsSaidAndLeavesTheOldFile()
    {
        QTemporaryDir dir;
        ExportFile file(dir.filePath(u"no/such/folder.csv"_s), Query(), formats());
        const std::optional<QString> problem = file.add({test::snapshot(1, u"a"_s, JobState::Running)});
        QVERIFY(problem && problem->contains(u"cannot be written"));
        const QString old = dir.filePath(u"old.json"_s);
        QFile before(old);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("old") == 3);
        before.close();
        {
            ExportFile given(old, Query(), formats());
            QVERIFY(!given.add({test::snapshot(1, u"a"_s, JobState::Running)}));
        }
        QCOMPARE(read(old), "old");
    }

    void theWindowExportsWhatItIsFilteredBy()
    {
        Bench bench(test::EngineBench::Keep::History);
        bench.client.submit(squareSpec(u"apples"_s, 2));
        bench.client.submit(parentSpec(u"group"_s, u"fruit"_s, {squareSpec(u"pears"_s, 3)}));
        QTRY_COMPARE(bench.model->rowCount(), 3);
        find<QLineEdit>(&bench.window, u"filter"_s)->setText(u"pear"_s);
        bench.action(u"exportJobs"_s)->trigger();
        auto *dialog = bench.dialog<ExportDialog>();
        QVERIFY(dialog);
        QVERIFY(find<QRadioButton>(dialog, u"exportMatching"_s)->isChecked());
        auto *path = find<QLineEdit>(dialog, u"exportPath"_s);
        path->setText(u"jobs.csv"_s);
        QVERIFY(!find<QPushButton>(dialog, u"export"_s)->isEnabled());
        path->setText(bench.path(u"jobs.csv"_s));
        click(find<QPushButton>(dialog, u"export"_s));
        auto *note = find<QLabel>(dialog, u"exportNote"_s);
        QTRY_VERIFY2(note->text().startsWith(u"1 jobs are in"), qPrintable(note->text()));
        QVERIFY(read(path->text()).contains(",pears,compute,succeeded,"));
    }

    void importShowsAllJobsAndStartsThemTogether()
    {
        Bench bench;
        QList<JobSpec> specs{squareSpec(u"first"_s, 2),
                             parentSpec(u"group"_s, u"second"_s, {squareSpec(u"<b>inner</b>"_s, 3)})};
        specs[0].id = JobId(u"first"_s);
        specs[1].after = {{JobId(u"first"_s), After::When::Success}};
        bench.import(
            bench.write(u"jobs.json"_s, u"[%1,\n%2]"_s.arg(specJson(specs[0]), specJson(specs[1])).toUtf8()));
        auto *dialog = bench.dialog<ImportDialog>();
        QVERIFY2(dialog, qPrintable(bench.banner()));
        auto *list = find<QTreeWidget>(dialog, u"importList"_s);
        QCOMPARE(list->topLevelItemCount(), 2);
        QCOMPARE(list->topLevelItem(0)->text(1), u"Number: 2"_s);
        QCOMPARE(list->topLevelItem(1)->text(1), u"After first has succeeded"_s);
        QCOMPARE(list->topLevelItem(1)->child(0)->text(0), u"<b>inner</b>"_s);
        QVERIFY(find<QLabel>(dialog, u"importHead"_s)->text().contains(u"3 job"));
        QVERIFY(!find<QCheckBox>(dialog, u"importAgree"_s)->isVisible());
        QCOMPARE(bench.model->jobCount(), 0);
        click(find<QPushButton>(dialog, u"start"_s));
        QTRY_VERIFY(bench.is(u"first"_s, JobState::Succeeded) && bench.is(u"second"_s, JobState::Succeeded));
        QTRY_VERIFY(!bench.dialog<ImportDialog>());
        QTRY_COMPARE(bench.table->focusedRow(), bench.row(u"first"_s));
    }

    void programsOfAFileHaveToBeAgreedTo()
    {
        Bench bench;
        bench.import(bench.write(u"jobs.json"_s,
                                 R"({"kind":"command","params":{"program":"true","arguments":["a b"]}})"));
        auto *dialog = bench.dialog<ImportDialog>();
        QVERIFY(dialog);
        QCOMPARE(find<QTreeWidget>(dialog, u"importList"_s)->topLevelItem(0)->text(1), u"true 'a b'"_s);
        auto *start = find<QPushButton>(dialog, u"start"_s);
        QVERIFY(!start->isEnabled());
        find<QCheckBox>(dialog, u"importAgree"_s)->click();
        click(start);
        QTRY_COMPARE(bench.model->counts().succeeded, 1);
    }

    void oneBadJobKeepsOutAllOthers()
    {
        Bench bench;
        bench.import(bench.write(u"jobs.json"_s, R"([{"kind":"compute","params":{"n":1}},
            {"kind":"compute","params":{"n":2}}, {"kind":"sleep","params":{"duration_ms":-1}}])"));
        auto *dialog = bench.dialog<ImportDialog>();
        QVERIFY(dialog);
        click(find<QPushButton>(dialog, u"start"_s));
        auto *problem = find<QLabel>(dialog, u"problem"_s);
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(u"None was started: job 3 (params.duration_ms)"),
                 qPrintable(problem->text()));
        QCOMPARE(bench.model->jobCount(), 0);
    }

    void aFileThatIsNoJobListIsExplained_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{\n  kind") << u"line 2, column 3"_s;
        QTest::newRow("wrong field") << QByteArray(R"([{"kind":"sleep"},{"kind":"sleep","kidn":1}])")
                                     << u"job 2: there is an unknown field"_s;
        QTest::newRow("too large") << QByteArray(JobFiles::importLimit + 1, ' ') << u"larger than 16 MiB"_s;
    }
    void aFileThatIsNoJobListIsExplained()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        Bench bench;
        bench.import(bench.write(u"jobs.json"_s, text));
        QVERIFY(!bench.dialog<ImportDialog>());
        QVERIFY2(bench.banner().contains(words) && bench.banner().contains(u"jobs.json"),
                 qPrintable(bench.banner()));
    }
};

QTEST_MAIN(TestJobFiles)
#include "tst_jobfiles.moc"
