// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/process/environment.h"

#include <map>

namespace belayer::engine {

namespace {

constexpr const char *Kept[] = {"PATH", "HOME",     "USER",        "LOGNAME",    "SHELL",  "LANG",
                                "TZ",   "LANGUAGE", "LC_ALL",      "LC_COLLATE", "TMPDIR", "LC_CTYPE",
                                "TERM", "LC_TIME",  "LC_MESSAGES", "LC_NUMERIC"};

} // namespace

QByteArrayList jobEnvironment(const QVariantMap &own, const QByteArray &mark)
{
    std::map<QByteArray, QByteArray> variables{{"PATH", "/usr/local/bin:/usr/bin:/bin"}};
    for (const char *name : Kept) {
        if (qEnvironmentVariableIsSet(name))
            variables[name] = qgetenv(name);
    }
    for (auto it = own.begin(); it != own.end(); ++it)
        variables[it.key().toUtf8()] = it.value().toString().toUtf8();
    variables.erase(mark.left(mark.indexOf('=')));

    QByteArrayList environment;
    for (const auto &[name, value] : variables)
        environment.append(name + '=' + value);
    environment.append(mark);
    return environment;
}

QByteArray variable(const QByteArrayList &environment, const QByteArray &name)
{
    for (const QByteArray &entry : environment) {
        if (entry.size() > name.size() && entry.startsWith(name) && entry.at(name.size()) == '=')
            return entry.mid(name.size() + 1);
    }
    return {};
}

} // namespace belayer::engine
