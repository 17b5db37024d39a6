// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kindregistry.h"

namespace belayer::engine {

void KindRegistry::add(Kind kind)
{
    Q_ASSERT_X(!m_byName.contains(kind.info.name), "KindRegistry::add", "two kinds of one name");
    m_kinds.push_back(std::move(kind));
    m_byName.insert(m_kinds.back().info.name, &m_kinds.back());
}

const Kind *KindRegistry::find(const QString &name) const
{
    return m_byName.value(name, nullptr);
}

QList<KindInfo> KindRegistry::infos() const
{
    QList<KindInfo> infos;
    for (const Kind &kind : m_kinds)
        infos.append(kind.info);
    return infos;
}

} // namespace belayer::engine
