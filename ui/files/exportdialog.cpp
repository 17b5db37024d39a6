// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/exportdialog.h"

#include "ui/files/jobexport.h"
#include "ui/look/icons.h"
#include "ui/look/taborder.h"
#include "ui/words/plaintext.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

ExportDialog::ExportDialog(engine::EngineClient &client, const JobFormats &formats, const QString &filter,
                           QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_formats(formats)
    , m_filter(filter.trimmed())
    , m_all(new QRadioButton(tr("&All jobs of the history"), this))
    , m_matching(new QRadioButton(this))
    , m_path(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_export(new QPushButton(tr("&Export"), this))
    , m_close(new QPushButton(tr("Cancel"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export Jobs"));
    resize(560, 0);
    setUpFields();
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 14, 14, 14);
    layout->setSpacing(10);
    layout->addWidget(m_all);
    layout->addWidget(m_matching);
    layout->addWidget(makePathRow());
    layout->addWidget(m_note);
    layout->addWidget(m_bar);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::checkPath);
    m_path->setText(QDir(QDir::homePath()).filePath(u"belayer-jobs.csv"_s));
    m_path->setFocus();
    setPhase(Phase::Asking);
}

void ExportDialog::setUpFields()
{
    m_all->setObjectName("exportAll");
    m_matching->setObjectName("exportMatching");
    // An ampersand of the filter is none of ours.
    m_matching->setText(tr("Those that &match “%1”").arg(shown(m_filter.left(80)).replace(u'&', u"&&"_s)));
    m_matching->setVisible(!m_filter.isEmpty());
    (m_filter.isEmpty() ? m_all : m_matching)->setChecked(true);
    m_note->setObjectName("exportNote");
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_bar->setObjectName("exportBar");
    m_bar->setRange(0, 0); // how many there are is not known before the end
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Writing"));
    m_export->setObjectName("export");
    m_export->setDefault(true);
}

QWidget *ExportDialog::makePathRow()
{
    auto *holder = new QWidget(this);
    auto *title = new QLabel(tr("&File"), holder);
    title->setBuddy(m_path);
    m_path->setObjectName("exportPath");
    m_path->setAccessibleName(tr("File"));
    auto *button = new QToolButton(holder);
    button->setIcon(icon(u"folder"_s));
    button->setToolTip(tr("Choose a file"));
    button->setAccessibleName(tr("Choose a file"));
    connect(button, &QToolButton::clicked, this, &ExportDialog::browse);
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(title);
    layout->addWidget(m_path, 1);
    layout->addWidget(button);
    return holder;
}

void ExportDialog::showEvent(QShowEvent *event)
{
    followLayout(*this);
    QDialog::showEvent(event);
}

void ExportDialog::browse()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export Jobs"), m_path->text(),
        tr("Table for spreadsheets (*.csv)") + u";;"_s + tr("JSON list (*.json)") + u";;"_s +
            tr("JSON, one job a line (*.jsonl)"),
        nullptr, QFileDialog::DontConfirmOverwrite); // the note below says it
    if (!path.isEmpty())
        m_path->setText(path);
}

void ExportDialog::checkPath()
{
    const QFileInfo file(m_path->text());
    m_export->setEnabled(false);
    if (m_path->text().trimmed().isEmpty()) {
        say(tr("Type a file name; it ends with .csv, .json or .jsonl."), Tone::Muted);
    } else if (!file.isAbsolute()) {
        say(tr("Begin with the folder, for example %1.").arg(QDir::homePath()), Tone::Bad);
    } else if (!file.dir().exists()) {
        say(tr("There is no folder “%1”; choose an existing one.").arg(file.path()), Tone::Bad);
    } else if (file.isDir()) {
        say(tr("“%1” is a folder; add a file name.").arg(file.fileName()), Tone::Bad);
    } else {
        m_export->setEnabled(true);
        QString text;
        switch (exportFormat(m_path->text())) {
        case ExportFormat::Csv: text = tr("A table for spreadsheets, times in UTC."); break;
        case ExportFormat::JsonArray: text = tr("A JSON list of jobs as API v1 gives them."); break;
        case ExportFormat::JsonLines: text = tr("One JSON object a line, as API v1 gives a job."); break;
        }
        say(file.exists() ? text + u' ' + tr("The file that is there will be replaced.") : text, Tone::Muted);
    }
}

void ExportDialog::start()
{
    setPhase(Phase::Writing);
    say(tr("Reading the history…"), Tone::Muted);
    const Query query = m_matching->isChecked() ? parseQuery(m_filter) : Query();
    m_running = new JobExport(m_client, std::make_unique<ExportFile>(m_path->text(), query, m_formats), this);
    connect(m_running, &JobExport::progressed, this,
            [this](qint64 jobs) { say(tr("%1 jobs written…").arg(QLocale().toString(jobs)), Tone::Muted); });
    connect(m_running, &JobExport::finished, this, &ExportDialog::showEnd);
    m_running->start();
}

void ExportDialog::showEnd(qint64 jobs, const QString &problem)
{
    std::exchange(m_running, nullptr)->deleteLater();
    if (!problem.isEmpty()) {
        setPhase(Phase::Asking);
        say(problem, Tone::Bad);
        return;
    }
    setPhase(Phase::Done);
    say(tr("%1 jobs are in “%2”.").arg(QLocale().toString(jobs), m_path->text()), Tone::Muted);
}

void ExportDialog::setPhase(Phase phase)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_all), static_cast<QWidget *>(m_matching),
                            static_cast<QWidget *>(m_path->parentWidget())})
        widget->setEnabled(phase == Phase::Asking);
    m_export->setEnabled(phase == Phase::Asking);
    m_export->setVisible(phase != Phase::Done);
    m_bar->setVisible(phase == Phase::Writing);
    m_close->setText(phase == Phase::Done ? tr("Close") : tr("Cancel"));
    if (phase == Phase::Done)
        m_close->setFocus();
}

void ExportDialog::say(const QString &message, Tone tone)
{
    setTextTone(m_note, tone);
    m_note->setText(shown(message));
}

} // namespace belayer::ui
