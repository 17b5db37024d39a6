// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/jobpage.h"

#include "core/api/problem.h"
#include "core/api/queryparameters.h"
#include "core/api/responses.h"
#include "core/api/snapshotjson.h"

namespace belayer::api {

using namespace Qt::StringLiterals;
using engine::HistoryPage;
using engine::HistoryQuery;
using engine::JobState;

namespace {

constexpr qint64 MaxPage = 1'000;
constexpr qint64 DefaultPage = 100;

JobState readState(const QString &word)
{
    QStringList words;
    for (int i = 0; i <= static_cast<int>(JobState::Interrupted); ++i) {
        const auto state = static_cast<JobState>(i);
        if (word == engine::stateWord(state))
            return state;
        words.append(engine::stateWord(state));
    }
    throwProblem(422, u"invalid"_s, u"state must be one of: "_s + words.join(u", "_s), u"state"_s);
}

/// What cursorText() wrote; for the client it means nothing.
quint64 readCursor(const QString &text)
{
    bool isNumber = false;
    const quint64 serial = text.startsWith(u'c') ? QStringView(text).sliced(1).toULongLong(&isNumber, 36) : 0;
    if (!isNumber)
        throwProblem(422, u"invalid"_s, u"cursor must be the \"next\" of an earlier page"_s, u"cursor"_s);
    return serial;
}

QString cursorText(quint64 serial)
{
    return u'c' + QString::number(serial, 36);
}

} // namespace

HistoryQuery readJobQuery(const http::Request &request)
{
    const QueryParameters parameters(
        request, {u"state"_s, u"kind"_s, u"group"_s, u"label"_s, u"q"_s, u"limit"_s, u"cursor"_s});
    HistoryQuery query;
    if (const auto state = parameters.text(u"state"_s))
        query.state = readState(*state);
    query.kind = parameters.text(u"kind"_s).value_or(QString());
    query.label = parameters.text(u"label"_s).value_or(QString());
    query.text = parameters.text(u"q"_s).value_or(QString());
    if (const auto group = parameters.text(u"group"_s))
        query.parent = engine::JobId(*group);
    if (const auto cursor = parameters.text(u"cursor"_s))
        query.before = readCursor(*cursor);
    query.limit = static_cast<int>(parameters.number(u"limit"_s, DefaultPage, {1, MaxPage}));
    return query;
}

http::Response pageResponse(const HistoryPage &page)
{
    JsonValue::List jobs;
    jobs.reserve(page.jobs.size());
    for (const engine::JobSnapshot &job : page.jobs)
        jobs.append(snapshotJson(job));
    return jsonResponse({{u"jobs"_s, std::move(jobs)},
                         {u"next"_s, page.next ? JsonValue(cursorText(*page.next)) : JsonValue()}});
}

} // namespace belayer::api
