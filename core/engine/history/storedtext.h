// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job's values as the text that stands in its row, and back.
///
/// The history has an encoding of its own on purpose. core/api's JSON is a promise to clients: it writes
/// large numbers as texts, renames and may drop fields with its version. A row must give back exactly the
/// value that was stored, years and versions later.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "core/engine/jobspec.h"

namespace belayer::engine {

/// All of a spec but what has a column of its own (id, kind, name) and the children.
QString specText(const JobSpec &spec);
void readSpecText(const QString &text, JobSpec &spec);
/// The value of `labels` in such a text.
QStringList readLabelsText(const QString &text);

/// Whole numbers come back as qint64, exactly; lists of texts as lists.
QString valueText(const QVariant &value);
QVariant readValueText(const QString &text);

QString progressText(const Progress &progress);
Progress readProgressText(const QString &text);

/// What a job has that has no column of its own: failed attempts, errors of children, receipt, usage, ...
/// Empty: none of it.
QString detailsText(const JobSnapshot &job);
void readDetailsText(const QString &text, JobSnapshot &job);

/// The texts and numbers among the parameters, for the search; long ones are cut.
QString searchText(const QVariantMap &params);

} // namespace belayer::engine
