// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/admission.h"

#include <algorithm>

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
        m_hosts.append(hasPort(host) ? host.toLower() : host.toLower() + ':' + number);
        if (port == 80 && !hasPort(host)) // browsers leave the usual port out
            m_hosts.append(host.toLower());
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
    QByteArrayView host;
    QByteArrayView origin;
    int hosts = 0;
    int origins = 0;
    bool isForeignSite = false;
    for (const auto &[name, value] : request.headers) {
        if (name == "host") {
            ++hosts;
            host = value;
        } else if (name == "origin") {
            ++origins;
            origin = value;
        } else if (name == "sec-fetch-site") {
            isForeignSite = isForeignSite || value == "cross-site" || value == "same-site";
        }
    }
    if (hosts != 1)
        return errorResponse(400, "bad_host", "Send exactly one Host header");
    const auto known = std::find_if(m_hosts.begin(), m_hosts.end(), [host](const QByteArray &ours) {
        return host.compare(ours, Qt::CaseInsensitive) == 0;
    });
    if (known == m_hosts.end())
        return errorResponse(421, "misdirected",
                             "This server does not answer to that Host; use the address it prints");
    const bool isForeignOrigin = origins > 1 || (origins == 1 && origin != "http://" + *known);
    if (isForeignOrigin || (isForeignSite && !isVisit(request)))
        return errorResponse(403, "foreign_origin", "Pages of another origin may not ask here");
    return {};
}

} // namespace belayer::http
