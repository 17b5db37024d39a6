// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/historysearch.h"

#include <algorithm>
#include <bit>

namespace belayer::ui {
using Field = Query::Field;

engine::HistoryQuery historySearch(const Query &query, const QList<engine::KindInfo> &kinds)
{
    engine::HistoryQuery search;
    QStringList words;
    for (const Query::Term &term : query.terms) {
        if (term.isNegated || term.values.size() != 1)
            continue;
        const QString &value = term.values.first();
        if (term.field == Field::Text) {
            words += value;
        } else if (term.field == Field::Label) {
            search.label = value;
        } else if (term.field == Field::State && std::has_single_bit(term.states) &&
                   term.states != Query::waitingBit) {
            search.state = engine::JobState(std::countr_zero(term.states));
        } else if (term.field == Field::Kind) {
            // A kind that this program has no more is found without the history's help.
            const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const engine::KindInfo &each) {
                return each.name.compare(value, Qt::CaseInsensitive) == 0;
            });
            if (kind != kinds.end())
                search.kind = kind->name;
        }
    }
    search.text = words.join(u' ');
    return search;
}

} // namespace belayer::ui
