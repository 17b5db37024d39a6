// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/historybench.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QSet>

using namespace belayer;
using namespace belayer::engine;
using namespace belayer::engine::test;

namespace {

constexpr int Rounds = 100;

/// What the killed writers had acknowledged.
struct Acknowledged
{
    QSet<quint64> accepted;
    QSet<quint64> finished;

    void read(const QByteArray &lines)
    {
        for (const QByteArray &line : lines.split('\n')) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() == 2)
                (words.at(0) == "accepted" ? accepted : finished).insert(words.at(1).toULongLong());
        }
    }
};

/// Lets a writer work for a random time, kills it, and gives what it had said by then.
QByteArray runAndKill(const QString &file)
{
    QProcess writer;
    writer.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    writer.start(QStringLiteral(BELAYER_HISTORY_WRITER), {file});
    if (QRandomGenerator::global()->bounded(10) != 0) // else: any moment of its start
        writer.waitForReadyRead();
    QThread::usleep(QRandomGenerator::global()->bounded(60'000U));
    writer.kill();
    writer.waitForFinished();
    return writer.readAllStandardOutput();
}

} // namespace

class TstHistoryKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAtAnyMomentNothingAcknowledgedIsLost()
    {
        TestHistory history;
        Acknowledged all;
        for (int round = 0; round < Rounds; ++round) {
            Acknowledged now;
            now.read(runAndKill(history.file()));
            all.accepted += now.accepted;
            all.finished += now.finished;
            const HistoryOpened opened = history.open();
            QVERIFY2(history->status().setAside.isEmpty(), qPrintable(history->status().setAside));
            QTRY_COMPARE(history.mode(), HistoryStatus::Mode::Durable);
            for (const Leftover &leftover : opened.leftovers)
                QVERIFY2(!now.finished.contains(leftover.serial), "a finished job was taken for unfinished");
            QList<quint64> reaped;
            for (const Leftover &leftover : opened.leftovers)
                reaped.append(leftover.serial);
            history->leftoversReaped(reaped);
            verifyJobs(history, now);
            history.close();
        }
        qInfo("%lld jobs acknowledged as accepted, %lld as finished",
              static_cast<long long>(all.accepted.size()), static_cast<long long>(all.finished.size()));
        QVERIFY(all.finished.size() > Rounds);
        history.open();
        verifyJobs(history, all);
        history.close();
        QCOMPARE(runSql(history.file(), {u"PRAGMA integrity_check"_s}), QVariantList{u"ok"_s});
    }

private:
    static void verifyJobs(TestHistory &history, const Acknowledged &acknowledged)
    {
        QSet<quint64> missing = acknowledged.accepted + acknowledged.finished;
        HistoryQuery query{.limit = 1000};
        const quint64 oldest = missing.isEmpty() ? 0 : *std::min_element(missing.begin(), missing.end());
        do {
            const HistoryPage page = history.page(query);
            for (const JobSnapshot &job : page.jobs) {
                missing.remove(job.serial);
                QVERIFY2(job.state == JobState::Failed || job.state == JobState::Interrupted,
                         "every job has an end after a restart");
                if (acknowledged.finished.contains(job.serial))
                    QCOMPARE(job.state, JobState::Failed);
            }
            query.before = page.next;
        } while (query.before && *query.before > oldest);
        QVERIFY2(missing.isEmpty(), qPrintable(u"%1 acknowledged jobs are missing"_s.arg(missing.size())));
    }
};

QTEST_GUILESS_MAIN(TstHistoryKill)
#include "tst_historykill.moc"
