// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outputpane.h"

#include "core/engine/process/outputreader.h"
#include "ui/icons.h"
#include "ui/jobtext.h"

#include <QFontDatabase>
#include <QScrollBar>
#include <QTextCursor>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int maxLines = 20'000;
constexpr qint64 maxBehind = 2 * 1024 * 1024;
constexpr qint64 readSize = 256 * 1024;
/// A program that writes a byte at a time must not cost a repaint a byte.
constexpr auto gather = 40ms;
/// Where the system cannot watch one more file.
constexpr auto pollInterval = 500ms;

} // namespace

OutputPane::OutputPane(QWidget *parent)
    : QPlainTextEdit(parent), m_follow(new QAction(tr("Follow &Output"), this))
{
    setObjectName("outputPane");
    setAccessibleName(tr("Output"));
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setUndoRedoEnabled(false);
    setMaximumBlockCount(maxLines);
    setFrameShape(QFrame::NoFrame);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTabStopDistance(8 * fontMetrics().horizontalAdvance(u' '));
    document()->setDocumentMargin(8);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_follow->setIcon(icon(u"follow"_s));
    m_follow->setToolTip(tr("Keep the newest output in view"));
    connect(m_follow, &QAction::toggled, this, [this](bool on) {
        if (on)
            scrollToEnd();
    });
    // Queued: the bar has moved only after its action has been announced.
    connect(
        verticalScrollBar(), &QScrollBar::actionTriggered, this,
        [this] { m_follow->setChecked(verticalScrollBar()->value() >= verticalScrollBar()->maximum()); },
        Qt::QueuedConnection);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OutputPane::read);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &OutputPane::scheduleRead);
    startOver(nullptr);
}

void OutputPane::showJob(const engine::JobSnapshot *job)
{
    const engine::JobId id = job ? job->id : engine::JobId();
    const QString file = job ? job->outputFile : QString();
    if (id != m_job || file != m_file)
        startOver(job);
    if (file.isEmpty())
        return;
    const bool wasFinished = m_isJobFinished;
    m_isJobFinished = engine::isFinished(job->state);
    if (m_isJobFinished && !wasFinished)
        scheduleRead(); // what was written last, whether or not the watcher saw it
}

void OutputPane::startOver(const engine::JobSnapshot *job)
{
    m_timer.stop();
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_job = job ? job->id : engine::JobId();
    m_file = job ? job->outputFile : QString();
    m_position = 0;
    m_isJobFinished = false;
    m_text.clear();
    clear();
    if (!job)
        setPlaceholderText(tr("Select a job to see what it writes."));
    else if (m_file.isEmpty() && job->kind == u"command")
        setPlaceholderText(tr("The command has not started, so there is no output."));
    else if (m_file.isEmpty())
        setPlaceholderText(tr("A job of the kind “%1” writes no output.").arg(kindText(job->kind)));
    else
        setPlaceholderText(tr("No output yet."));
    if (!m_file.isEmpty()) {
        watch();
        read();
    }
}

void OutputPane::watch()
{
    if (!m_watcher.files().contains(m_file))
        m_watcher.addPath(m_file);
}

void OutputPane::scheduleRead()
{
    if (!m_timer.isActive())
        m_timer.start(gather);
}

void OutputPane::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    if (!m_file.isEmpty())
        scheduleRead();
}

void OutputPane::read()
{
    if (!isVisible())
        return; // showEvent() goes on from here
    engine::OutputReader output(m_file);
    if (output.isOpen()) {
        if (output.size() < m_position) {
            m_position = 0; // the file was cut and begun again
            m_text.clear();
            clear();
        }
        QStringList lines;
        if (const qint64 behind = output.size() - m_position; behind > maxBehind) {
            const qint64 skipped = behind - maxBehind / 2;
            m_position += skipped;
            m_text.clear();
            lines += tr("… %1 left out; the output is in %2").arg(bytesText(skipped), m_file);
        }
        const engine::OutputReader::Range newest = output.range(m_position, readSize);
        if (newest.offset > m_position && !newest.bytes.isEmpty()) {
            m_text.clear();
            lines += tr("… %1 dropped: more than the job keeps").arg(bytesText(newest.offset - m_position));
        }
        m_position = newest.offset + newest.bytes.size();
        lines += m_text.feed(newest.bytes);
        if (!newest.bytes.isEmpty())
            append(lines);
        if (m_position < output.size()) {
            m_timer.start(0ms);
            return;
        }
    }
    if (m_isJobFinished) {
        if (!m_watcher.files().isEmpty())
            m_watcher.removePaths(m_watcher.files());
        return;
    }
    watch();
    if (m_watcher.files().isEmpty())
        m_timer.start(pollInterval);
}

void OutputPane::append(const QStringList &lines)
{
    // The last block is the line still open: it is written anew together with what follows it.
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
    QString text = lines.join(u'\n');
    if (!lines.isEmpty())
        text += u'\n';
    cursor.insertText(text + m_text.openLine());
    if (m_follow->isChecked())
        scrollToEnd();
}

void OutputPane::scrollToEnd()
{
    verticalScrollBar()->setValue(verticalScrollBar()->maximum());
}

} // namespace belayer::ui
