// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/httpsettings.h"

#include "app/starterror.h"

#include <QRegularExpression>
#include <QSettings>

namespace belayer::app {

using namespace Qt::StringLiterals;

namespace {

QByteArrayList readHosts(const QSettings &settings, const QString &file)
{
    // Exact names only: a pattern would let in names that someone else chooses.
    static const QRegularExpression form(
        u"\\A(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?\\z"_s);
    QByteArrayList hosts;
    for (const QString &entry : settings.value(u"http/allowed_hosts"_s).toStringList()) {
        const QString host = entry.trimmed();
        if (!form.match(host).hasMatch())
            throw StartError(
                u"allowed_hosts in %1 holds \"%2\"; write names such as belayer.example, or with "
                "a port belayer.example:8787"_s.arg(file, host));
        hosts.append(host.toLatin1());
    }
    return hosts;
}

void checkReach(const CommandLine &line, const HttpSettings &settings, const QString &file)
{
    if (line.address.isLoopback())
        return;
    const QString address = line.address.toString();
    if (settings.allowedHosts.isEmpty())
        throw StartError(
            u"--listen %1 would let other machines in; list the names they use for this one under [http] "
            "as allowed_hosts in %2, or use 127.0.0.1 and a tunnel (ssh -L)"_s.arg(address, file));
    if (line.commandJobs == api::CommandJobs::Allowed)
        throw StartError(
            u"--allow-command-jobs is for this machine only; leave it out, or --listen %1"_s.arg(address));
}

} // namespace

HttpSettings readHttpSettings(const QString &file, const CommandLine &line)
{
    const QSettings stored(file, QSettings::IniFormat);
    HttpSettings settings;
    settings.allowedHosts = readHosts(stored, file);
    const QString required = stored.value(u"http/require_token"_s, u"jobs"_s).toString();
    if (required == u"all")
        settings.lesson = api::LessonAccess::WithToken;
    else if (required != u"jobs")
        throw StartError(u"require_token in %1 is \"%2\"; write jobs or all"_s.arg(file, required));
    checkReach(line, settings, file);
    return settings;
}

} // namespace belayer::app
