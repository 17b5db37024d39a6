// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/jobcsv.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <array>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSnapshot;

namespace {

/// Names and values come from strangers, and =HYPERLINK(…) in a spreadsheet is theirs to run.
QString harmless(const QString &text)
{
    return !text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()) ? u'\'' + text : text;
}

QByteArray quoted(const QString &text)
{
    QByteArray cell = text.toUtf8();
    const bool needsQuotes = cell.contains(',') || cell.contains('"') || cell.contains('\n') ||
                             cell.contains('\r') || cell.startsWith(' ') || cell.endsWith(' ');
    return needsQuotes ? '"' + cell.replace('"', "\"\"") + '"' : cell;
}

QByteArray textCell(const QString &text)
{
    return quoted(harmless(text));
}

QByteArray timeCell(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs).toLatin1() : QByteArray();
}

QByteArray numberCell(const std::optional<int> &number)
{
    return number ? QByteArray::number(*number) : QByteArray();
}

QByteArray durationCell(std::chrono::milliseconds duration)
{
    return QByteArray::number(qint64(duration.count()));
}

/// Texts and numbers as they are, lists and maps as JSON.
QByteArray valueCell(const QVariant &value)
{
    const QJsonValue json = QJsonValue::fromVariant(value);
    if (json.isArray())
        return textCell(QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact)));
    if (json.isObject())
        return textCell(QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact)));
    return json.isDouble() ? value.toString().toLatin1() : textCell(value.toString());
}

struct CsvColumn
{
    const char *name;
    QByteArray (*cell)(const JobSnapshot &job);
};

using Job = const JobSnapshot &;
constexpr std::array<CsvColumn, 22> columns{{
    {"id", [](Job job) { return textCell(job.id.text()); }},
    {"name", [](Job job) { return textCell(job.name); }},
    {"kind", [](Job job) { return textCell(job.kind); }},
    {"state", [](Job job) { return textCell(engine::stateWord(job.state)); }},
    {"parent", [](Job job) { return textCell(job.parent.text()); }},
    {"labels", [](Job job) { return textCell(job.labels.join(u", "_s)); }},
    {"created", [](Job job) { return timeCell(job.created); }},
    {"started", [](Job job) { return timeCell(job.started); }},
    {"finished", [](Job job) { return timeCell(job.finished); }},
    {"elapsed_ms", [](Job job) { return job.started.isValid() ? durationCell(job.elapsed) : QByteArray(); }},
    {"paused_ms", [](Job job) { return job.started.isValid() ? durationCell(job.paused) : QByteArray(); }},
    {"attempt", [](Job job) { return QByteArray::number(job.attempt); }},
    {"priority", [](Job job) { return QByteArray::number(job.priority); }},
    {"progress_done",
     [](Job job) { return job.progress ? QByteArray::number(job.progress->done) : QByteArray(); }},
    {"progress_total",
     [](Job job) {
         return job.progress && job.progress->total >= 0 ? QByteArray::number(job.progress->total)
                                                         : QByteArray();
     }},
    {"progress_unit", [](Job job) { return job.progress ? textCell(job.progress->unit) : QByteArray(); }},
    {"exit_code", [](Job job) { return numberCell(job.exitCode); }},
    {"signal", [](Job job) { return numberCell(job.signal); }},
    {"error_code", [](Job job) { return job.error ? textCell(job.error->code) : QByteArray(); }},
    {"error", [](Job job) { return job.error ? textCell(job.error->message) : QByteArray(); }},
    {"cpu_ms", [](Job job) { return job.usage ? durationCell(job.usage->cpu) : QByteArray(); }},
    {"result", [](Job job) { return valueCell(job.result); }},
}};

template<class Cell> QByteArray line(Cell cell)
{
    QByteArray line;
    for (const CsvColumn &column : columns) {
        if (&column != columns.data())
            line += ',';
        line += cell(column);
    }
    return line + "\r\n";
}

} // namespace

QByteArray csvHead()
{
    return line([](const CsvColumn &column) { return QByteArray(column.name); });
}

QByteArray csvLine(const JobSnapshot &job)
{
    return line([&job](const CsvColumn &column) { return column.cell(job); });
}

} // namespace belayer::ui
