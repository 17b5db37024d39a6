// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/jobcontext.h"
#include "core/engine/kinds/kinds.h"
#include "core/engine/process/childprocess.h"
#include "core/engine/process/environment.h"
#include "core/engine/process/outputfile.h"
#include "core/engine/process/outputlimit.h"
#include "core/engine/process/outputprogress.h"
#include "core/engine/process/programpath.h"
#include "core/engine/process/sampling.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace belayer::engine {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What a program leaves behind when it ends is asked to end, and killed after this long.
constexpr auto LeftoverGrace = 500ms;

QString errnoText(int error)
{
    return QString::fromLocal8Bit(::strerrordesc_np(error));
}

JobFailure noProgram(const QString &program, int error)
{
    if (error == ENOENT)
        return {u"program_not_found"_s,
                u"program %1 not found (%2); check its name and PATH"_s.arg(program, errnoText(error))};
    return {u"not_executable"_s,
            u"program %1 cannot be executed (%2); check that it is a program and may be run"_s.arg(
                program, errnoText(error))};
}

JobFailure noFolder(const QString &cwd, int error)
{
    return {error == ENOENT || error == ENOTDIR ? u"cwd_not_found"_s : u"cwd_not_accessible"_s,
            u"folder %1 cannot be entered (%2); choose another cwd"_s.arg(cwd, errnoText(error))};
}

JobFailure launchFailure(const LaunchError &error, const QString &program, const QString &cwd)
{
    if (error.step == LaunchError::Step::ChangeFolder)
        return noFolder(cwd, error.error);
    if (error.step == LaunchError::Step::Prepare)
        return {u"start_failed"_s,
                u"the system cannot start another process (%1)"_s.arg(errnoText(error.error))};
    if (error.error == E2BIG)
        return {u"arguments_too_long"_s,
                u"the arguments and environment are too long (%1); pass them in a file"_s.arg(
                    errnoText(error.error))};
    if (error.error == ENOENT) // it was found a moment ago, so it is its interpreter that is not
        return {
            u"not_executable"_s,
            u"the interpreter that the first line of %1 names is missing (%2); install it or mend the line"_s
                .arg(program, errnoText(error.error))};
    return noProgram(program, error.error);
}

/// What is to be run, from the parameters.
struct Command
{
    QString program;
    QString cwd;
    LaunchRequest request;
    JobMark mark;
};

Command commandOf(const JobContext &job)
{
    Command command;
    const QString shell = job.param(u"shell"_s).toString();
    QStringList arguments;
    if (shell.isEmpty()) {
        command.program = job.param(u"program"_s).toString();
        arguments = job.param(u"arguments"_s).toStringList();
    } else {
        command.program = u"/bin/sh"_s;
        arguments = {u"-c"_s, shell};
    }
    const QString cwd = job.param(u"cwd"_s).toString();
    command.cwd = cwd.isEmpty() ? QDir::homePath() : cwd;
    command.mark = newMark(job.spec().id);

    LaunchRequest &request = command.request;
    request.cwd = QFile::encodeName(command.cwd);
    request.environment = jobEnvironment(job.param(u"env"_s).toMap(), command.mark.variable);
    request.realtimeLimit = command.mark.limit;
    request.arguments.append(command.program.toUtf8());
    for (const QString &argument : arguments)
        request.arguments.append(argument.toUtf8());
    return command;
}

Launched start(JobContext &job, Command &command)
{
    struct stat folder{};
    if (::stat(command.request.cwd.constData(), &folder) != 0)
        throw noFolder(command.cwd, errno);
    if (!S_ISDIR(folder.st_mode))
        throw noFolder(command.cwd, ENOTDIR);
    const ProgramPath path = findProgram(command.program.toUtf8(),
                                         variable(command.request.environment, "PATH"), command.request.cwd);
    if (path.error != 0)
        throw noProgram(command.program, path.error);
    command.request.program = path.path;

    const QString outputPath = job.outputPath();
    const Fd output = createOutputFile(outputPath);
    if (!output)
        throw JobFailure(u"output_not_writable"_s,
                         u"output file %1 cannot be made (%2)"_s.arg(outputPath, errnoText(errno)));
    job.setOutputFile(outputPath);
    command.request.output = output.get();
    std::variant<Launched, LaunchError> result = launch(command.request);
    if (const auto *error = std::get_if<LaunchError>(&result))
        throw launchFailure(*error, command.program, command.cwd);
    auto launched = std::get<Launched>(std::move(result));
    if (const std::optional<ProcessRow> leader = readProcess(launched.pid))
        job.setProcess(leader->id);
    return launched;
}

void throwUnlessGood(const ExitStatus &status)
{
    if (status.signal) {
        const char *name = ::sigabbrev_np(*status.signal);
        throw JobFailure(u"signal"_s, u"the program was ended by signal %1 (%2)"_s.arg(*status.signal)
                                          .arg(name ? u"SIG"_s + QString::fromLatin1(name) : u"unnamed"_s));
    }
    if (status.exitCode != 0)
        throw JobFailure(u"exit_code"_s,
                         u"the program exited with code %1"_s.arg(status.exitCode.value_or(-1)));
}

async::Task<QVariant> command(JobContext &job)
{
    Command command = commandOf(job);
    co_await job.recorded();
    ChildProcess process(start(job, command), command.mark, QFile::encodeName(job.outputPath()));
    const PauseGuard pausing =
        job.whilePaused([&process] { process.suspendTree(); }, [&process] { process.resumeTree(); });
    const OutputLimit limit(job.outputPath(), job.integer(u"output_limit_mib"_s) * 1024 * 1024);
    OutputProgress progress(job.outputPath());
    const bool readsProgress = job.param(u"progress"_s) == u"auto"_s;
    const auto lookAtProgress = [&] {
        if (const std::optional<Progress> now = readsProgress ? progress.look() : std::nullopt)
            job.setProgress(now->done, now->total, now->unit);
    };
    const Sampling sampling([&](const ProcessList *list) {
        job.setUsage(process.sample(list));
        lookAtProgress();
    });
    std::optional<async::Cancelled> cancelled;
    try {
        co_await process.exited();
    } catch (const async::Cancelled &reason) {
        if (!process.exitStatus()) // else it finished first, a moment ago
            cancelled = reason;
    }
    co_await async::shielded(
        process.end(cancelled ? job.grace() : LeftoverGrace, [&job] { return job.mustKill(); }));
    job.setProcess({});
    lookAtProgress();
    const ExitStatus status = process.exitStatus().value_or(ExitStatus{});
    job.setExit(status.exitCode, status.signal);
    job.setEndedProcesses(process.endedProcesses());
    job.setUsage(process.usage());
    if (cancelled)
        throw *cancelled;
    throwUnlessGood(status);
    co_return QVariant();
}

std::optional<Refusal> check(const JobSpec &spec)
{
    const bool hasShell = !spec.params.value(u"shell"_s).toString().isEmpty();
    const bool hasProgram = !spec.params.value(u"program"_s).toString().isEmpty();
    if (hasShell == hasProgram)
        return Refusal{Refusal::Code::Invalid, u"params.program"_s,
                       hasShell ? u"program and shell are both given; give one of them"_s
                                : u"program is missing; give program (and arguments) or shell"_s};
    if (hasShell && !spec.params.value(u"arguments"_s).toStringList().isEmpty())
        return Refusal{Refusal::Code::Invalid, u"params.arguments"_s,
                       u"arguments are given with shell; put them into the shell line"_s};
    return {};
}

QString title(const JobSpec &spec)
{
    const QString shell = spec.params.value(u"shell"_s).toString();
    if (!shell.isEmpty())
        return shell.simplified();
    QStringList words{QFileInfo(spec.params.value(u"program"_s).toString()).fileName()};
    words += spec.params.value(u"arguments"_s).toStringList();
    return words.join(u' ').simplified();
}

/// The same program or shell line in the same folder.
QByteArray likeness(const JobSpec &spec)
{
    QStringList parts{spec.params.value(u"cwd"_s).toString(), spec.params.value(u"shell"_s).toString(),
                      spec.params.value(u"program"_s).toString()};
    parts += spec.params.value(u"arguments"_s).toStringList();
    return parts.join(QChar::Null).toUtf8();
}

ParamInfo param(const QString &name, ParamInfo::Type type, const QString &summary)
{
    ParamInfo info;
    info.name = name;
    info.type = type;
    info.summary = summary;
    return info;
}

ParamInfo outputLimit()
{
    ParamInfo info = param(u"output_limit_mib"_s, ParamInfo::Type::Integer,
                           u"How much of its output is kept; beyond that the oldest is dropped"_s);
    info.defaultValue = 64;
    info.minimum = 1;
    info.maximum = 1024 * 1024;
    info.unit = u"MiB"_s;
    return info;
}

ParamInfo progressSource()
{
    ParamInfo info = param(u"progress"_s, ParamInfo::Type::Choice,
                           u"Whether 12/40 and 37% in its output are its progress"_s);
    info.choices = {u"auto"_s, u"none"_s};
    info.defaultValue = u"auto"_s;
    return info;
}

} // namespace

Kind commandKind()
{
    using enum ParamInfo::Type;
    Kind kind;
    kind.info.name = u"command"_s;
    kind.info.title = u"Command"_s;
    kind.info.summary = u"Runs a program and everything it starts"_s;
    kind.info.canPause = true;
    kind.info.params = {
        param(u"program"_s, Program, u"The program to run"_s),
        param(u"arguments"_s, TextList, u"Its arguments"_s),
        param(u"shell"_s, Text, u"Instead of a program: a line for /bin/sh -c"_s),
        param(u"cwd"_s, Folder, u"The folder to run in; the home folder if empty"_s),
        param(u"env"_s, TextMap, u"Variables added to the clean environment"_s),
        outputLimit(),
        progressSource(),
    };
    kind.check = check;
    kind.title = title;
    kind.likeness = likeness;
    kind.run = command;
    return kind;
}

} // namespace belayer::engine
