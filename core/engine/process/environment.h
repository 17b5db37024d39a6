// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The environment of a job's process: short, explicit, and marked as ours.
#pragma once

#include <QByteArrayList>
#include <QVariantMap>

namespace belayer::engine {

/// A few of our own variables (PATH, HOME, USER, LANG, TMPDIR and their kin; never all), then the job's,
/// which win, then that of the mark (JobMark::variable), which none of them can be.
QByteArrayList jobEnvironment(const QVariantMap &own, const QByteArray &mark);

/// The value of a variable in such a list; empty if it is not there.
QByteArray variable(const QByteArrayList &environment, const QByteArray &name);

} // namespace belayer::engine
