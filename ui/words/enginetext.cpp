// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/enginetext.h"

#include "ui/words/enginewords.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QString translated(const char *source)
{
    return QCoreApplication::translate("EngineText", source);
}

/// A sentence cut at its placeholders, to know it again in a message.
class Pattern
{
public:
    explicit Pattern(const char *source) : m_source(source)
    {
        const QString text = QString::fromUtf8(source);
        qsizetype from = 0;
        for (qsizetype at = text.indexOf(u'%'); at >= 0; at = text.indexOf(u'%', from)) {
            m_pieces += text.sliced(from, at - from);
            from = at + 2;
        }
        m_pieces += text.sliced(from);
    }

    qsizetype weight() const
    {
        qsizetype sum = 0;
        for (const QString &piece : m_pieces)
            sum += piece.size();
        return sum;
    }

    /// What stands at the placeholders, or nothing if it is another sentence.
    std::optional<QStringList> match(const QString &message) const
    {
        // Nearly all of the many patterns end here.
        if (!message.startsWith(m_pieces.first()) || !message.endsWith(m_pieces.last()))
            return {};
        QStringList found;
        qsizetype from = m_pieces.first().size();
        for (qsizetype i = 1; i < m_pieces.size(); ++i) {
            const QString &piece = m_pieces[i];
            const bool isLast = i + 1 == m_pieces.size();
            const qsizetype at = isLast ? message.size() - piece.size() : message.indexOf(piece, from);
            if (at < from || !QStringView(message).sliced(at).startsWith(piece))
                return {};
            found += message.sliced(from, at - from);
            from = at + piece.size();
        }
        return from == message.size() ? std::optional(found) : std::nullopt;
    }

    /// What stands in quotes is no message, whatever it says.
    bool isName(qsizetype placeholder) const { return m_pieces[placeholder].endsWith(u'“'); }

    QString fill(const QStringList &found) const
    {
        QString text = translated(m_source);
        QString filled;
        qsizetype from = 0;
        // Not arg(): what was found may hold a %1 of its own.
        for (qsizetype at = text.indexOf(u'%'); at >= 0 && at + 1 < text.size();
             at = text.indexOf(u'%', from)) {
            filled += QStringView(text).sliced(from, at - from);
            filled += found.value(text[at + 1].digitValue() - 1);
            from = at + 2;
        }
        return filled + text.sliced(from);
    }

private:
    const char *m_source;
    QStringList m_pieces;
};

/// The one with the most words of its own first.
std::vector<Pattern> sentencePatterns()
{
    std::vector<Pattern> patterns;
    for (const char *source : engineSentences)
        patterns.emplace_back(source);
    std::sort(patterns.begin(), patterns.end(),
              [](const Pattern &a, const Pattern &b) { return a.weight() > b.weight(); });
    return patterns;
}

/// Words that are known, and a time with the decimal point of the user.
QString partText(const QString &part)
{
    static const QHash<QString, const char *> known = [] {
        QHash<QString, const char *> parts;
        for (const char *source : engineParts)
            parts.insert(QString::fromUtf8(source), source);
        return parts;
    }();
    if (const char *source = known.value(part))
        return translated(source);
    static const QRegularExpression seconds(u"^(\\d+\\.\\d) s$"_s);
    const auto time = seconds.match(part);
    return time.hasMatch() ? QLocale().toString(time.captured(1).toDouble(), 'f', 1) + u" s"_s : part;
}

} // namespace

QString engineText(const QString &message)
{
    static const std::vector<Pattern> patterns = sentencePatterns();
    if (translated(engineSentences[0]) == QString::fromUtf8(engineSentences[0]))
        return message; // in English
    for (const Pattern &pattern : patterns) {
        std::optional<QStringList> found = pattern.match(message);
        if (!found)
            continue;
        for (qsizetype i = 0; i < found->size(); ++i) {
            if (!pattern.isName(i))
                (*found)[i] = partText(found->at(i));
        }
        // A message may end with another: that of the child which failed.
        if (!found->isEmpty() && !pattern.isName(found->size() - 1))
            found->last() = engineText(found->last());
        return pattern.fill(*found);
    }
    return message;
}

QString engineTitle(const QString &title)
{
    return translated(title.toUtf8().constData());
}

} // namespace belayer::ui
