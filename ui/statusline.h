// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The status bar: how many jobs run, wait and are done, and where HTTP listens.
#pragma once

#include "ui/table/jobstore.h"

#include <QLabel>
#include <QStatusBar>
#include <QToolButton>

namespace belayer::ui {

class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setCounts(const JobStore::Counts &counts);
    /// Empty: HTTP is off.
    void setHttpAddress(const QString &address);
    /// Until the address is known.
    void setHttpStarting();
    enum class Notice : quint8 { Hidden, Shown };
    /// That programs with the token may run commands.
    void setCommandJobsNotice(Notice notice);

private:
    struct Count
    {
        QWidget *icon;
        QLabel *text;
        /// Only where there are some.
        void say(const QString &words, int count) const;
    };
    Count addCount(const char *name, engine::JobState state);
    void copyAddress();

    QWidget *m_counts;
    Count m_running;
    Count m_paused;
    Count m_queued;
    Count m_finished;
    Count m_failed;
    QToolButton *m_http;
    QLabel *m_commandJobs;
    QString m_address;
};

} // namespace belayer::ui
