// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/runcommanddialog.h"

#include "core/engine/engineclient.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/newjob/shellwords.h"
#include "ui/script/scriptlines.h"
#include "ui/words/plaintext.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPointer>
#include <QSet>
#include <QToolButton>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

constexpr int specsLookedAt = 500;
constexpr qsizetype linesKept = 100;

} // namespace

RunCommandDialog::RunCommandDialog(engine::EngineClient &client, QWidget *parent)
    : SpecDialog(client, parent)
    , m_line(new ShellLine(this))
    , m_lineNote(new QLabel(this))
    , m_shell(new QCheckBox(tr("Run through the s&hell (/bin/sh)"), this))
    , m_folder(new QLineEdit(this))
    , m_folderNote(new QLabel(this))
{
    setWindowTitle(tr("Run Command"));
    resize(std::max(600, 90 * fontMetrics().averageCharWidth()), 0);
    setUpFields();
    layOut();
    startButton()->setText(tr("&Run"));
    connect(m_line, &QLineEdit::textChanged, this, &RunCommandDialog::preview);
    connect(m_shell, &QCheckBox::toggled, this, &RunCommandDialog::preview);
    connect(m_folder, &QLineEdit::textChanged, this, &RunCommandDialog::checkFolder);
    connect(m_line, &ShellLine::recalled, this, &RunCommandDialog::recall);
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_hasOwnFolder = true; });
    m_line->setFocus();
    preview();
    checkFolder();
    client.recentSpecs(u"command"_s, specsLookedAt,
                       [self = QPointer(this)](const QList<engine::JobSpec> &specs) {
                           if (self)
                               self->setHistory(specs);
                       });
}

void RunCommandDialog::setUpFields()
{
    m_line->setObjectName("commandLine");
    m_line->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_line->setPlaceholderText(tr("make -j4 all"));
    m_lineNote->setObjectName("note.commandLine");
    m_lineNote->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_lineNote->setMinimumHeight(
        2 * m_lineNote->fontMetrics().lineSpacing()); // what it says changes with the line
    m_shell->setObjectName("shell");
    m_folder->setObjectName("folder");
    m_folder->setAccessibleName(tr("Working folder"));
    m_folder->setText(QDir::homePath());
    m_folderNote->setObjectName("note.folder");
    for (QLabel *note : {m_lineNote, m_folderNote}) {
        note->setTextFormat(Qt::PlainText);
        note->setWordWrap(true);
    }
}

void RunCommandDialog::layOut()
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    auto *lineTitle = new QLabel(tr("Co&mmand"), content);
    lineTitle->setBuddy(m_line);
    auto *folderTitle = new QLabel(tr("Working &folder"), content);
    folderTitle->setBuddy(m_folder);
    grid->addWidget(lineTitle, 0, 0);
    grid->addWidget(m_line, 0, 1);
    grid->addWidget(m_lineNote, 1, 1);
    grid->addWidget(m_shell, 2, 1);
    grid->addWidget(folderTitle, 3, 0);
    grid->addWidget(makeFolderRow(), 3, 1);
    grid->addWidget(m_folderNote, 4, 1);
    grid->setRowStretch(5, 1);
    grid->setColumnStretch(1, 1);
    setContent(content);
}

void RunCommandDialog::setFiles(const QStringList &paths)
{
    QStringList words;
    for (const QString &path : paths)
        words += shellWord(path);
    m_line->setText(u' ' + words.join(u' '));
    m_line->setCursorPosition(0);
    m_folder->setText(QFileInfo(paths.value(0)).path());
    m_hasOwnFolder = true;
}

void RunCommandDialog::setHistory(const QList<engine::JobSpec> &specs)
{
    QSet<std::pair<QString, bool>> known;
    QStringList lines;
    for (const engine::JobSpec &spec : specs) {
        const QString line = commandLine(spec);
        const std::pair key(line, spec.params.contains(u"shell"_s));
        if (known.contains(key) || lines.size() == linesKept)
            continue;
        known.insert(key);
        lines += line;
        m_history += spec;
    }
    m_line->setHistory(lines);
}

/// An earlier command comes as it ran: read by the shell or not, and in its folder unless one was chosen
/// here.
void RunCommandDialog::recall(int entry)
{
    if (std::exchange(m_entry, entry) == ShellLine::draft)
        m_draft = spec();
    const QVariantMap params = (entry == ShellLine::draft ? m_draft : m_history.at(entry)).params;
    m_shell->setChecked(params.contains(u"shell"_s));
    if (!m_hasOwnFolder)
        m_folder->setText(params.value(u"cwd"_s).toString());
}

QWidget *RunCommandDialog::makeFolderRow()
{
    auto *holder = new QWidget(this);
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *button = new QToolButton(holder);
    button->setIcon(icon(u"folder"_s));
    button->setToolTip(tr("Choose a folder"));
    button->setAccessibleName(tr("Choose a folder"));
    connect(button, &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Working Folder"), m_folder->text());
        if (path.isEmpty())
            return;
        m_folder->setText(path);
        m_hasOwnFolder = true;
    });
    layout->addWidget(m_folder, 1);
    layout->addWidget(button);
    return holder;
}

/// Says how the line will be read, before it runs.
void RunCommandDialog::preview()
{
    forgetProblem();
    m_line->setReader(m_shell->isChecked() ? LineReader::Shell : LineReader::Words);
    if (m_shell->isChecked()) {
        showNote(m_lineNote, tr("The shell reads the line: pipes, wildcards and variables work."), false);
        return;
    }
    const ShellWords line = parseShellWords(m_line->text());
    if (line.problem) {
        showNote(m_lineNote, *line.problem, true);
    } else if (!line.shellSyntax.isEmpty()) {
        showNote(m_lineNote,
                 tr("“%1” goes to the program as it is; tick the box below to let the shell read it.")
                     .arg(line.shellSyntax),
                 false);
    } else if (line.words.isEmpty()) {
        showNote(m_lineNote, tr("Quotes keep words together. Up brings earlier commands, Tab completes."),
                 false);
    } else {
        QStringList quoted;
        for (const QString &word : line.words.mid(1))
            quoted += u"“"_s + word + u"”"_s;
        showNote(m_lineNote,
                 quoted.isEmpty() ? tr("Runs “%1” without arguments.").arg(line.words.first())
                                  : tr("Runs “%1” with %2").arg(line.words.first(), quoted.join(u' ')),
                 false);
    }
}

bool RunCommandDialog::checkFolder()
{
    const QString folder = m_folder->text();
    m_line->setFolder(folder);
    const bool isFine = folder.isEmpty() || QFileInfo(folder).isDir();
    showNote(m_folderNote,
             isFine ? QString() : tr("There is no folder “%1”; choose an existing one.").arg(folder), true);
    return isFine;
}

void RunCommandDialog::showNote(QLabel *note, const QString &message, bool isProblem)
{
    setTextTone(note, isProblem ? Tone::Bad : Tone::Muted);
    note->setText(shown(message));
    note->setVisible(!message.isEmpty());
    if (const int needed = layout()->totalHeightForWidth(width()); needed > height())
        resize(width(), needed);
}

engine::JobSpec RunCommandDialog::spec() const
{
    engine::JobSpec spec;
    spec.kind = u"command"_s;
    if (m_shell->isChecked()) {
        spec.params.insert(u"shell"_s, m_line->text());
    } else {
        const QStringList words = parseShellWords(m_line->text()).words;
        spec.params.insert(u"program"_s, words.value(0));
        spec.params.insert(u"arguments"_s, words.mid(1));
    }
    if (!m_folder->text().isEmpty())
        spec.params.insert(u"cwd"_s, m_folder->text());
    return spec;
}

bool RunCommandDialog::check()
{
    if (m_line->text().trimmed().isEmpty()) {
        showNote(m_lineNote, tr("The command is missing; type a program and its arguments."), true);
        m_line->setFocus();
        return false;
    }
    const ShellWords line = parseShellWords(m_line->text());
    if (!m_shell->isChecked() && (line.problem || line.words.value(0).isEmpty())) {
        showNote(m_lineNote, line.problem.value_or(tr("The first word is empty; it has to be the program.")),
                 true);
        m_line->setFocus();
        return false;
    }
    if (!checkFolder()) {
        m_folder->setFocus();
        return false;
    }
    return true;
}

bool RunCommandDialog::showProblem(const QString &field, const QString &message)
{
    if (field == "params.cwd"_L1) {
        showNote(m_folderNote, message, true);
        m_folder->setFocus();
        return true;
    }
    if (!field.startsWith("params."_L1))
        return false;
    showNote(m_lineNote, message, true);
    m_line->setFocus();
    return true;
}

} // namespace belayer::ui
