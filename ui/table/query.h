// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the filter field says, taken apart: `state:failed took:>5m "two words" -not`.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>

namespace belayer::ui {

/// Words and key:value terms that must all hold. Text is found anywhere in a name, label, group, kind,
/// state or error; a value of a key is the whole of it. A comma between values of one key means "or", a minus
/// before a term "not", quotes keep spaces (inside of them \" is a quote). Case does not matter.
struct Query
{
    enum class Field : quint8 { Text, State, Kind, Label, Group, Id, Took };
    /// Bit 1 << JobState, and this one for a queued job that waits for more than its turn.
    static constexpr quint16 waitingBit = 1 << 9;

    struct Term
    {
        Field field = Field::Text;
        bool isNegated = false;
        QStringList values;
        quint16 states = 0;                   ///< of State: the bits of all that its values may mean
        std::chrono::milliseconds atLeast{0}; ///< of Took, both ends included
        std::chrono::milliseconds atMost = std::chrono::milliseconds::max();
        qsizetype start = 0; ///< where it stands in the text
        qsizetype length = 0;
    };
    QList<Term> terms;
    /// For people: the first part that says nothing we can look for, and what would. The other parts hold.
    QString problem;

    bool isEmpty() const noexcept { return terms.isEmpty(); }
};

Query parseQuery(const QString &text);

/// The text with these values, all of them plain, as its only wish for the field; none removes it. Everything
/// else, negated terms of the field included, stays as it was written.
QString withValues(const QString &text, Query::Field field, const QStringList &values);
/// What withValues() would replace: the values of the field's terms that are not negated.
QStringList valuesOf(const Query &query, Query::Field field);

} // namespace belayer::ui
