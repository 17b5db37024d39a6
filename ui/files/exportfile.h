// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A file of jobs while it is written: CSV, a JSON array or a JSON object a line, all jobs or those
/// that match.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/files/jobformats.h"
#include "ui/table/query.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace belayer::ui {

enum class ExportFormat : quint8 { Csv, JsonArray, JsonLines };
/// By the suffix: .json, .jsonl and .ndjson; CSV else.
ExportFormat exportFormat(const QString &path);

/// Nothing stands at the path until commit(). One thread at a time.
class ExportFile
{
    Q_DECLARE_TR_FUNCTIONS(ExportFile)

public:
    /// An empty query: all jobs.
    ExportFile(const QString &path, const Query &query, const JobFormats &formats);

    /// Of a history that is read newest first, so children come before their parents, perhaps pages before.
    /// Nothing: written. Else what is wrong, for people.
    std::optional<QString> add(const QList<engine::JobSnapshot> &page);
    std::optional<QString> commit();
    qint64 jobs() const noexcept { return m_jobs; }

private:
    void writeMatching(qsizetype count);
    void write(const engine::JobSnapshot &job);
    std::optional<QString> problem() const;

    ExportFormat m_format;
    Query m_query;
    JobFormats m_formats;
    QSaveFile m_file;
    QList<engine::JobSnapshot> m_treeParts; ///< whose root has not come yet; whether they match is not known
    qint64 m_jobs = 0;
};

} // namespace belayer::ui
