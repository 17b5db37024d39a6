// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The kinds of job an engine knows, by name.
#pragma once

#include "core/engine/kind.h"

#include <QList>

#include <deque>

namespace belayer::engine {

/// Filled before the first job; kinds stay where they are as long as the registry lives.
class KindRegistry
{
public:
    void add(Kind kind);
    const Kind *find(const QString &name) const;
    /// In the order they were added.
    QList<KindInfo> infos() const;

private:
    std::deque<Kind> m_kinds;
};

} // namespace belayer::engine
