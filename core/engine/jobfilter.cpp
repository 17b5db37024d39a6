// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobfilter.h"

#include <algorithm>

namespace belayer::engine {

namespace {

QStringList wordsOf(const QString &text)
{
    QStringList words(1);
    for (const QChar c : text.toCaseFolded()) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate())
            words.last().append(c);
        else if (!words.last().isEmpty())
            words.append(QString());
    }
    if (words.last().isEmpty())
        words.removeLast();
    return words;
}

bool hasWords(const JobSnapshot &job, const QStringList &wanted)
{
    const QStringList words = wordsOf(job.name + u'\n' + (job.error ? job.error->message : QString()));
    return std::all_of(wanted.begin(), wanted.end(), [&](const QString &want) {
        return std::any_of(words.begin(), words.end(),
                           [&](const QString &word) { return word.startsWith(want); });
    });
}

bool meets(const JobSnapshot &job, const HistoryQuery &query)
{
    return (!query.state || job.state == *query.state) && (query.kind.isEmpty() || job.kind == query.kind) &&
           (query.label.isEmpty() || job.labels.contains(query.label)) &&
           (!query.parent || job.parent == *query.parent);
}

} // namespace

HistoryPage pageOf(const QList<JobSnapshot> &jobs, const HistoryQuery &query)
{
    const QStringList words = wordsOf(query.text);
    HistoryPage page;
    if (words.isEmpty() && !query.text.trimmed().isEmpty())
        return page; // as the history: no word can be found
    for (auto job = jobs.crbegin(); job != jobs.crend(); ++job) {
        if ((query.before && job->serial >= *query.before) || !meets(*job, query) || !hasWords(*job, words))
            continue;
        if (page.jobs.size() == query.limit) {
            page.next = page.jobs.last().serial;
            break;
        }
        page.jobs.append(*job);
    }
    return page;
}

HistoryPage merged(HistoryPage first, const HistoryPage &second, int limit)
{
    const quint64 end = first.next.value_or(0); // what is below comes with the next page
    for (const JobSnapshot &job : second.jobs) {
        if (job.serial >= end)
            first.jobs.append(job);
    }
    std::ranges::sort(first.jobs, std::ranges::greater(), &JobSnapshot::serial);
    const bool isSecondCut = second.next && *second.next >= end; // then it alone has as many as may be
    if (first.jobs.size() <= limit && !isSecondCut)
        return first;
    first.jobs.resize(limit);
    first.next = first.jobs.last().serial;
    return first;
}

} // namespace belayer::engine
