// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/starterror.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

#include <algorithm>

namespace belayer::app {

using namespace Qt::StringLiterals;

namespace {

/// The one list of options, for the parser and for the help.
QList<QCommandLineOption> options()
{
    return {
        {u"headless"_s, u"Run the engine and HTTP without a window; needs no display."_s},
        {u"demo"_s, u"Start a board of real sample jobs."_s},
        {u"listen"_s, u"Answer HTTP on this address (default 127.0.0.1)."_s, u"ADDRESS"_s},
        {u"port"_s, u"Answer HTTP on this port (default: the settings, or 8787); 0 takes a free one."_s,
         u"N"_s},
        {u"no-http"_s, u"Do not answer HTTP at all."_s},
        {u"data-dir"_s, u"Keep output, settings and token there (default: the XDG data directory)."_s,
         u"DIR"_s},
        {u"allow-command-jobs"_s, u"Let HTTP clients that have the token submit commands."_s},
        {{u"v"_s, u"version"_s}, u"Print the version and exit."_s},
        {{u"h"_s, u"help"_s}, u"Print this help and exit."_s},
    };
}

QString dashed(const QString &name)
{
    return (name.size() == 1 ? u"-"_s : u"--"_s) + name;
}

[[noreturn]] void refuse(const QString &message)
{
    throw StartError(message + u"; see belayer --help"_s);
}

void checkShape(const QCommandLineParser &parser)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (!unknown.isEmpty())
        refuse(u"unknown option %1"_s.arg(dashed(unknown.first())));
    const QStringList extra = parser.positionalArguments();
    if (!extra.isEmpty())
        refuse(u"unexpected argument \"%1\""_s.arg(extra.first()));
    for (const QCommandLineOption &option : options()) {
        if (option.valueName().isEmpty())
            continue; // Qt 6.8 warns when a switch is asked for values
        const QString name = option.names().last();
        const QStringList values = parser.values(name);
        if (values.size() > 1)
            refuse(u"option %1 is given %2 times"_s.arg(dashed(name)).arg(values.size()));
        if (parser.isSet(name) && values.value(0).isEmpty())
            refuse(u"option %1 needs a value: %1 %2"_s.arg(dashed(name), option.valueName()));
    }
}

quint16 readPort(const QString &text)
{
    const bool isNumber =
        std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    bool fits = false;
    const quint16 port = text.toUShort(&fits);
    if (!isNumber || !fits)
        refuse(u"--port must be a number from 0 to 65535, not \"%1\""_s.arg(text));
    return port;
}

QHostAddress readAddress(const QString &text)
{
    if (text == u"localhost")
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(text);
    if (address.isNull() || !address.scopeId().isEmpty())
        refuse(u"--listen must be an IP address such as 127.0.0.1 or ::1, not \"%1\""_s.arg(text));
    return address;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions(options());
    const bool isWhole = parser.parse(QStringList(u"belayer"_s) + arguments);
    checkShape(parser);
    if (!isWhole)
        refuse(parser.errorText());

    CommandLine line;
    if (parser.isSet(u"headless"_s))
        line.display = CommandLine::Display::Headless;
    if (parser.isSet(u"no-http"_s))
        line.http = CommandLine::Http::Off;
    if (parser.isSet(u"demo"_s))
        line.board = CommandLine::Board::Demo;
    if (parser.isSet(u"allow-command-jobs"_s))
        line.commandJobs = api::CommandJobs::Allowed;
    if (parser.isSet(u"port"_s))
        line.port = readPort(parser.value(u"port"_s));
    if (parser.isSet(u"listen"_s))
        line.address = readAddress(parser.value(u"listen"_s));
    line.dataDir = parser.value(u"data-dir"_s);
    if (parser.isSet(u"version"_s))
        line.wish = CommandLine::Wish::Version;
    if (parser.isSet(u"help"_s))
        line.wish = CommandLine::Wish::Help;
    return line;
}

QString helpText()
{
    QString text =
        u"Usage: belayer [OPTIONS]\nStart, watch, group, race and cancel long jobs, in a window and over HTTP.\n\n"_s;
    for (const QCommandLineOption &option : options()) {
        QStringList names;
        for (const QString &name : option.names())
            names.append(dashed(name));
        QString left = names.join(u", "_s);
        if (!option.valueName().isEmpty())
            left += u' ' + option.valueName();
        text += u"  %1 %2\n"_s.arg(left, -22).arg(option.description());
    }
    return text +
           u"\nExit codes: 0 ended well, 2 could not start, 3 another Belayer has the data directory.\n"_s;
}

} // namespace belayer::app
