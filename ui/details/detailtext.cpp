// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/detailtext.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/receipttext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using engine::JobSnapshot;

namespace {

/// The translation context of everything here.
struct DetailText
{
    Q_DECLARE_TR_FUNCTIONS(DetailText)
};

QString reasonText(const JobSnapshot &job)
{
    const QString &code = job.waiting->code;
    if (code == "delay"_L1)
        return DetailText::tr("Starts after its delay");
    if (code == "retry"_L1)
        return DetailText::tr("Attempt %1 of %2 follows").arg(job.attempt).arg(job.lastAttempt);
    if (code == "engine_limit"_L1)
        return DetailText::tr("Waits for its turn: as many jobs run as may at a time");
    // The others name a job.
    const QString words = engineText(job.waiting->message);
    return words.isEmpty() ? code : words.front().toUpper() + words.mid(1);
}

} // namespace

QString errorText(const engine::JobError &error)
{
    const QString words = engineText(error.message);
    return error.code.isEmpty() ? words : u"%1 (%2)"_s.arg(words, error.code);
}

QString waitingText(const JobSnapshot &job)
{
    if (!job.waiting)
        return {};
    QString text = reasonText(job);
    if (job.waiting->until) {
        const auto left =
            std::chrono::ceil<std::chrono::seconds>(*job.waiting->until - std::chrono::steady_clock::now());
        text = DetailText::tr("%1, in %2").arg(text, durationText(std::max(left, 0s)));
    }
    return text + u'.';
}

QString attemptsText(const JobSnapshot &job)
{
    if (job.attempt <= 1 && job.lastAttempt <= 1 && job.failedAttempts.isEmpty())
        return {};
    QStringList lines{job.lastAttempt > job.attempt
                          ? DetailText::tr("%1 of %2").arg(job.attempt).arg(job.lastAttempt)
                          : QString::number(job.attempt)};
    for (const engine::FailedAttempt &failed : job.failedAttempts) {
        lines +=
            DetailText::tr("Attempt %1 failed after %2: %3")
                .arg(QString::number(failed.attempt), durationText(failed.elapsed), errorText(failed.error));
        if (failed.receipt && !failed.receipt->isEmpty())
            lines += u"  "_s + receiptText(*failed.receipt).replace(u'\n', u"\n  "_s);
    }
    return lines.join(u'\n');
}

QString usageText(const JobSnapshot &job)
{
    if (!job.usage)
        return {};
    QString cpu = DetailText::tr("%1 of processor time").arg(durationText(job.usage->cpu));
    const auto worked = elapsedNow(job) - job.paused;
    const double busy = double(job.usage->cpu.count()) / double(std::max<qint64>(worked.count(), 1));
    if (engine::isFinished(job.state) && worked > 100ms && busy >= 0.1)
        cpu = DetailText::tr("%1 (%2 processors busy on average)").arg(cpu, QLocale().toString(busy, 'f', 1));
    if (job.usage->peakMemory <= 0)
        return cpu;
    return DetailText::tr("%1, %2 of memory at most").arg(cpu, bytesText(job.usage->peakMemory));
}

QString childErrorsText(const QList<engine::ChildError> &errors)
{
    // Nobody reads a thousand; each child says its own.
    constexpr qsizetype shownAtMost = 50;
    QStringList lines;
    for (const engine::ChildError &child : errors.first(std::min(errors.size(), shownAtMost)))
        lines += u"%1: %2"_s.arg(child.name, errorText(child.error));
    if (errors.size() > shownAtMost)
        lines += DetailText::tr("and %n more", nullptr, int(errors.size() - shownAtMost));
    return lines.join(u'\n');
}

} // namespace belayer::ui
