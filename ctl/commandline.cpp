// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/commandline.h"

#include "ctl/failure.h"
#include "ctl/options.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace belayer::ctl {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

enum class Operands : quint8 { None, Id, Ids, Program, ProgramsList, Topic };

struct CommandInfo
{
    Command command;
    QString name;
    Operands operands;
    QString usage; ///< after the name
    QString summary;
};

const QList<CommandInfo> &commands()
{
    using enum Command;
    static const QList<CommandInfo> all = {
        {Run, u"run"_s, Operands::Program, u"[OPTIONS] [--] PROGRAM [ARGUMENT...]"_s,
         u"run a program as a job, follow its output, end with its exit code; Ctrl-C cancels"_s},
        {Race, u"race"_s, Operands::ProgramsList, u"[OPTIONS] [--] PROGRAM... --- PROGRAM... [--- ...]"_s,
         u"run programs against each other; prints the winner's output, the others are cancelled"_s},
        {Group, u"group"_s, Operands::ProgramsList, u"[OPTIONS] [--] PROGRAM... [--- PROGRAM... ...]"_s,
         u"run programs together; prints their outputs one after the other"_s},
        {List, u"ls"_s, Operands::None, u"[OPTIONS]"_s, u"list jobs, newest first"_s},
        {Show, u"show"_s, Operands::Ids, u"ID..."_s, u"all that is known of jobs"_s},
        {Wait, u"wait"_s, Operands::Ids, u"[--timeout TIME] ID..."_s,
         u"wait until all are finished; ends with the exit code of the first that did not succeed"_s},
        {Log, u"log"_s, Operands::Id, u"[-f] ID"_s, u"the output of a command"_s},
        {Cancel, u"cancel"_s, Operands::Ids, u"ID..."_s, u"cancel jobs and all below them"_s},
        {Pause, u"pause"_s, Operands::Ids, u"ID..."_s, u"pause jobs"_s},
        {Resume, u"resume"_s, Operands::Ids, u"ID..."_s, u"go on with paused jobs"_s},
        {Retry, u"retry"_s, Operands::Ids, u"ID..."_s, u"submit finished jobs again; prints the new ids"_s},
        {Events, u"events"_s, Operands::None, u""_s,
         u"a line for every change of a job's state, as it happens"_s},
        {Token, u"token"_s, Operands::None, u""_s, u"print the token, e.g. for curl and for the dashboard"_s},
        {Open, u"open"_s, Operands::None, u""_s,
         u"bring the window forward, or open the dashboard in a browser"_s},
        {Help, u"help"_s, Operands::Topic, u"[COMMAND]"_s, u"print help"_s},
    };
    return all;
}

const CommandInfo *findCommand(const QString &name)
{
    const auto found = std::find_if(commands().begin(), commands().end(),
                                    [&](const CommandInfo &info) { return info.name == name; });
    return found == commands().end() ? nullptr : &*found;
}

/// Reads one command line from the left.
class Parser
{
public:
    explicit Parser(const QStringList &arguments) : m_arguments(arguments) {}

    Invocation read()
    {
        while (m_at < m_arguments.size())
            readNext();
        if (!m_info && m_invocation.command == Command::Help && !m_askedForHelp)
            refuse(u"a command is missing"_s);
        if (m_invocation.command != Command::Help && m_invocation.command != Command::Version)
            checkOperands();
        return std::move(m_invocation);
    }

private:
    void readNext()
    {
        const QString argument = m_arguments.at(m_at++);
        if (m_optionsOver || argument == u"-" || !argument.startsWith(u'-'))
            takeOperand(argument);
        else if (argument == u"--")
            m_optionsOver = true;
        else if (argument.startsWith(u"--"))
            takeOption(argument.section(u'=', 0, 0).sliced(2), {},
                       argument.contains(u'=') ? std::optional(argument.section(u'=', 1)) : std::nullopt);
        else
            takeOption({}, argument.at(1),
                       argument.size() > 2 ? std::optional(argument.sliced(2)) : std::nullopt);
    }

    void takeOption(const QString &name, QChar letter, std::optional<QString> value)
    {
        const QString shown = name.isEmpty() ? u"-"_s + letter : u"--"_s + name;
        const Command command = m_info ? m_info->command : Command::Help;
        const QList<Option> options = optionsOf(command);
        const auto option = std::find_if(options.begin(), options.end(), [&](const Option &each) {
            return name.isEmpty() ? each.letter == letter : each.name == name;
        });
        if (option == options.end())
            refuse(m_info ? u"unknown option %1 of %2"_s.arg(shown, m_info->name)
                          : u"unknown option %1 before the command"_s.arg(shown));
        if (++m_given[option->name] > 1 && !option->repeats)
            refuse(u"option --%1 is given more than once"_s.arg(option->name));
        if (option->value.isEmpty() && value)
            refuse(u"option --%1 takes no value, not \"%2\""_s.arg(option->name, *value));
        if (!option->value.isEmpty() && !value && m_at < m_arguments.size())
            value = m_arguments.at(m_at++);
        if (!option->value.isEmpty() && value.value_or(QString()).isEmpty())
            refuse(u"option --%1 needs a value: --%1 %2"_s.arg(option->name, option->value));
        m_askedForHelp |= option->name == u"help";
        option->set(m_invocation, option->name, value.value_or(QString()));
    }

    void takeOperand(const QString &argument)
    {
        if (!m_info) {
            m_info = findCommand(argument);
            if (!m_info)
                refuse(u"unknown command \"%1\""_s.arg(argument));
            if (!m_askedForHelp)
                m_invocation.command = m_info->command;
            else if (m_invocation.command == Command::Help)
                m_invocation.topic = m_info->command;
            m_askedForHelp |= m_info->command == Command::Help;
            return;
        }
        switch (m_info->operands) {
        case Operands::None: refuse(u"%1 takes no \"%2\""_s.arg(m_info->name, argument));
        case Operands::Id:
        case Operands::Ids: takeId(argument); return;
        case Operands::Program:
        case Operands::ProgramsList: takeProgramPart(argument); return;
        case Operands::Topic: takeTopic(argument); return;
        }
    }

    void takeId(const QString &id)
    {
        if (id.isEmpty())
            refuse(u"an id of %1 is empty"_s.arg(m_info->name));
        if (m_info->operands == Operands::Id && !m_invocation.ids.isEmpty())
            refuse(u"%1 takes one id, and \"%2\" is one too many"_s.arg(m_info->name, id));
        m_invocation.ids.append(id);
    }

    void takeProgramPart(const QString &part)
    {
        m_optionsOver = true; // what follows is the program's
        if (m_invocation.programs.isEmpty())
            m_invocation.programs.append(QStringList());
        if (m_info->operands == Operands::ProgramsList && part == u"---")
            m_invocation.programs.append(QStringList());
        else
            m_invocation.programs.last().append(part);
    }

    void takeTopic(const QString &name)
    {
        const CommandInfo *info = findCommand(name);
        if (!info)
            refuse(u"unknown command \"%1\""_s.arg(name));
        m_invocation.topic = info->command;
    }

    void checkOperands() const
    {
        const bool takesIds = m_info->operands == Operands::Id || m_info->operands == Operands::Ids;
        if (takesIds && m_invocation.ids.isEmpty())
            refuse(u"%1 needs an id: belayerctl %1 %2"_s.arg(m_info->name, m_info->usage));
        const bool takesPrograms =
            m_info->operands == Operands::Program || m_info->operands == Operands::ProgramsList;
        const qsizetype least = m_info->command == Command::Race ? 2 : 1;
        const bool anyEmpty = std::any_of(m_invocation.programs.begin(), m_invocation.programs.end(),
                                          [](const QStringList &p) { return p.value(0).isEmpty(); });
        if (takesPrograms && (m_invocation.programs.size() < least || anyEmpty))
            refuse(u"%1 lacks a program: belayerctl %1 %2"_s.arg(m_info->name, m_info->usage));
    }

    const QStringList &m_arguments;
    qsizetype m_at = 0;
    bool m_optionsOver = false;
    bool m_askedForHelp = false;
    const CommandInfo *m_info = nullptr;
    QHash<QString, int> m_given;
    Invocation m_invocation;
};

QString optionLine(const Option &option)
{
    QString left = option.letter.isNull() ? u"    --"_s : u"-%1, --"_s.arg(option.letter);
    left += option.name;
    if (!option.value.isEmpty())
        left += u' ' + option.value;
    return u"  %1 %2\n"_s.arg(left, -26).arg(option.help);
}

} // namespace

Invocation parseCommandLine(const QStringList &arguments)
{
    return Parser(arguments).read();
}

QString helpText(std::optional<Command> topic)
{
    QString text;
    for (const CommandInfo &info : commands()) {
        if (topic == info.command)
            text = u"Usage: belayerctl %1 %2\n%3\n\n"_s.arg(info.name, info.usage, info.summary);
    }
    if (text.isEmpty()) {
        text =
            u"Usage: belayerctl COMMAND [OPTIONS] ...\nRuns, watches and cancels the jobs of a running Belayer.\n\n"_s;
        for (const CommandInfo &info : commands())
            text += u"  %1 %2\n"_s.arg(info.name, -7).arg(info.summary);
        text += u"\nWith every command, and more with belayerctl help COMMAND:\n"_s;
    }
    for (const Option &option : optionsOf(topic.value_or(Command::Help)))
        text += optionLine(option);
    return text + u"\nExit codes: 0 good, 1 failed, 2 wrong usage, 3 no Belayer reached, 4 wrong token, 5 "
                  u"not found, "
                  "6 refused,\n7 cancelled, 8 timed out; of run and its kin also the program's own, 126 and "
                  "127 as in a "
                  "shell,\n128 and a signal's number.\n"_s;
}

std::optional<milliseconds> readDuration(const QString &text)
{
    static constexpr std::array<std::pair<QStringView, double>, 5> units{
        {{u"ms", 1}, {u"s", 1'000}, {u"m", 60'000}, {u"h", 3'600'000}, {u"d", 86'400'000}}};
    const auto isDigit = [](QChar c) { return (c >= u'0' && c <= u'9') || c == u'.'; };
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const QStringView unit = QStringView(text).sliced(end - text.begin());
    bool isNumber = false;
    const double number = QStringView(text).first(end - text.begin()).toDouble(&isNumber);
    double scale = unit.isEmpty() ? 1'000 : 0;
    for (const auto &[name, size] : units) {
        if (unit == name)
            scale = size;
    }
    const double total = std::round(number * scale);
    if (!isNumber || scale == 0 || total > 1e15) // 31,000 years, and exact
        return {};
    return milliseconds(qint64(total));
}

} // namespace belayer::ctl
