// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/admission.h"

namespace belayer::http {

Admission::Admission(const QHostAddress &address, quint16 port)
{
    const QByteArray number = QByteArray::number(port);
    const QByteArray own = address.toString().toLatin1();
    const bool isIpv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    for (const QByteArray &host : {QByteArray("127.0.0.1"), QByteArray("localhost"), QByteArray("[::1]"),
                                   isIpv6 ? '[' + own + ']' : own}) {
        m_hosts.insert(host + ':' + number);
        if (port == 80)
            m_hosts.insert(host);
    }
}

std::optional<Reply> Admission::refusal(const Request &request) const
{
    const QList<QByteArray> hosts = request.headerValues("host");
    if (hosts.size() != 1)
        return errorReply(400, "bad_host", "Send exactly one Host header");
    const QByteArray host = hosts.first().toLower();
    if (!m_hosts.contains(host))
        return errorReply(421, "misdirected",
                          "This server does not answer to that Host; use the address it prints");

    const QList<QByteArray> origins = request.headerValues("origin");
    const bool foreignOrigin =
        origins.size() > 1 || (origins.size() == 1 && origins.first() != "http://" + host);
    bool foreignSite = false;
    for (const QByteArray &site : request.headerValues("sec-fetch-site"))
        foreignSite = foreignSite || site == "cross-site" || site == "same-site";
    if (foreignOrigin || foreignSite)
        return errorReply(403, "foreign_origin", "Pages of another origin may not ask here");
    return {};
}

} // namespace belayer::http
