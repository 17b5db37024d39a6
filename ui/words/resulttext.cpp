// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/resulttext.h"

#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/titles.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSnapshot;
using engine::JobState;

namespace {

/// The translation context of everything here.
struct ResultText
{
    Q_DECLARE_TR_FUNCTIONS(ResultText)
};

/// One file's digest in full; of many, what was read. Nothing of a job that has no result yet.
QString digestsText(const QVariantMap &result)
{
    if (result.isEmpty())
        return {};
    const QVariantList files = result.value(u"files"_s).toList();
    if (files.size() == 1)
        return files.first().toMap().value(u"digest"_s).toString();
    return ResultText::tr("%1 files, %2, %3")
        .arg(QLocale().toString(result.value(u"count"_s).toLongLong()),
             bytesText(result.value(u"bytes"_s).toLongLong()),
             choiceTitle(result.value(u"algorithm"_s).toString()));
}

// A result may hold a line for each of a million files, and a label would lay them all out.
constexpr qsizetype valueLength = 2000;
constexpr qsizetype linesAtMost = 50;

bool isList(const QVariant &value)
{
    return value.typeId() == QMetaType::QVariantList || value.typeId() == QMetaType::QStringList;
}

/// Stops soon after \ref valueLength.
void appendValue(QString &text, const QVariant &value)
{
    const qsizetype start = text.size();
    const auto separate = [&] {
        if (text.size() > start)
            text += u", "_s;
        return text.size() <= valueLength;
    };
    if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end() && separate(); ++it) {
            text += resultTitle(it.key()) + u": "_s;
            appendValue(text, it.value());
        }
    } else if (isList(value)) {
        const QVariantList list = value.toList();
        for (auto it = list.begin(); it != list.end() && separate(); ++it)
            appendValue(text, *it);
    } else {
        text += value.toString();
    }
}

QStringList itemLines(const QVariantList &list)
{
    QStringList lines;
    for (const QVariant &item : list.first(std::min(list.size(), linesAtMost)))
        lines += valueText(item);
    if (list.size() > linesAtMost)
        lines += u"…"_s;
    return lines;
}

QString partText(const QString &key, const QVariant &value)
{
    if (key == "bytes"_L1)
        return bytesText(value.toLongLong());
    return key == "algorithm"_L1 ? choiceTitle(value.toString()) : valueText(value);
}

/// A list of maps is a table: a line for each.
void appendLines(QStringList &lines, const QString &key, const QVariant &value)
{
    const QVariantList list = isList(value) ? value.toList() : QVariantList();
    if (list.isEmpty() || list.first().typeId() != QMetaType::QVariantMap) {
        lines += resultTitle(key) + u": "_s + partText(key, value);
        return;
    }
    lines += resultTitle(key) + u':';
    for (const QString &line : itemLines(list))
        lines += u"  "_s + line;
}

/// The error without the child's id: in a row there is room for the reason only.
QString errorInRow(const JobSnapshot &job)
{
    QString text = job.error->message.isEmpty() ? job.error->code : engineText(job.error->message);
    if (job.receipt) {
        for (const engine::FinishLine &finish : job.receipt->finishes) {
            if (finish.state == JobState::Failed)
                text.remove(u" (%1)"_s.arg(finish.id.text()));
        }
    }
    return text;
}

} // namespace

QString valueText(const QVariant &value)
{
    QString text;
    appendValue(text, value);
    if (text.size() > valueLength)
        text = text.left(valueLength - 1) + u'…';
    return text;
}

QString valueLines(const QVariant &value)
{
    QStringList lines;
    if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            appendLines(lines, it.key(), it.value());
        return lines.join(u'\n');
    }
    if (isList(value)) {
        lines = itemLines(value.toList());
        const bool isShort =
            std::all_of(lines.cbegin(), lines.cend(), [](auto &line) { return line.size() < 16; });
        return lines.join(isShort ? u", "_s : u"\n"_s);
    }
    return valueText(value);
}

QString outcomeText(const JobSnapshot &job)
{
    if (isWaiting(job))
        return engineText(job.waiting->message);
    if (job.error)
        return errorInRow(job);
    // What a race and a group answer to a script is a map; the row says the part of it that people look for.
    const QVariantMap map = job.result.toMap();
    if (job.kind == "race"_L1 && map.contains(u"name"_s))
        return ResultText::tr("%1 won").arg(map.value(u"name"_s).toString());
    if (map.contains(u"values"_s))
        return valueText(map.value(u"values"_s));
    if (job.kind == "checksum"_L1)
        return digestsText(map);
    if (job.kind == "download"_L1)
        return map.value(u"file"_s).toString();
    if (job.kind == "sleep"_L1) // how long it slept stands in another column
        return {};
    return valueText(job.result);
}

} // namespace belayer::ui
