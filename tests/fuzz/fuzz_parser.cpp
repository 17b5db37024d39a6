// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes, in pieces of any size: the parser keeps its limits, always goes on or says why not, and
// understands the same however the bytes were cut.
#include "core/http/httpparser.h"
#include "core/http/httptext.h"
#include "tests/fuzz/claim.h"

#include <QList>

using namespace belayer::http;

namespace {

/// Small, so that inputs of a few hundred bytes reach them.
Limits smallLimits()
{
    Limits limits;
    limits.target = 64;
    limits.head = 256;
    limits.headers = 8;
    limits.trailers = 64;
    limits.chunkLine = 16;
    limits.body = 96;
    return limits;
}

struct Outcome
{
    QByteArray requests; ///< what was understood, one after another
    HttpParser::State state = HttpParser::State::Head;
    int failure = 0;

    bool operator==(const Outcome &) const = default;
};

void check(const Request &request, const Limits &limits)
{
    claim(request.path.startsWith('/') || request.path == "*");
    claim(request.path.size() + request.query.size() <= limits.target);
    claim(request.headers.size() <= limits.headers);
    claim(request.body.size() <= limits.body);
    claim(request.headerValues("host").size() == 1);
    for (const auto &[name, value] : request.headers)
        claim(isToken(name) && name == name.toLower() && isFieldValue(value));
}

void take(HttpParser &parser, const Limits &limits, Outcome &outcome)
{
    const Request request = parser.take();
    check(request, limits);
    outcome.requests += toString(request.method) + ' ' + request.path + '?' + request.query + '\n';
    for (const auto &[name, value] : request.headers)
        outcome.requests += name + ": " + value + '\n';
    outcome.requests += QByteArray::number(request.body.size()) + request.body + '\n';
}

void feed(HttpParser &parser, QByteArrayView bytes, const Limits &limits, Outcome &outcome)
{
    while (!bytes.isEmpty() && parser.state() != HttpParser::State::Failed) {
        const HttpParser::State before = parser.state();
        const qsizetype used = parser.feed(bytes);
        claim(used >= 0 && used <= bytes.size());
        claim(used > 0 || parser.state() != before);
        bytes = bytes.sliced(used);
        if (parser.state() == HttpParser::State::Complete)
            take(parser, limits, outcome);
        else
            claim(parser.request().body.size() <= limits.body);
    }
}

Outcome parsed(QByteArrayView bytes, qsizetype piece)
{
    static const Limits limits = smallLimits();
    Outcome outcome;
    HttpParser parser(limits);
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        feed(parser, bytes.sliced(at, std::min(piece, bytes.size() - at)), limits, outcome);
    outcome.state = parser.state();
    if (outcome.state == HttpParser::State::Failed)
        outcome.failure = parser.failure().status;
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    const Outcome whole = parsed(bytes, std::max<qsizetype>(bytes.size(), 1));
    claim(parsed(bytes, 1) == whole);
    claim(parsed(bytes, 1 + data[0]) == whole);
    return 0;
}
