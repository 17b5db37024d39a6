// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keys.h"

#include "core/engine/engine.h"
#include "core/engine/speccheck.h"

#include <QRegularExpression>
#include <QSet>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

void warn(const QSettings &settings, const QString &key, const QString &rule, const QString &usual)
{
    const QVariant value = settings.value(key);
    const QString found =
        value.typeId() == QMetaType::QStringList ? value.toStringList().join(u", "_s) : value.toString();
    const QString line = u"%1: %2 is \"%3\"; write %4. Until then %5 holds."_s.arg(settings.fileName(), key,
                                                                                   found, rule, usual);
    static QSet<QString> said; // it may be read often, and one line is enough
    if (said.contains(line))
        return;
    said.insert(line);
    qWarning("%s", qUtf8Printable(line));
}

QString wordOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

} // namespace

const SettingsKeys &settingsKeys()
{
    static const SettingsKeys keys = [] {
        const engine::Engine::Config engine;
        const engine::RetentionLimits retention;
        return SettingsKeys{
            .maxRunning = {u"jobs/max_running"_s, engine.maxRunning, 1, 1'000},
            .graceMs = {u"jobs/grace_ms"_s, int(engine.grace.count()), 0, int(engine::MaxGrace.count())},
            .historyDays = {u"history/max_days"_s,
                            int(std::chrono::duration_cast<std::chrono::days>(retention.age).count()), 1,
                            36'500},
            .historyJobs = {u"history/max_jobs"_s, int(retention.jobs), 1, 100'000'000},
            .http = {u"http/enabled"_s, true},
            .httpPort = {u"http/port"_s, 8787, 1, 65'535},
            .httpAllowedHosts = u"http/allowed_hosts"_s,
            .httpToken = {u"http/require_token"_s, {u"jobs"_s, u"all"_s}},
            .appearance = {u"appearance/theme"_s, {u"system"_s, u"light"_s, u"dark"_s}},
            .tray = {u"desktop/tray"_s, false},
            .notify = {u"desktop/notify"_s, true},
            .notifyAfterMs = {u"desktop/notify_after_ms"_s, 10'000, 0, 86'400'000},
            // Who starts a job of hours and goes away expects it to be done; told to sleep, the machine still does.
            .inhibitSleep = {u"desktop/inhibit_sleep"_s, true},
        };
    }();
    return keys;
}

int read(const QSettings &settings, const NumberKey &key)
{
    const QVariant value = settings.value(key.name);
    if (!value.isValid())
        return key.usual;
    bool isNumber = false;
    const qint64 number = value.toString().toLongLong(&isNumber);
    if (isNumber && number >= key.least && number <= key.most)
        return int(number);
    warn(settings, key.name, u"a whole number from %1 to %2"_s.arg(key.least).arg(key.most),
         QString::number(key.usual));
    return key.usual;
}

bool read(const QSettings &settings, const SwitchKey &key)
{
    const QVariant value = settings.value(key.name);
    if (!value.isValid())
        return key.usual;
    for (const bool each : {false, true}) {
        if (value.toString() == wordOf(each))
            return each;
    }
    warn(settings, key.name, u"true or false"_s, wordOf(key.usual));
    return key.usual;
}

int read(const QSettings &settings, const WordKey &key)
{
    const QVariant value = settings.value(key.name);
    if (!value.isValid())
        return 0;
    if (const qsizetype index = key.words.indexOf(value.toString()); index >= 0)
        return int(index);
    warn(settings, key.name, key.words.join(u" or "_s), key.words.first());
    return 0;
}

void write(QSettings &settings, const NumberKey &key, int value)
{
    settings.setValue(key.name, value);
}

void write(QSettings &settings, const SwitchKey &key, bool value)
{
    settings.setValue(key.name, value);
}

void write(QSettings &settings, const WordKey &key, int index)
{
    settings.setValue(key.name, key.words.at(index));
}

engine::RetentionLimits readRetention(const QSettings &settings)
{
    return {.age = std::chrono::days(read(settings, settingsKeys().historyDays)),
            .jobs = read(settings, settingsKeys().historyJobs)};
}

bool isHostName(const QString &text)
{
    static const QRegularExpression form(
        u"\\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?\\z"_s);
    return form.match(text).hasMatch();
}

} // namespace belayer::ui
