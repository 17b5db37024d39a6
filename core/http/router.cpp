// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/router.h"

#include "core/http/bridgesocket.h"
#include "core/http/httplistener.h"
#include "core/http/qtcompat.h"

#include <QRegularExpression>

#include <utility>

namespace belayer::http {

using namespace Qt::StringLiterals;
using qtcompat::ResponderArgument;

Router::Router()
{
    qtcompat::setMissingHandler(m_server, [this] { m_isAnswered = true; });
}

void Router::add(const QString &pattern, int route)
{
    // Every method: which of them a path takes is said by us, with 405 and Allow.
    constexpr auto anyMethod = QHttpServerRequest::Method::AnyKnown;
    const auto note = [this, route](const QString &argument) {
        m_match = {route, argument};
        m_isAnswered = true;
    };
    const QStringList parts = pattern.split(u"<arg>"_s);
    if (parts.size() == 1)
        m_server.route(QRegularExpression::escape(pattern), anyMethod,
                       [note](const QHttpServerRequest &, ResponderArgument) { note({}); });
    else
        m_server.route(
            QRegularExpression::escape(parts.at(0)) + u"<arg>"_s + QRegularExpression::escape(parts.at(1)),
            anyMethod, [note](const QString &argument, const QHttpServerRequest &, ResponderArgument) {
                note(argument);
            });
}

void Router::bind(HttpListener *listener)
{
    m_listener = listener;
    m_server.bind(listener);
}

std::optional<Router::Match> Router::match(Method method, const QByteArray &path)
{
    if (const auto known = m_known.constFind(path); known != m_known.cend())
        return Match{*known, {}};
    if (!m_bridge) {
        m_bridge = new BridgeSocket(m_listener);
        m_listener->adopt(m_bridge);
    }
    m_match.reset();
    m_isAnswered = false;
    m_bridge->feed(toString(method) + ' ' + path + " HTTP/1.1\r\nHost: belayer\r\n\r\n");
    if (!m_isAnswered) // it took offence at the request, and may listen to this bridge no more
        std::exchange(m_bridge, nullptr)->deleteLater();
    if (m_match && m_match->argument.isNull())
        m_known.insert(path, m_match->route);
    return std::exchange(m_match, std::nullopt);
}

} // namespace belayer::http
