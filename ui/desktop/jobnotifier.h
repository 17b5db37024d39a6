// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Which ends of jobs are worth a notification, in which words, and what its buttons do.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/desktop/notificationservice.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <chrono>
#include <optional>

namespace belayer::ui {

/// Main thread. Ends that follow each other closely become one notification, which tells of all of them.
class JobNotifier : public QObject
{
    Q_OBJECT

public:
    /// The service outlives it.
    explicit JobNotifier(NotificationService &service, QObject *parent = nullptr);

    /// An end that comes so soon after the one before joins its notification, if that is still open.
    static constexpr std::chrono::seconds together{10};

    /// Only of jobs that took at least as long; nothing: of none.
    void setThreshold(std::optional<std::chrono::milliseconds> threshold);
    /// Of top-level jobs that nobody has seen end. Those that were cancelled are no news.
    void tell(const QList<engine::SharedSnapshot> &finished);
    /// The user looks at the window: what is open has done its work.
    void dismiss();

Q_SIGNALS:
    /// The window is to come forward with this job.
    void showWanted(const belayer::engine::JobId &id, const QString &activationToken);
    void retryWanted(const QList<belayer::engine::JobId> &ids);

private:
    /// What one notification tells of.
    struct Told
    {
        int finished = 0;
        int failed = 0;
        QList<engine::JobSnapshot> first; ///< as many as have room, failed ones before others
        QList<engine::JobId> retryable;   ///< of the failed
    };
    void add(Told &told, const engine::JobSnapshot &job) const;
    Notification words(const Told &told) const;
    void act(NotificationService::Handle handle, const QString &key, const QString &token);

    NotificationService &m_service;
    std::optional<std::chrono::milliseconds> m_threshold;
    QHash<NotificationService::Handle, Told> m_told;
    NotificationService::Handle m_newest = 0;
    QElapsedTimer m_sinceNewest;
};

} // namespace belayer::ui
