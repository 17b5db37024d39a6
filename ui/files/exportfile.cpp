// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/exportfile.h"

#include "ui/files/jobcsv.h"
#include "ui/table/jobindex.h"

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobId;
using engine::JobSnapshot;

ExportFormat exportFormat(const QString &path)
{
    if (path.endsWith(u".json"_s, Qt::CaseInsensitive))
        return ExportFormat::JsonArray;
    if (path.endsWith(u".jsonl"_s, Qt::CaseInsensitive) || path.endsWith(u".ndjson"_s, Qt::CaseInsensitive))
        return ExportFormat::JsonLines;
    return ExportFormat::Csv;
}

ExportFile::ExportFile(const QString &path, const Query &query, const JobFormats &formats)
    : m_format(exportFormat(path)), m_query(query), m_formats(formats), m_file(path)
{
    if (!m_file.open(QIODevice::WriteOnly))
        return;
    if (m_format == ExportFormat::Csv)
        m_file.write(csvHead());
    else if (m_format == ExportFormat::JsonArray)
        m_file.write("[");
}

std::optional<QString> ExportFile::add(const QList<JobSnapshot> &page)
{
    if (!m_file.isOpen())
        return problem();
    if (m_query.isEmpty()) {
        for (const JobSnapshot &job : page)
            write(job);
        return problem();
    }
    m_treeParts += page;
    for (qsizetype last = m_treeParts.size() - 1; last >= 0; --last) {
        if (m_treeParts.at(last).parent.isEmpty()) {
            writeMatching(last + 1);
            break;
        }
    }
    return problem();
}

/// A group's name is part of what its jobs are found by, so a tree is looked at as a whole.
void ExportFile::writeMatching(qsizetype count)
{
    QHash<JobId, const JobSnapshot *> byId;
    for (qsizetype i = 0; i < count; ++i)
        byId.insert(m_treeParts.at(i).id, &m_treeParts.at(i));
    JobIndex index;
    index.setQuery(m_query);
    for (qsizetype i = 0; i < count; ++i) {
        QStringList groups;
        for (auto *group = byId.value(m_treeParts.at(i).parent); group; group = byId.value(group->parent))
            groups += group->name;
        index.set(int(i), m_treeParts.at(i), groups);
    }
    const std::vector<quint8> matches = index.matches();
    for (qsizetype i = 0; i < count; ++i) {
        if (matches[size_t(i)])
            write(m_treeParts.at(i));
    }
    m_treeParts.remove(0, count);
}

void ExportFile::write(const JobSnapshot &job)
{
    switch (m_format) {
    case ExportFormat::Csv: m_file.write(csvLine(job)); break;
    case ExportFormat::JsonArray: m_file.write((m_jobs > 0 ? ",\n" : "\n") + m_formats.write(job)); break;
    case ExportFormat::JsonLines: m_file.write(m_formats.write(job) + '\n'); break;
    }
    ++m_jobs;
}

std::optional<QString> ExportFile::commit()
{
    if (!m_treeParts.isEmpty())
        writeMatching(m_treeParts.size());
    if (m_format == ExportFormat::JsonArray)
        m_file.write("\n]\n");
    if (m_file.error() == QFileDevice::NoError && m_file.commit())
        return {};
    return problem();
}

std::optional<QString> ExportFile::problem() const
{
    if (m_file.error() == QFileDevice::NoError)
        return {};
    return tr("“%1” cannot be written: %2. Choose another place.")
        .arg(m_file.fileName(), m_file.errorString());
}

} // namespace belayer::ui
