// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kindregistry.h"

#include <algorithm>

namespace belayer::engine {

void KindRegistry::add(Kind kind)
{
    Q_ASSERT_X(!find(kind.info.name), "KindRegistry::add", "two kinds of one name");
    m_kinds.push_back(std::move(kind));
}

const Kind *KindRegistry::find(const QString &name) const
{
    // They are so few that a hash would cost more.
    const auto found = std::find_if(m_kinds.begin(), m_kinds.end(),
                                    [&name](const Kind &kind) { return kind.info.name == name; });
    return found == m_kinds.end() ? nullptr : &*found;
}

QList<KindInfo> KindRegistry::infos() const
{
    QList<KindInfo> infos;
    for (const Kind &kind : m_kinds)
        infos.append(kind.info);
    return infos;
}

} // namespace belayer::engine
