// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/router.h"

#include "core/http/bridgesocket.h"
#include "core/http/httplistener.h"
#include "core/http/qtcompat.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace belayer::http {

using namespace Qt::StringLiterals;
using qtcompat::ResponderArgument;

namespace {

/// Stands for itself in a path as in a URL, whatever Qt makes of the others.
bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~' || c == '/';
}

bool isDots(std::string_view segment)
{
    return segment == "." || segment == "..";
}

} // namespace

void Router::open()
{
    if (m_server || !m_listener)
        return;
    m_server = std::make_unique<QHttpServer>();
    qtcompat::setMissingHandler(*m_server, [this] { m_isAnswered = true; });
    for (const Route &route : m_routes)
        addToServer(route);
    m_server->bind(m_listener);
}

void Router::add(const QString &pattern, int route)
{
    const QStringList parts = pattern.split(u"<arg>"_s);
    const bool hasArgument = parts.size() == 2;
    m_patterns.insert(route,
                      {route, parts.first().size(), hasArgument ? parts.last().size() : 0, hasArgument});
    for (const QByteArray &word : pattern.toLatin1().split('/'))
        m_words.insert(word.toStdString());
    m_routes.push_back({pattern, route});
}

void Router::addToServer(const Route &route)
{
    // Every method: which of them a path takes is said by us, with 405 and Allow.
    constexpr auto anyMethod = QHttpServerRequest::Method::AnyKnown;
    const auto note = [this, number = route.number](const QString &argument) {
        m_match = {number, argument};
        m_isAnswered = true;
    };
    const QStringList parts = route.pattern.split(u"<arg>"_s);
    if (parts.size() == 1)
        m_server->route(QRegularExpression::escape(route.pattern), anyMethod,
                        [note](const QHttpServerRequest &, ResponderArgument) { note({}); });
    else
        m_server->route(
            QRegularExpression::escape(parts.at(0)) + u"<arg>"_s + QRegularExpression::escape(parts.at(1)),
            anyMethod, [note](const QString &argument, const QHttpServerRequest &, ResponderArgument) {
                note(argument);
            });
}

void Router::bind(HttpListener *listener)
{
    m_listener = listener;
    m_bridge = nullptr; // the old listener's, and goes with it
    if (m_server)
        m_server->bind(listener);
    else
        listener->setParent(&m_listeners);
}

/// The path with a `*` for each segment that is in no pattern: only an `<arg>` can match such a one, and that
/// matches any. So paths of one shape go one way.
std::optional<std::string> Router::shapeOf(std::string_view path) const
{
    if (!std::all_of(path.begin(), path.end(), isUnreserved))
        return {};
    std::string shape;
    shape.reserve(path.size() + 1);
    for (size_t begin = 0; begin <= path.size();) {
        const size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = path.substr(begin, end - begin);
        if (isDots(segment))
            return {};
        shape += m_words.contains(segment) ? segment : "*";
        shape += '/';
        begin = end + 1;
    }
    return shape;
}

std::optional<Router::Match> Router::match(Method method, const QByteArray &path)
{
    const std::optional<std::string> shape = shapeOf({path.constData(), size_t(path.size())});
    if (const auto found = shape ? m_known.find(*shape) : m_known.end(); found != m_known.end()) {
        const Known &known = found->second;
        if (!known.hasArgument)
            return Match{known.route, {}};
        return Match{known.route,
                     QString::fromLatin1(QByteArrayView(path).sliced(known.before).chopped(known.after))};
    }
    open();
    if (!m_bridge) {
        m_bridge = new BridgeSocket(m_listener);
        m_listener->adopt(m_bridge);
    }
    m_match.reset();
    m_isAnswered = false;
    m_bridge->feed(toString(method) + ' ' + path + " HTTP/1.1\r\nHost: belayer\r\n\r\n");
    if (!m_isAnswered) // it took offence at the request, and may listen to this bridge no more
        std::exchange(m_bridge, nullptr)->deleteLater();
    if (m_match && shape)
        m_known.insert_or_assign(*shape, m_patterns.value(m_match->route));
    return std::exchange(m_match, std::nullopt);
}

} // namespace belayer::http
