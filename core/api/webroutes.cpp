// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/webroutes.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QResource>

#include <algorithm>
#include <optional>
#include <utility>

/// A static library's resources are there only once asked for, and the macro must stand outside of any
/// namespace.
static void initWebResources()
{
    Q_INIT_RESOURCE(web);
}

namespace belayer::api {

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

namespace {

QByteArray contentType(const QString &suffix)
{
    if (suffix == u"html")
        return "text/html; charset=utf-8";
    if (suffix == u"css")
        return "text/css; charset=utf-8";
    if (suffix == u"js")
        return "text/javascript; charset=utf-8";
    if (suffix == u"svg")
        return "image/svg+xml";
    return "application/json";
}

QString pathOf(const QString &fileName)
{
    if (fileName == u"index.html")
        return u"/"_s;
    if (fileName == u"docs.html")
        return u"/docs"_s;
    return (fileName == u"openapi.json" ? u"/"_s : u"/web/"_s) + fileName;
}

struct Page
{
    QByteArray tag;
    Response response;
};

Page read(const QFileInfo &file)
{
    Page page;
    page.response.body = QResource(file.filePath()).uncompressedData();
    page.response.contentType = contentType(file.suffix());
    page.tag = '"' +
               QCryptographicHash::hash(page.response.body, QCryptographicHash::Sha256).first(12).toHex() +
               '"';
    page.response.headers = {
        {"Cache-Control", "no-cache"}, // kept, but never shown without asking: programs are updated
        {"ETag", page.tag},
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
         "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Referrer-Policy", "no-referrer"}};
    return page;
}

/// The header is a list of tags, each maybe weak; ours, quotes and all, is part of no other.
bool isKnownToClient(const Request &request, const QByteArray &tag)
{
    const QList<QByteArray> values = request.headerValues("if-none-match");
    return std::any_of(values.begin(), values.end(),
                       [&](const QByteArray &value) { return value.contains(tag); });
}

} // namespace

void addWebRoutes(http::HttpServer &server)
{
    initWebResources();
    for (const QFileInfo &file : QDir(u":/belayer/web"_s).entryInfoList(QDir::Files)) {
        // Read by its first request: the digests of all pages are as much work as the rest of the engine's
        // start.
        auto answer = [file, page = std::optional<Page>()](Request request) mutable -> async::Task<Response> {
            if (!page)
                page = read(file);
            Response response = page->response;
            if (isKnownToClient(request, page->tag)) {
                response.status = 304;
                response.body.clear();
            }
            co_return response;
        };
        server.route(http::Method::Get, pathOf(file.fileName()), std::move(answer));
    }
    server.allowVisits(u"/"_s); // belayerctl open: from a file, which to browsers is another origin
}

} // namespace belayer::api
