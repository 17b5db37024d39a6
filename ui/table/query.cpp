// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/query.h"

#include "core/engine/jobstate.h"
#include "ui/words/jobtext.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobState;
using std::chrono::milliseconds;
using Field = Query::Field;
using Term = Query::Term; // lupdate takes a qualified type for the function's class

namespace {

/// The translation context of everything here.
struct QueryText
{
    Q_DECLARE_TR_FUNCTIONS(QueryText)
};

constexpr std::array<std::pair<QLatin1StringView, Field>, 6> keys{{{"state"_L1, Field::State},
                                                                   {"kind"_L1, Field::Kind},
                                                                   {"label"_L1, Field::Label},
                                                                   {"group"_L1, Field::Group},
                                                                   {"id"_L1, Field::Id},
                                                                   {"took"_L1, Field::Took}}};

quint16 statesCalled(const QString &word)
{
    quint16 states = 0;
    const auto says = [&](const QString &name) { return name.startsWith(word, Qt::CaseInsensitive); };
    for (int state = 0; state <= int(JobState::Interrupted); ++state) {
        if (says(stateWord(JobState(state))) || says(stateText(JobState(state))))
            states |= quint16(1 << state);
    }
    if (says(u"waiting"_s) || says(waitingText()))
        states |= Query::waitingBit;
    return states;
}

/// "90s", "1h30m", "1.5h"; a number alone is seconds. Nothing if it is no duration.
std::optional<milliseconds> duration(const QString &text)
{
    static const QRegularExpression part(u"\\G(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|min|m|h|d|)"_s);
    double sum = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const QRegularExpressionMatch match = part.match(text, at);
        if (!match.hasMatch())
            return {};
        const QString unit = match.captured(2);
        double factor = 1000;
        if (unit == "ms"_L1)
            factor = 1;
        else if (unit == "m"_L1 || unit == "min"_L1)
            factor = 60'000;
        else if (unit == "h"_L1)
            factor = 3'600'000;
        else if (unit == "d"_L1)
            factor = 86'400'000;
        sum += match.captured(1).toDouble() * factor;
        at = match.capturedEnd();
    }
    return at > 0 ? std::optional(milliseconds(std::llround(sum))) : std::nullopt;
}

class Parser
{
public:
    explicit Parser(const QString &text) : m_text(text) {}

    Query parse()
    {
        for (skipSpaces(); m_at < m_text.size(); skipSpaces()) {
            const qsizetype start = m_at;
            Query::Term term = readTerm();
            term.start = start;
            term.length = m_at - start;
            if (!term.values.isEmpty() && isUnderstood(term))
                m_query.terms += term;
        }
        return m_query;
    }

private:
    void skipSpaces()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    Term readTerm()
    {
        Term term;
        if (m_text[m_at] == u'-') {
            term.isNegated = true;
            ++m_at;
        }
        term.field = readKey();
        const bool hasKey = term.field != Field::Text;
        do {
            if (const QString value = readValue(hasKey ? u',' : QChar()); !value.isEmpty())
                term.values += value;
        } while (hasKey && m_at < m_text.size() && m_text[m_at] == u',' && ++m_at);
        if (hasKey && term.values.isEmpty())
            complain(QueryText::tr("“%1:” needs a value; %2.").arg(wordOf(term.field), example(term.field)));
        return term;
    }

    /// Text if there is no key here, or none that we know: a name may hold a colon.
    Field readKey()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && m_text[end].isLetter())
            ++end;
        if (end == m_at || end >= m_text.size() || m_text[end] != u':')
            return Field::Text;
        const QStringView word = QStringView(m_text).sliced(m_at, end - m_at);
        for (const auto &[key, field] : keys) {
            if (word.compare(key, Qt::CaseInsensitive) == 0) {
                m_at = end + 1;
                return field;
            }
        }
        if (!m_text.mid(end + 1).startsWith("//"_L1))
            complain(QueryText::tr("“%1:” is no key and is looked for as text. Keys: state, kind, label, "
                                   "group, id, took.")
                         .arg(word));
        return Field::Text;
    }

    /// Up to a space or the separator; what stands in quotes may hold both.
    QString readValue(QChar separator)
    {
        QString value;
        bool isQuoted = false;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'"') {
                isQuoted = !isQuoted;
            } else if (isQuoted && c == u'\\' && m_at + 1 < m_text.size()) {
                value += m_text[++m_at];
            } else if (!isQuoted && (c.isSpace() || (!separator.isNull() && c == separator))) {
                break;
            } else {
                value += c;
            }
        }
        return value;
    }

    bool isUnderstood(Query::Term &term)
    {
        switch (term.field) {
        case Field::State: return readStates(term);
        case Field::Took: return readDuration(term);
        default: return true;
        }
    }

    bool readStates(Query::Term &term)
    {
        for (const QString &value : std::as_const(term.values)) {
            const quint16 states = statesCalled(value);
            if (!states)
                complain(QueryText::tr("“%1” is no state; %2.").arg(value, example(Field::State)));
            term.states |= states;
        }
        return term.states != 0;
    }

    bool readDuration(Query::Term &term)
    {
        QString text = term.values.first();
        const bool isUpper = text.startsWith(u'<');
        if (isUpper || text.startsWith(u'>'))
            text.remove(0, 1);
        const bool isEqual = text.startsWith(u'=');
        if (isEqual)
            text.remove(0, 1);
        const std::optional<milliseconds> limit = duration(text);
        if (!limit || term.values.size() > 1) {
            complain(
                QueryText::tr("“%1” is no duration; %2.").arg(term.values.join(u','), example(Field::Took)));
            return false;
        }
        const bool isStrict = !isEqual && term.values.first().at(0) != text.at(0);
        if (isUpper)
            term.atMost = *limit - milliseconds(isStrict ? 1 : 0);
        else
            term.atLeast = *limit + milliseconds(isStrict ? 1 : 0);
        return true;
    }

    static QString wordOf(Field field)
    {
        const auto *key = std::find_if(keys.begin(), keys.end(), [&](auto &k) { return k.second == field; });
        return key->first;
    }

    static QString example(Field field)
    {
        switch (field) {
        case Field::State:
            return QueryText::tr("states are queued, waiting, running, paused, done, failed, cancelled and "
                                 "interrupted");
        case Field::Took: return QueryText::tr("write took:>5m, took:<2s or took:>1h30m");
        default: return QueryText::tr("write %1:nightly, or quote what holds spaces").arg(wordOf(field));
        }
    }

    void complain(const QString &problem)
    {
        if (m_query.problem.isEmpty())
            m_query.problem = problem;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    Query m_query;
};

QString quoted(const QString &value)
{
    const auto isSpecial = [](QChar c) { return c.isSpace() || c == u'"' || c == u','; };
    if (std::none_of(value.begin(), value.end(), isSpecial))
        return value;
    QString text = value;
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + text + u'"';
}

} // namespace

Query parseQuery(const QString &text)
{
    return Parser(text).parse();
}

QString withValues(const QString &text, Field field, const QStringList &values)
{
    QString rest = text;
    const Query query = parseQuery(text);
    for (auto term = query.terms.crbegin(); term != query.terms.crend(); ++term) {
        if (term->field == field && !term->isNegated)
            rest.remove(term->start, term->length);
    }
    QStringList parts{rest.trimmed()};
    if (rest.trimmed().isEmpty())
        parts.clear();
    if (!values.isEmpty()) {
        const auto *key = std::find_if(keys.begin(), keys.end(), [&](auto &k) { return k.second == field; });
        QStringList written;
        for (const QString &value : values)
            written += quoted(value);
        parts += QString(key->first) + u':' + written.join(u',');
    }
    return parts.join(u' ');
}

QStringList valuesOf(const Query &query, Field field)
{
    QStringList values;
    for (const Query::Term &term : query.terms) {
        if (term.field == field && !term.isNegated)
            values += term.values;
    }
    return values;
}

} // namespace belayer::ui
