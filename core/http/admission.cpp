// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/admission.h"

namespace belayer::http {

namespace {

/// `[::1]` has colons but no port.
bool hasPort(const QByteArray &name)
{
    return name.lastIndexOf(':') > name.lastIndexOf(']');
}

} // namespace

Admission::Admission(const QHostAddress &address, quint16 port, const QByteArrayList &names,
                     const QByteArrayList &pages)
    : m_pages(pages)
{
    const QByteArray number = QByteArray::number(port);
    QByteArrayList hosts{"127.0.0.1", "localhost", "[::1]"};
    // "Any address" is none that a client could mean, though some systems take 0.0.0.0 for this machine.
    const bool isAny = address == QHostAddress(QHostAddress::Any) ||
                       address == QHostAddress(QHostAddress::AnyIPv4) ||
                       address == QHostAddress(QHostAddress::AnyIPv6);
    const QByteArray own = address.toString().toLatin1();
    if (!isAny)
        hosts.append(address.protocol() == QAbstractSocket::IPv6Protocol ? '[' + own + ']' : own);
    for (const QByteArray &host : hosts + names) {
        m_hosts.insert(hasPort(host) ? host.toLower() : host.toLower() + ':' + number);
        if (port == 80 && !hasPort(host)) // browsers leave the usual port out
            m_hosts.insert(host.toLower());
    }
}

/// What a browser says when a whole tab goes to a page: no script of another origin can read that or lie so.
bool Admission::isVisit(const Request &request) const
{
    const auto says = [&request](QByteArrayView name, QByteArrayView value) {
        return request.headerValues(name) == QList<QByteArray>{value.toByteArray()};
    };
    return request.method == Method::Get && m_pages.contains(request.path) &&
           says("sec-fetch-mode", "navigate") && says("sec-fetch-dest", "document");
}

std::optional<Response> Admission::refusal(const Request &request) const
{
    const QList<QByteArray> hosts = request.headerValues("host");
    if (hosts.size() != 1)
        return errorResponse(400, "bad_host", "Send exactly one Host header");
    const QByteArray host = hosts.first().toLower();
    if (!m_hosts.contains(host))
        return errorResponse(421, "misdirected",
                             "This server does not answer to that Host; use the address it prints");

    const QList<QByteArray> origins = request.headerValues("origin");
    const bool foreignOrigin =
        origins.size() > 1 || (origins.size() == 1 && origins.first() != "http://" + host);
    bool foreignSite = false;
    for (const QByteArray &site : request.headerValues("sec-fetch-site"))
        foreignSite = foreignSite || site == "cross-site" || site == "same-site";
    if (foreignOrigin || (foreignSite && !isVisit(request)))
        return errorResponse(403, "foreign_origin", "Pages of another origin may not ask here");
    return {};
}

} // namespace belayer::http
