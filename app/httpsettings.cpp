// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httpsettings.h"

#include "app/starterror.h"
#include "ui/settings/keys.h"

#include <QSettings>

namespace belayer::app {

using namespace Qt::StringLiterals;
using ui::HttpWishes;
using ui::settingsKeys;

namespace {

QStringList readHosts(const QSettings &settings, const QString &file)
{
    QStringList hosts;
    for (const QString &entry : settings.value(settingsKeys().httpAllowedHosts).toStringList()) {
        const QString host = entry.trimmed();
        if (!ui::isHostName(host))
            throw StartError(
                u"allowed_hosts in %1 holds \"%2\"; write names such as belayer.example, or with "
                "a port belayer.example:8787"_s.arg(file, host));
        hosts.append(host);
    }
    return hosts;
}

HttpWishes::Lesson readLesson(const QSettings &settings, const QString &file)
{
    const ui::WordKey &key = settingsKeys().httpToken;
    const QString word = settings.value(key.name, key.words.first()).toString();
    if (!key.words.contains(word))
        throw StartError(u"require_token in %1 is \"%2\"; write jobs or all"_s.arg(file, word));
    return HttpWishes::Lesson(key.words.indexOf(word));
}

void checkReach(const CommandLine &line, const HttpWishes &wishes, const QString &file)
{
    if (line.address.isLoopback())
        return;
    const QString address = line.address.toString();
    if (wishes.allowedHosts.isEmpty())
        throw StartError(
            u"--listen %1 would let other machines in; list the names they use for this one under [http] "
            "as allowed_hosts in %2, or use 127.0.0.1 and a tunnel (ssh -L)"_s.arg(address, file));
    if (line.commandJobs == api::CommandJobs::Allowed)
        throw StartError(
            u"--allow-command-jobs is for this machine only; leave it out, or --listen %1"_s.arg(address));
}

} // namespace

HttpWishes readHttpSettings(const QString &file, const CommandLine &line)
{
    const QSettings settings(file, QSettings::IniFormat);
    const HttpWishes wishes{.use = read(settings, settingsKeys().http) ? HttpWishes::Use::On
                                                                       : HttpWishes::Use::Off,
                            .port = quint16(read(settings, settingsKeys().httpPort)),
                            .allowedHosts = readHosts(settings, file),
                            .lesson = readLesson(settings, file)};
    checkReach(line, wishes, file);
    return wishes;
}

} // namespace belayer::app
