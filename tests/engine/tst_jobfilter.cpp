// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobfilter.h"

#include <QTest>

using namespace belayer::engine;
using namespace Qt::StringLiterals;

namespace {

JobSnapshot job(quint64 serial, const QString &name, const QString &error = {})
{
    JobSnapshot job;
    job.serial = serial;
    job.name = name;
    job.kind = u"sleep"_s;
    if (!error.isEmpty())
        job.error = JobError{u"code"_s, error};
    return job;
}

QList<quint64> serials(const HistoryPage &page)
{
    QList<quint64> found;
    for (const JobSnapshot &job : page.jobs)
        found.append(job.serial);
    return found;
}

} // namespace

class TstJobFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreNewestFirstAndEndWhereTheJobsEnd()
    {
        const QList<JobSnapshot> jobs{job(1, u"a"_s), job(2, u"b"_s), job(5, u"c"_s)};
        const HistoryPage first = pageOf(jobs, {.limit = 2});
        QCOMPARE(serials(first), (QList<quint64>{5, 2}));
        QCOMPARE(first.next, std::optional<quint64>(2));
        const HistoryPage last = pageOf(jobs, {.before = first.next, .limit = 2});
        QCOMPARE(serials(last), QList<quint64>{1});
        QVERIFY(!last.next);
        QVERIFY(!pageOf(jobs, {.limit = 3}).next);
    }
    void twoPagesBecomeOne()
    {
        const auto page = [](std::initializer_list<quint64> all, std::optional<quint64> next = {}) {
            HistoryPage made{{}, next};
            for (const quint64 serial : all)
                made.jobs.append(job(serial, u"a"_s));
            return made;
        };
        const HistoryPage all = merged(page({9, 4}), page({7, 2}), 4);
        QCOMPARE(serials(all), (QList<quint64>{9, 7, 4, 2}));
        QVERIFY(!all.next);
        const HistoryPage cut = merged(page({9, 4}), page({7, 2}), 3);
        QCOMPARE(serials(cut), (QList<quint64>{9, 7, 4}));
        QCOMPARE(cut.next, std::optional<quint64>(4));
        const HistoryPage bounded = merged(page({9, 4}, 4), page({7, 2}), 4); // 2 comes with the next page
        QCOMPARE(serials(bounded), (QList<quint64>{9, 7, 4}));
        QCOMPARE(bounded.next, std::optional<quint64>(4));
        const HistoryPage second = merged(page({}), page({7, 5}, 5), 2);
        QCOMPARE(serials(second), (QList<quint64>{7, 5}));
        QCOMPARE(second.next, std::optional<quint64>(5));
    }
    void everyConditionMustBeMet()
    {
        JobSnapshot running = job(1, u"one"_s);
        running.state = JobState::Running;
        running.labels = {u"nightly"_s};
        JobSnapshot child = job(2, u"two"_s);
        child.parent = JobId(u"group"_s);
        const QList<JobSnapshot> jobs{running, child};
        QCOMPARE(serials(pageOf(jobs, {.state = JobState::Running})), QList<quint64>{1});
        QCOMPARE(serials(pageOf(jobs, {.state = JobState::Running, .kind = u"group"_s})), QList<quint64>{});
        QCOMPARE(serials(pageOf(jobs, {.label = u"nightly"_s})), QList<quint64>{1});
        QCOMPARE(serials(pageOf(jobs, {.parent = JobId(u"group"_s)})), QList<quint64>{2});
        QCOMPARE(serials(pageOf(jobs, {.parent = JobId()})), QList<quint64>{1});
    }
    void eachWordOfTheTextBeginsAWord_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("beginning of a word") << u"enc"_s << true;
        QTest::newRow("whatever the case") << u"ENCODE"_s << true;
        QTest::newRow("two words, any order") << u"film enc"_s << true;
        QTest::newRow("of the error") << u"disk"_s << true;
        QTest::newRow("midst of a word") << u"code"_s << false;
        QTest::newRow("one is missing") << u"enc music"_s << false;
        QTest::newRow("no word at all") << u"--"_s << false;
        QTest::newRow("nothing asked") << u" "_s << true;
    }
    void eachWordOfTheTextBeginsAWord()
    {
        QFETCH(QString, text);
        QFETCH(bool, isFound);
        const HistoryPage page =
            pageOf({job(1, u"encode: my film"_s, u"the disk is full"_s)}, {.text = text});
        QCOMPARE(page.jobs.size(), isFound ? 1 : 0);
    }
};

QTEST_GUILESS_MAIN(TstJobFilter)
#include "tst_jobfilter.moc"
