// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/titles.h"

#include <QCoreApplication>
#include <QHash>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

/// The translation context of everything here.
struct Titles
{
    Q_DECLARE_TR_FUNCTIONS(Titles)
};

QString spelled(const QStringList &words)
{
    const QString title = words.join(u' ');
    return title.isEmpty() ? title : title.front().toUpper() + title.mid(1);
}

QString titled(const QHash<QString, QString> &known, const QString &key)
{
    const auto title = known.constFind(key);
    return title != known.constEnd() ? *title : spelled(key.split(u'_', Qt::SkipEmptyParts));
}

} // namespace

QString paramTitle(const engine::ParamInfo &info)
{
    static const QHash<QString, QString> known{
        {u"cwd"_s, Titles::tr("Working folder")},
        {u"env"_s, Titles::tr("Environment")},
        {u"shell"_s, Titles::tr("Shell line")},
        {u"n"_s, Titles::tr("Number")},
        {u"work_ms"_s, Titles::tr("Work")},
        {u"duration_ms"_s, Titles::tr("Duration")},
        {u"program"_s, Titles::tr("Program")},
        {u"arguments"_s, Titles::tr("Arguments")},
        {u"paths"_s, Titles::tr("Files and folders")},
        {u"algorithm"_s, Titles::tr("Algorithm")},
        {u"inputs"_s, Titles::tr("Inputs")},
        {u"stages"_s, Titles::tr("Stages")},
        {u"parallel"_s, Titles::tr("At once")},
        {u"urls"_s, Titles::tr("Addresses")},
        {u"file"_s, Titles::tr("Save as")},
        {u"digest"_s, Titles::tr("Digest")},
        {u"output_limit_mib"_s, Titles::tr("Output limit")},
        {u"progress"_s, Titles::tr("Progress")},
    };
    if (const auto title = known.constFind(info.name); title != known.constEnd())
        return *title;
    QStringList words = info.name.split(u'_', Qt::SkipEmptyParts);
    if (words.size() > 1 && words.last() == info.unit)
        words.removeLast();
    return spelled(words);
}

QString choiceTitle(const QString &choice)
{
    static const QHash<QString, QString> known{
        {u"auto"_s, Titles::tr("Read from the output")},
        {u"blake2b"_s, u"BLAKE2b"_s},
        {u"digest"_s, Titles::tr("Digest")},
        {u"md5"_s, u"MD5"_s},
        {u"none"_s, Titles::tr("None")},
        {u"read"_s, Titles::tr("Read")},
        {u"sha256"_s, u"SHA-256"_s},
        {u"sha512"_s, u"SHA-512"_s},
        {u"sleep"_s, Titles::tr("Sleep")},
        {u"square"_s, Titles::tr("Square")},
    };
    return titled(known, choice);
}

QString resultTitle(const QString &key)
{
    static const QHash<QString, QString> known{
        {u"algorithm"_s, Titles::tr("Algorithm")},
        {u"bytes"_s, Titles::tr("Size")},
        {u"cancelled"_s, Titles::tr("Cancelled")},
        {u"count"_s, Titles::tr("Count")},
        {u"digest"_s, Titles::tr("Digest")},
        {u"failed"_s, Titles::tr("Failed")},
        {u"file"_s, Titles::tr("File")},
        {u"files"_s, Titles::tr("Files")},
        {u"id"_s, Titles::tr("Id")},
        {u"index"_s, Titles::tr("Index")},
        {u"name"_s, Titles::tr("Name")},
        {u"path"_s, Titles::tr("File")},
        {u"skipped"_s, Titles::tr("Skipped")},
        {u"succeeded"_s, Titles::tr("Succeeded")},
        {u"sum"_s, Titles::tr("Sum")},
        {u"value"_s, Titles::tr("Result")},
        {u"values"_s, Titles::tr("Results")},
    };
    return titled(known, key);
}

} // namespace belayer::ui
