// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commandline.h"
#include "ctl/commands.h"
#include "ctl/failure.h"
#include "ctl/foreground.h"

#include <csignal>

namespace {

using namespace belayer::ctl;
using namespace Qt::StringLiterals;

QStringList readArguments(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        const QString argument = QString::fromUtf8(argv[i]);
        if (argument.toUtf8() != argv[i])
            throw Failure(ExitCode::Usage, u"argument %1 (%2) is not UTF-8, and jobs are told in JSON; "
                                           "put it into a script, and run that"_s.arg(i)
                                               .arg(argument));
        arguments.append(argument);
    }
    return arguments;
}

int execute(const Invocation &invocation, Output &output)
{
    switch (invocation.command) {
    case Command::Run: return run(invocation, output);
    case Command::Race:
    case Command::Group: return runTogether(invocation, output);
    case Command::List: return list(invocation, output);
    case Command::Show: return show(invocation, output);
    case Command::Wait: return wait(invocation, output);
    case Command::Log: return log(invocation, output);
    case Command::Cancel:
    case Command::Pause:
    case Command::Resume:
    case Command::Retry: return act(invocation, output);
    case Command::Events: return events(invocation, output);
    case Command::Token: return token(invocation, output);
    case Command::Open: return open(invocation, output);
    case Command::Help: output.write(helpText(invocation.topic).toUtf8()); return int(ExitCode::Success);
    case Command::Version: output.line(u"belayerctl " BELAYER_VERSION ""_s); return int(ExitCode::Success);
    }
    Q_UNREACHABLE();
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    try {
        Output output;
        return execute(parseCommandLine(readArguments(argc, argv)), output);
    } catch (const Failure &failure) {
        say(failure.message());
        return int(failure.code());
    } catch (const Foreground::Left &left) {
        return left.exitCode;
    } catch (const ReaderGone &) {
        return signalCode(SIGPIPE); // as if it had ended us
    }
}
