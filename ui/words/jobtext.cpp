// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/jobtext.h"

#include "core/engine/estimate.h"
#include "ui/words/enginetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::JobSnapshot;
using engine::JobState;

namespace {

/// The translation context of everything here.
struct JobText
{
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

QString pairText(qint64 major, const QString &majorUnit, qint64 minor, const QString &minorUnit)
{
    return u"%1 %2 %3 %4"_s.arg(QString::number(major), majorUnit)
        .arg(minor, 2, 10, QChar(u'0'))
        .arg(minorUnit);
}

QString amountText(qint64 amount, const QString &unit)
{
    if (unit == "bytes"_L1)
        return bytesText(amount);
    if (unit == "ms"_L1)
        return durationText(std::chrono::milliseconds(amount));
    return QLocale().toString(amount);
}

} // namespace

QString stateText(JobState state)
{
    switch (state) {
    case JobState::Queued: return JobText::tr("Queued");
    case JobState::Starting: return JobText::tr("Starting");
    case JobState::Running: return JobText::tr("Running");
    case JobState::Paused: return JobText::tr("Paused");
    case JobState::Cancelling: return JobText::tr("Cancelling");
    case JobState::Succeeded: return JobText::tr("Done");
    case JobState::Failed: return JobText::tr("Failed");
    case JobState::Cancelled: return JobText::tr("Cancelled");
    case JobState::Interrupted: return JobText::tr("Interrupted");
    }
    return {};
}

QString stateText(const JobSnapshot &job)
{
    return isWaiting(job) ? waitingText() : stateText(job.state);
}

QString waitingText()
{
    return JobText::tr("Waiting");
}

bool isWaiting(const JobSnapshot &job)
{
    return job.state == JobState::Queued && job.waiting && job.waiting->code != "engine_limit"_L1;
}

QString kindText(const QString &kind)
{
    return kind.isEmpty() ? kind : engineTitle(kind.front().toUpper() + kind.mid(1));
}

QString durationText(std::chrono::milliseconds duration)
{
    const qint64 ms = std::max<qint64>(0, duration.count());
    const qint64 seconds = ms / 1000;
    if (ms < 1000)
        return u"%1 %2"_s.arg(ms).arg(JobText::tr("ms"));
    if (seconds < 60)
        return u"%1 %2"_s.arg(QLocale().toString(double(ms / 100) / 10.0, 'f', 1), JobText::tr("s"));
    if (seconds < 3600)
        return pairText(seconds / 60, JobText::tr("min"), seconds % 60, JobText::tr("s"));
    if (seconds < 86'400)
        return pairText(seconds / 3600, JobText::tr("h"), seconds / 60 % 60, JobText::tr("min"));
    return pairText(seconds / 86'400, JobText::tr("d"), seconds / 3600 % 24, JobText::tr("h"));
}

std::chrono::milliseconds elapsedNow(const JobSnapshot &job)
{
    if (engine::isFinished(job.state) || !job.started.isValid())
        return job.elapsed;
    const auto now = std::chrono::steady_clock::now();
    return std::max(job.elapsed, std::chrono::duration_cast<std::chrono::milliseconds>(now - job.startedAt));
}

QString elapsedText(const JobSnapshot &job)
{
    if (!job.started.isValid())
        return {};
    const auto elapsed = elapsedNow(job);
    if (engine::isFinished(job.state) || elapsed >= 60s)
        return durationText(elapsed);
    return u"%1 %2"_s.arg(std::chrono::duration_cast<std::chrono::seconds>(elapsed).count())
        .arg(JobText::tr("s"));
}

QString startedText(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const bool today = local.date() == QDate::currentDate();
    return QLocale().toString(local, today ? u"HH:mm:ss"_s : JobText::tr("d MMM HH:mm", "a date of QLocale"));
}

QString exactTimeText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz") : QString();
}

namespace {

std::chrono::milliseconds workedNow(const JobSnapshot &job)
{
    return elapsedNow(job) - job.paused;
}

/// Of the time such jobs usually take; none once it is not known how much is left.
int learnedPercent(const JobSnapshot &job)
{
    const auto worked = workedNow(job);
    const auto estimate = engine::estimateOf(job, worked);
    if (!estimate || !estimate->left)
        return -1;
    return std::min(99, int(worked * 100 / std::max(worked + *estimate->left, 1ms)));
}

QString estimateText(const JobSnapshot &job)
{
    const auto estimate = engine::estimateOf(job, workedNow(job));
    if (!estimate)
        return {};
    if (!estimate->left)
        return JobText::tr("%1 longer than usual").arg(durationText(estimate->overrun));
    if (!estimate->isLearned)
        return JobText::tr("about %1 left").arg(durationText(*estimate->left));
    return JobText::tr("about %1 left (%2 to %3, as %4 earlier runs took)")
        .arg(durationText(*estimate->left), durationText(*estimate->low), durationText(*estimate->high))
        .arg(job.usual->runs);
}

/// One line a stage.
QString stagesText(const QList<engine::StageCounts> &stages)
{
    QString text;
    for (const engine::StageCounts &stage : stages)
        text += u'\n' + JobText::tr("%1: %2 waiting, %3 at work, %4 done")
                            .arg(stage.name)
                            .arg(stage.waiting)
                            .arg(stage.working)
                            .arg(stage.done);
    return text;
}

QString amountDetail(const JobSnapshot &job)
{
    const auto &progress = *job.progress;
    QString amount = amountText(progress.done, progress.unit);
    if (progress.total >= 0)
        amount = JobText::tr("%1 of %2").arg(amount, amountText(progress.total, progress.unit));
    if (progress.unit == "children"_L1)
        amount = JobText::tr("%1 jobs").arg(amount);
    else if (progress.unit == "items"_L1)
        amount = JobText::tr("%1 items").arg(amount);
    const int share = percent(job);
    return share < 0 ? amount : JobText::tr("%1 %, %2").arg(share).arg(amount);
}

} // namespace

int percent(const JobSnapshot &job)
{
    if (job.state == JobState::Succeeded)
        return 100;
    if (!job.progress && job.usual)
        return learnedPercent(job);
    if (!job.progress || job.progress->total <= 0)
        return -1;
    const double share = double(job.progress->done) / double(job.progress->total);
    // 100 % is what a finished job says, not one whose last byte is still being worked on.
    return std::clamp(int(share * 100.0), 0, job.progress->done < job.progress->total ? 99 : 100);
}

QString progressText(const JobSnapshot &job)
{
    if (job.progress && (job.progress->unit == "children"_L1 || job.progress->unit == "items"_L1) &&
        job.progress->total >= 0)
        return JobText::tr("%1 of %2")
            .arg(QLocale().toString(job.progress->done), QLocale().toString(job.progress->total));
    if (const int share = percent(job); share >= 0)
        return JobText::tr("%1 %").arg(share);
    if (job.progress && job.progress->done > 0)
        return amountText(job.progress->done, job.progress->unit);
    return {};
}

QString leftText(const JobSnapshot &job)
{
    if (job.state != JobState::Running && job.state != JobState::Paused)
        return {};
    const auto estimate = engine::estimateOf(job, workedNow(job));
    if (!estimate || !estimate->left)
        return {};
    // Whole seconds, then whole minutes: a promise to the tenth would be none.
    const qint64 seconds = std::max<qint64>(1, (estimate->left->count() + 500) / 1000);
    if (seconds < 60)
        return JobText::tr("%1 s left").arg(seconds);
    if (seconds < 3600)
        return JobText::tr("%1 min left").arg((seconds + 30) / 60);
    return JobText::tr("%1 left").arg(durationText(std::chrono::seconds(seconds)));
}

QString progressAndTimeText(const JobSnapshot &job)
{
    const QString progress = progressText(job);
    const QString left = leftText(job);
    return progress.isEmpty() || left.isEmpty() ? progress + left : progress + u", "_s + left;
}

QString progressDetail(const JobSnapshot &job)
{
    QStringList parts{job.progress ? amountDetail(job) : progressText(job), estimateText(job)};
    parts.removeAll(QString());
    return parts.join(u", "_s) + stagesText(job.stages);
}

QString bytesText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace belayer::ui
