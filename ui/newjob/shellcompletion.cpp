// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/shellcompletion.h"

#include "ui/script/scriptlines.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype candidatesAtMost = 500;
constexpr std::chrono::milliseconds patience{100}; ///< a folder may be huge, or far away

/// A name that cannot be shown and typed is not offered.
bool isTypable(const QString &name)
{
    return std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
}

/// "~/" means something only outside of quotes.
QString quoted(const QString &text, bool hasTilde)
{
    if (!hasTilde)
        return shellWord(text);
    return u"~/"_s + (text.size() > 2 ? shellWord(text.mid(2)) : QString());
}

enum class Wanted : quint8 { Any, Programs };

/// Names in the folder that the text leads to, with the text's own way there.
QStringList files(const QString &text, const QString &place, Wanted wanted)
{
    const qsizetype slash = text.lastIndexOf(u'/');
    const QString way = text.left(slash + 1);
    const QString begun = text.mid(slash + 1);
    QDir::Filters filters = QDir::AllEntries | QDir::NoDotAndDotDot;
    if (begun.startsWith(u'.'))
        filters |= QDir::Hidden;
    QStringList found;
    const QDeadlineTimer deadline(patience);
    for (QDirIterator entries(place, filters); entries.hasNext() && !deadline.hasExpired();) {
        entries.next();
        const QString name = entries.fileName();
        if (!name.startsWith(begun) || !isTypable(name))
            continue;
        const bool isFolder = entries.fileInfo().isDir();
        if (!isFolder && wanted == Wanted::Programs && !entries.fileInfo().isExecutable())
            continue;
        found += way + name + (isFolder ? u"/"_s : QString());
        if (found.size() == candidatesAtMost)
            break;
    }
    return found;
}

QString commonBeginning(const QStringList &texts)
{
    QString common = texts.first();
    for (const QString &text : texts) {
        const auto differs = std::mismatch(common.begin(), common.end(), text.begin(), text.end());
        common.truncate(std::distance(common.begin(), differs.first));
    }
    if (!common.isEmpty() && common.back().isHighSurrogate())
        common.chop(1);
    return common;
}

} // namespace

std::optional<Completion> ShellCompletion::complete(const QString &line, LineReader reader,
                                                    const QString &folder)
{
    const ShellTail tail = shellTail(line, reader);
    if (tail.text.isEmpty())
        return {};
    const bool hasTilde = reader == LineReader::Shell && !tail.isQuoted && tail.text.startsWith(u"~/"_s);
    QStringList found;
    if (tail.isProgram && !tail.text.contains(u'/')) {
        for (const QString &name : programs()) {
            if (name.startsWith(tail.text) && found.size() < candidatesAtMost)
                found += name;
        }
    } else {
        const QString path = hasTilde ? QDir::homePath() + tail.text.mid(1) : tail.text;
        const QString place = QDir(folder).absoluteFilePath(path.left(path.lastIndexOf(u'/') + 1));
        found = files(tail.text, place, tail.isProgram ? Wanted::Programs : Wanted::Any);
    }
    if (found.isEmpty())
        return {};
    std::sort(found.begin(), found.end());
    Completion completion{tail.start, quoted(commonBeginning(found), hasTilde), {}};
    for (const QString &each : std::as_const(found))
        completion.candidates += quoted(each, hasTilde);
    if (found.size() == 1 && !found.first().endsWith(u'/'))
        completion.common += u' ';
    return completion;
}

const QStringList &ShellCompletion::programs()
{
    if (m_programs)
        return *m_programs;
    m_programs.emplace();
    for (const QString &place : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts)) {
        for (const QString &name : QDir(place).entryList(QDir::Files | QDir::Executable))
            *m_programs += name;
    }
    m_programs->removeIf([](const QString &name) { return !isTypable(name); });
    std::sort(m_programs->begin(), m_programs->end());
    m_programs->erase(std::unique(m_programs->begin(), m_programs->end()), m_programs->end());
    return *m_programs;
}

} // namespace belayer::ui
