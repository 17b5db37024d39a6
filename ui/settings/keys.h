// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What settings.ini may say: each key with its default and its limits, written once.
#pragma once

#include "core/engine/history/historyvalues.h"

#include <QSettings>
#include <QString>
#include <QStringList>

#include <chrono>

namespace belayer::ui {

struct NumberKey
{
    QString name;
    int usual;
    int least;
    int most;
};
struct SwitchKey
{
    QString name;
    bool usual;
};
/// One of these words; the first is the default.
struct WordKey
{
    QString name;
    QStringList words;
};

/// The layout of the window (window/, table/, dock/, output/) is the window's own and not in here.
struct SettingsKeys
{
    NumberKey maxRunning; ///< jobs that work at a time
    NumberKey graceMs;    ///< of jobs that name none
    NumberKey historyDays;
    NumberKey historyJobs;
    SwitchKey http; ///< of the window; headless is there to answer HTTP
    NumberKey httpPort;
    QString httpAllowedHosts; ///< a list, see isHostName(); empty by default
    WordKey httpToken;        ///< `jobs`: the lesson's endpoints are open; `all`: they are not
    WordKey appearance; ///< an Appearance by its index
    SwitchKey tray;
    SwitchKey notify;
    NumberKey notifyAfterMs; ///< a job that took less ends without a notification
    SwitchKey inhibitSleep;
};
const SettingsKeys &settingsKeys();

// A value that cannot be meant is left in the file, said on stderr once with the remedy, and the default
// holds. Main thread.
int read(const QSettings &settings, const NumberKey &key);
bool read(const QSettings &settings, const SwitchKey &key);
/// The index of the word.
int read(const QSettings &settings, const WordKey &key);

void write(QSettings &settings, const NumberKey &key, int value);
void write(QSettings &settings, const SwitchKey &key, bool value);
void write(QSettings &settings, const WordKey &key, int index);

engine::RetentionLimits readRetention(const QSettings &settings);

/// `name`, `name:port` or `[IPv6]:port`. Exact names only: a pattern would let in names that someone else
/// chooses.
bool isHostName(const QString &text);

} // namespace belayer::ui
