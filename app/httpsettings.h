// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What settings.ini says of HTTP, in its group `http`.
#pragma once

#include "app/commandline.h"
#include "core/api/access.h"

#include <QByteArrayList>
#include <QString>

namespace belayer::app {

struct HttpSettings
{
    /// `allowed_hosts`: names this server answers to beside those of the loopback, each `name` or
    /// `name:port`.
    QByteArrayList allowedHosts;
    /// `require_token`: `jobs`, the default, or `all`.
    api::LessonAccess lesson = api::LessonAccess::Open;
};

/// Throws StartError for what cannot be meant, and for a command line that would let other machines in
/// without saying by which names they come, or with commands.
HttpSettings readHttpSettings(const QString &file, const CommandLine &line);

} // namespace belayer::app
