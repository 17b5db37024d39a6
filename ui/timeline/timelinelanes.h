// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Jobs as lanes over time, computed from their snapshots; knows no widget.
#pragma once

#include "core/engine/jobsnapshot.h"

namespace belayer::ui {

/// Times in milliseconds since Lanes::origin.
struct Lane
{
    engine::JobId id;
    QString name;
    engine::JobState state = engine::JobState::Queued;
    int depth = 0;
    int place = 0;         ///< on the photo of the finish, from 1; 0: not in one
    bool isRacing = false; ///< a child of a race
    qint64 created = 0;
    std::optional<qint64> started;
    std::optional<qint64> toldToEnd; ///< from here on it was dying
    std::optional<qint64> finished;  ///< nothing: it lives
    std::optional<std::chrono::milliseconds> gap;
    std::optional<std::chrono::milliseconds> dying;
};

struct Lanes
{
    QDateTime origin;
    QList<Lane> lanes;
    /// The end of the last lane, or now while one lives.
    qint64 end(const QDateTime &now) const;
    bool isLive() const;
};

/// In the order given; parents before their children. Where a parent has a photo of its finish, its children
/// stand as on it: no jump of the clock reaches them.
Lanes lanesOf(const QList<engine::JobSnapshot> &jobs);

/// "Done, 1.2 s", "Cancelled, 1.5 s, 0.3 s behind, 0.1 s to die". Not escaped.
QString laneText(const Lane &lane, qint64 now);

} // namespace belayer::ui
