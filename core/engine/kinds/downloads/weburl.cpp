// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kinds/downloads/weburl.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

bool isThisMachine(QHostAddress address)
{
    bool isIpv4 = false;
    if (const quint32 mapped = address.toIPv4Address(&isIpv4); isIpv4) // also ::ffff:127.0.0.1
        address = QHostAddress(mapped);
    if (address.isLoopback() || address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6)
        return true;
    address.setScopeId({});
    const QList<QHostAddress> own = QNetworkInterface::allAddresses();
    return std::any_of(own.begin(), own.end(), [&address](QHostAddress each) {
        each.setScopeId({});
        return each == address;
    });
}

bool namesThisMachine(const QString &host)
{
    QString name = host.toLower();
    while (name.endsWith(u'.'))
        name.chop(1);
    if (name == u"localhost" || name.endsWith(u".localhost"))
        return true;
    QHostAddress literal;
    if (literal.setAddress(name)) // also 127.1 and 2130706433
        return isThisMachine(literal);
    const QList<QHostAddress> found = QHostInfo::fromName(name).addresses();
    return std::any_of(found.begin(), found.end(), isThisMachine);
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == u"https" ? 443 : 80);
}

} // namespace

QString shownUrl(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

std::optional<QString> whyNoWebUrl(const QUrl &url)
{
    if (!url.isValid())
        return u"is no valid URL"_s;
    if (url.scheme() != u"http" && url.scheme() != u"https")
        return u"has another scheme than http and https"_s;
    if (url.host().isEmpty())
        return u"names no host"_s;
    return {};
}

QUrl redirected(const QUrl &from, const QUrl &to)
{
    const QUrl url = from.resolved(to);
    if (const std::optional<QString> why = whyNoWebUrl(url))
        throw JobFailure(u"redirect_refused"_s,
                         u"%1 redirects to an address that %2; such redirects are never followed"_s.arg(
                             shownUrl(from), *why));
    if (from.scheme() == u"https" && url.scheme() == u"http")
        throw JobFailure(
            u"redirect_refused"_s,
            u"%1 redirects to %2, from https to http, which is never followed; if you trust that "
            "address, give it yourself"_s.arg(shownUrl(from), shownUrl(url)));
    return url;
}

void refuseOwnPort(const QUrl &url, quint16 ownPort)
{
    if (ownPort != 0 && portOf(url) == ownPort && namesThisMachine(url.host()))
        throw JobFailure(u"own_port"_s, u"%1 is Belayer's own HTTP server, which no download may use; give "
                                        "another address"_s.arg(shownUrl(url)));
}

} // namespace belayer::engine
