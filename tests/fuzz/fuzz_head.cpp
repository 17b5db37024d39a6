// SPDX-License-Identifier: GPL-3.0-or-later
// Any head: who is let in has named one of our hosts exactly and comes from no other origin; and a path means
// the same to everybody who decodes it.
#include "core/http/admission.h"
#include "core/http/httpparser.h"
#include "tests/fuzz/claim.h"

#include <QUrl>

using namespace belayer::http;

namespace {

void checkPath(const QByteArray &path)
{
    const auto canonical = canonicalPath(path);
    if (!canonical)
        return;
    claim(canonicalPath(*canonical) == canonical);
    const QByteArray decoded = QByteArray::fromPercentEncoding(*canonical);
    claim(decoded == QByteArray::fromPercentEncoding(path));
    claim(decoded.count('/') == canonical->count('/'));
    for (const char c : decoded)
        claim(uchar(c) >= 0x20 && c != 0x7f);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Limits limits;
    static const Admission admission(QHostAddress(QHostAddress::LocalHost), 8787,
                                     {"belayer.example", "other.example:80"});
    static const QByteArrayList names{"127.0.0.1:8787", "localhost:8787", "[::1]:8787",
                                      "belayer.example:8787", "other.example:80"};
    HttpParser parser(limits);
    parser.feed(QByteArrayView(data, qsizetype(size)));
    if (parser.state() != HttpParser::State::Complete && parser.state() != HttpParser::State::Body)
        return 0;
    const Request &request = parser.request();
    if (request.path != "*")
        checkPath(request.path);
    (void)request.queryValues(u"limit");
    (void)request.hasJsonBody();
    if (admission.refusal(request))
        return 0;
    const QByteArray host = request.headerValues("host").value(0).toLower();
    claim(names.contains(host));
    for (const QByteArray &origin : request.headerValues("origin"))
        claim(origin == "http://" + host);
    for (const QByteArray &site : request.headerValues("sec-fetch-site"))
        claim(site != "cross-site" && site != "same-site");
    return 0;
}
