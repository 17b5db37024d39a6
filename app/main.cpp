// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/starterror.h"
#include "core/engine/process/descriptorlimit.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace belayer::app;

int run(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const CommandLine line = parseCommandLine(arguments);
    switch (line.wish) {
    case CommandLine::Wish::Version:
        std::printf("belayer %s\n", BELAYER_VERSION);
        return int(ExitCode::Success);
    case CommandLine::Wish::Help: std::printf("%s", qPrintable(helpText())); return int(ExitCode::Success);
    case CommandLine::Wish::Run: break;
    }
    belayer::engine::raiseDescriptorLimit();
    const bool hasWindow = line.display == CommandLine::Display::Window;
    return hasWindow ? runWithWindow(argc, argv, line) : runHeadless(argc, argv, line);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("belayer"));
    QCoreApplication::setApplicationVersion(QStringLiteral(BELAYER_VERSION));
    try {
        return run(argc, argv);
    } catch (const StartError &error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.message()));
        return int(error.code());
    }
}
