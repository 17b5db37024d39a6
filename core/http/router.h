// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Qt HTTP Server as what it is good at: finding the route of a path and its argument.
#pragma once

#include "core/http/request.h"

#include <QHash>
#include <QHttpServer>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace belayer::http {

class BridgeSocket;
class HttpListener;

/// Lives in the server's thread. Qt HTTP Server gets a canonical request line by a socket of our own and runs
/// the route that matches, which only notes the match; so it never sees a client, a header or a body, and
/// what it does wrong with those cannot happen.
class Router
{
public:
    struct Match
    {
        int route = 0; ///< as given to add()
        QString argument;
    };

    /// The pattern is literal text, with at most one `<arg>` that stands for one non-empty path segment. The
    /// first added that matches wins.
    void add(const QString &pattern, int route);
    /// A listener that listens; takes it. One bound before may be gone from now on.
    void bind(HttpListener *listener);
    /// Makes Qt's server, if there is none yet. match() does; to be called before a listener closes that has
    /// requests to come, as Qt's server takes only one that listens.
    void open();
    /// Of a canonical path.
    std::optional<Match> match(Method method, const QByteArray &path);

private:
    struct ViewHash : std::hash<std::string_view>
    {
        using is_transparent = void;
    };
    /// What QHttpServer said of all paths of one shape.
    struct Known
    {
        int route = 0;
        qsizetype before = 0; ///< characters of the pattern before `<arg>`; of one without it: all
        qsizetype after = 0;
        bool hasArgument = false;
    };
    std::optional<std::string> shapeOf(std::string_view path) const;

    struct Route
    {
        QString pattern;
        int number = 0;
    };
    void addToServer(const Route &route);

    QObject m_listeners; ///< parent of those that no server has taken
    /// Made when it is first needed: it loads Qt's TLS, which takes 11 ms and some MB and is never used.
    std::unique_ptr<QHttpServer> m_server;
    std::vector<Route> m_routes;
    HttpListener *m_listener = nullptr; ///< the server's child, or of m_listeners
    BridgeSocket *m_bridge = nullptr;   ///< the listener's child
    /// By the shape of the path, as it tries one regular expression after another each time it is asked. Only
    /// of paths with a route, so there are no more than a few of each.
    std::unordered_map<std::string, Known> m_known;
    std::unordered_set<std::string, ViewHash, std::equal_to<>> m_words; ///< the segments of all patterns
    QHash<int, Known> m_patterns;                                       ///< by their routes
    std::optional<Match> m_match;                                       ///< of the request that is being fed
    bool m_isAnswered = false;
};

} // namespace belayer::http
