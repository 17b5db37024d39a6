// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/receipttext.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <csignal>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::EndedProcess;
using engine::EndReason;

namespace {

/// The translation context of everything here.
struct ReceiptText
{
    Q_DECLARE_TR_FUNCTIONS(ReceiptText)
};

QString reasonText(EndReason reason)
{
    switch (reason) {
    case EndReason::User: return ReceiptText::tr("Cancelled on request");
    case EndReason::SiblingFailed:
        return ReceiptText::tr("Cancelled because another job of its group failed");
    case EndReason::LostRace: return ReceiptText::tr("Cancelled because another lane won the race");
    case EndReason::Timeout: return ReceiptText::tr("Ended because its time was over");
    case EndReason::Shutdown: return ReceiptText::tr("Ended because Belayer was closed");
    case EndReason::AfterNotMet:
        return ReceiptText::tr("Cancelled because a job it waited for ended otherwise than asked");
    }
    return {};
}

QString roleText(EndedProcess::Role role)
{
    switch (role) {
    case EndedProcess::Role::Leader: return ReceiptText::tr("the program");
    case EndedProcess::Role::Descendant: return ReceiptText::tr("started by it");
    case EndedProcess::Role::LeftBehind: return ReceiptText::tr("left behind");
    }
    return {};
}

QString processText(const EndedProcess &process)
{
    QStringList sent;
    for (const engine::SentSignal &each : process.signalsSent)
        sent += ReceiptText::tr("%1 after %2").arg(signalText(each.signal), durationText(each.after));
    const QString what = ReceiptText::tr("%1, process %2, %3")
                             .arg(process.name, QString::number(process.pid), roleText(process.role));
    const QString was = sent.isEmpty() ? ReceiptText::tr("no signal was needed") : sent.join(u", "_s);
    const QString end = process.gone ? ReceiptText::tr("gone after %1").arg(durationText(*process.gone))
                                     : ReceiptText::tr("still there");
    return u"%1: %2; %3"_s.arg(what, was, end);
}

QString processesText(int count)
{
    return count == 1 ? ReceiptText::tr("1 process") : ReceiptText::tr("%n processes", nullptr, count);
}

QString leftText(int processes, int survivors, int threads)
{
    QStringList parts;
    if (survivors > 0)
        parts += survivors == 1 ? ReceiptText::tr("1 process could not be ended")
                                : ReceiptText::tr("%n processes could not be ended", nullptr, survivors);
    else if (processes > 0)
        parts += ReceiptText::tr("no process is left");
    if (threads > 0)
        parts += threads == 1
                     ? ReceiptText::tr("1 thread did not stop and was abandoned")
                     : ReceiptText::tr("%n threads did not stop and were abandoned", nullptr, threads);
    return parts.join(u"; "_s);
}

int survivorsOf(const engine::Receipt &receipt)
{
    return int(std::count_if(receipt.processes.begin(), receipt.processes.end(),
                             [](const EndedProcess &process) { return !process.gone; }));
}

} // namespace

QString signalText(int signal)
{
    const char *name = sigabbrev_np(signal);
    return name ? u"SIG"_s + QLatin1StringView(name) : ReceiptText::tr("signal %1").arg(signal);
}

QString receiptText(const engine::Receipt &receipt)
{
    QStringList lines;
    if (receipt.reason)
        lines += ReceiptText::tr("%1; ended %2 later.")
                     .arg(reasonText(*receipt.reason), durationText(receipt.took));
    const int count = int(receipt.processes.size());
    if (count > 0 || receipt.abandonedThreads > 0) {
        const QString left = leftText(count, survivorsOf(receipt), receipt.abandonedThreads);
        lines += count > 0 ? u"%1: %2."_s.arg(processesText(count), left) : left + u'.';
    }
    for (const EndedProcess &process : receipt.processes)
        lines += u"  "_s + processText(process);
    for (const QString &line : receipt.lint)
        lines += engineText(line);
    return lines.join(u'\n');
}

void CancelSummary::addRoot(const engine::JobSnapshot &root,
                            const std::function<const engine::JobSnapshot *(const engine::JobId &)> &find)
{
    if (m_roots++ == 0)
        m_name = root.name;
    QList<const engine::JobSnapshot *> open{&root};
    while (!open.isEmpty()) {
        const engine::JobSnapshot *job = open.takeLast();
        if (!job || m_seen.contains(job->id))
            continue;
        m_seen.insert(job->id);
        if (job->receipt) {
            m_processes += int(job->receipt->processes.size());
            m_survivors += survivorsOf(*job->receipt);
            m_threads += job->receipt->abandonedThreads;
            m_took = std::max(m_took, job->receipt->took);
        }
        for (const engine::JobId &child : job->children)
            open += find(child);
    }
}

QString CancelSummary::text() const
{
    const QString took = durationText(m_took);
    QString text = m_roots == 1 ? ReceiptText::tr("“%1” was cancelled in %2").arg(m_name, took)
                                : ReceiptText::tr("%n jobs were cancelled in %1", nullptr, m_roots).arg(took);
    if (m_processes > 0)
        text = ReceiptText::tr("%1 with %2").arg(text, processesText(m_processes));
    const QString left = leftText(m_processes, m_survivors, m_threads);
    return left.isEmpty() ? text + u'.' : u"%1; %2."_s.arg(text, left);
}

} // namespace belayer::ui
