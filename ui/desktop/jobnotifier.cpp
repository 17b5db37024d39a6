// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/jobnotifier.h"

#include "ui/look/icons.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSnapshot;
using engine::JobState;

namespace {

constexpr qsizetype namesAtMost = 4;
constexpr qsizetype nameLength = 80;
constexpr qsizetype errorLength = 200;
constexpr qint64 togetherMs = std::chrono::milliseconds(JobNotifier::together).count();
constexpr int imageEdge = 64;

constexpr auto showKey = "show"_L1;
constexpr auto defaultKey = "default"_L1;
constexpr auto retryKey = "retry"_L1;

/// Services show as much as they are given: some a screenful.
QString shortened(const QString &text, qsizetype length)
{
    const QString line = shown(text.left(length + 1));
    return line.size() > length ? line.left(length - 1) + u'…' : line;
}

QString nameOf(const JobSnapshot &job)
{
    return shortened(job.name, nameLength);
}

} // namespace

JobNotifier::JobNotifier(NotificationService &service, QObject *parent) : QObject(parent), m_service(service)
{
    connect(&service, &NotificationService::actionInvoked, this, &JobNotifier::act);
    connect(&service, &NotificationService::closed, this, [this](int handle) { m_told.remove(handle); });
}

void JobNotifier::setThreshold(std::optional<std::chrono::milliseconds> threshold)
{
    m_threshold = threshold;
}

void JobNotifier::tell(const QList<engine::SharedSnapshot> &finished)
{
    if (!m_threshold)
        return;
    const bool joins = m_told.contains(m_newest) && !m_sinceNewest.hasExpired(togetherMs);
    Told told = joins ? m_told.value(m_newest) : Told();
    const int before = told.finished;
    for (const engine::SharedSnapshot &job : finished) {
        if (job->elapsed >= *m_threshold && job->state != JobState::Cancelled)
            add(told, *job);
    }
    if (told.finished == before)
        return;
    m_newest = m_service.show(words(told), joins ? m_newest : 0);
    m_told[m_newest] = told;
    m_sinceNewest.start();
}

void JobNotifier::dismiss()
{
    for (const NotificationService::Handle handle : m_told.keys())
        m_service.close(handle);
    m_told.clear();
}

void JobNotifier::add(Told &told, const JobSnapshot &job) const
{
    const bool hasFailed = job.state != JobState::Succeeded;
    ++told.finished;
    told.failed += hasFailed;
    told.first.insert(hasFailed ? 0 : told.first.size(), job);
    if (told.first.size() > namesAtMost)
        told.first.removeLast();
    if (hasFailed && job.can.testFlag(engine::Verb::Retry))
        told.retryable += job.id;
}

Notification JobNotifier::words(const Told &told) const
{
    Notification words;
    QStringList lines;
    if (told.finished == 1) {
        const JobSnapshot &job = told.first.first();
        words.summary = (told.failed ? tr("“%1” has failed") : tr("“%1” is done")).arg(nameOf(job));
        if (job.error)
            lines += shortened(job.error->message, errorLength);
        lines += tr("It took %1.").arg(durationText(job.elapsed));
    } else {
        words.summary = tr("%n job(s) have finished", nullptr, told.finished);
        if (told.failed > 0)
            words.summary = tr("%1, %2 failed").arg(words.summary).arg(told.failed);
        for (const JobSnapshot &job : told.first)
            lines += tr("%1: %2").arg(nameOf(job), stateText(job.state));
        if (const int more = told.finished - int(told.first.size()); more > 0)
            lines += tr("and %n more", nullptr, more);
    }
    words.body = lines.join(u'\n');
    words.actions = {{defaultKey, tr("Show")}, {showKey, tr("Show")}};
    if (!told.retryable.isEmpty())
        words.actions += {retryKey, told.retryable.size() == 1 ? tr("Retry") : tr("Retry Failed")};
    words.category = told.failed ? u"transfer.error"_s : u"transfer.complete"_s;
    words.image = applicationIcon().pixmap(QSize(imageEdge, imageEdge), 1.0).toImage();
    return words;
}

void JobNotifier::act(NotificationService::Handle handle, const QString &key, const QString &token)
{
    const Told told = m_told.value(handle); // a copy: whoever looks at the window dismisses it
    if (told.finished == 0)
        return;
    if (key == retryKey)
        Q_EMIT retryWanted(told.retryable);
    else if (key == showKey || key == defaultKey)
        Q_EMIT showWanted(told.first.first().id, token);
}

} // namespace belayer::ui
