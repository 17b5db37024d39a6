// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputpane.h"

#include "ui/look/icons.h"
#include "ui/output/findbar.h"
#include "ui/output/outputview.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QUrl>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Reading leaves room for drawing within a frame.
constexpr auto slice = 8ms;

QString placeholder(const engine::JobSnapshot *job)
{
    if (!job)
        return OutputPane::tr("Select a job to see what it writes.");
    if (job->kind != u"command")
        return OutputPane::tr("A job of the kind “%1” writes no output.").arg(kindText(job->kind));
    if (job->outputFile.isEmpty())
        return OutputPane::tr("The command has not started, so there is no output.");
    return engine::isFinished(job->state) ? OutputPane::tr("The command wrote nothing.")
                                          : OutputPane::tr("No output yet.");
}

} // namespace

OutputPane::OutputPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new OutputView(m_lines, this))
    , m_search(new OutputSearch(m_lines, this))
    , m_findBar(new FindBar(this))
    , m_note(new QLabel(this))
    , m_watch(this)
{
    setObjectName("outputPane");
    m_note->setObjectName("outputNote");
    m_note->setTextFormat(Qt::PlainText);
    m_note->setContentsMargins(8, 3, 8, 3);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findBar);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    setFocusProxy(m_view);
    setAccessibleName(m_view->accessibleName());
    m_more.setSingleShot(true);
    setUpActions();
    connectParts();
    startOver(nullptr);
}

QAction *OutputPane::make(const char *name, const QString &text, const QString &iconName,
                          const QKeySequence &shortcut, const QString &toolTip)
{
    auto *action = new QAction(icon(iconName), text, this);
    action->setObjectName(QLatin1StringView(name));
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(shortcut.isEmpty()
                           ? toolTip
                           : u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    addAction(action);
    return action;
}

void OutputPane::setUpActions()
{
    m_find = make("findInOutput", tr("F&ind in Output…"), u"search"_s, QKeySequence(QKeySequence::Find),
                  tr("Search in all of the output"));
    m_copy = make("copyOutput", tr("&Copy Output"), u"copy"_s, QKeySequence(QKeySequence::Copy),
                  tr("Copy what is selected, or else all of the output"));
    m_selectAll = make("selectOutput", tr("Select &All"), {}, QKeySequence(QKeySequence::SelectAll), {});
    m_open = make("openOutput", tr("&Open Output File"), u"file"_s, {},
                  tr("Open the file that holds the output with the program for text"));
    m_copyPath = make("copyOutputPath", tr("Copy Pat&h of Output File"), u"link"_s, {}, {});
    m_pause = make("pauseOutput", tr("&Pause Output"), u"state-paused"_s, {},
                   tr("Hold what is shown while the job runs on"));
    m_wrap = make("wrapOutput", tr("&Wrap Lines"), u"wrap"_s, {}, tr("Continue long lines in the next row"));
    m_follow =
        make("followOutput", tr("&Follow Output"), u"follow"_s, {}, tr("Keep the newest output in view"));
    m_follow->setIconText(tr("Follow")); // on its button, among the output's
    for (QAction *action : {m_pause, m_wrap, m_follow})
        action->setCheckable(true);
    m_follow->setChecked(true);
    addActions({m_findBar->nextAction(), m_findBar->previousAction()});
}

QWidget *OutputPane::makeTools(QWidget *parent) const
{
    auto *tools = new QWidget(parent);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(0, 2, 6, 2);
    layout->setSpacing(2);
    for (QAction *action : {m_find, m_copy, m_open, m_pause, m_wrap, m_follow}) {
        auto *button = new QToolButton(tools);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        if (action == m_follow)
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        layout->addWidget(button);
    }
    return tools;
}

void OutputPane::connectParts()
{
    connect(&m_watch, &FileWatch::touched, this, &OutputPane::read);
    connect(&m_more, &QTimer::timeout, this, &OutputPane::read);
    connect(m_view, &OutputView::followingChanged, m_follow, &QAction::setChecked);
    connect(m_view, &OutputView::selectionChanged, this, &OutputPane::updateActions);
    connect(m_follow, &QAction::toggled, m_view, &OutputView::setFollowing);
    connect(m_wrap, &QAction::toggled, m_view,
            [this](bool on) { m_view->setWrap(on ? OutputView::Wrap::Lines : OutputView::Wrap::None); });
    connect(m_pause, &QAction::toggled, this, &OutputPane::read);
    connect(m_find, &QAction::triggered, this, &OutputPane::openFind);
    connect(m_copy, &QAction::triggered, this, &OutputPane::copy);
    connect(m_selectAll, &QAction::triggered, m_view, &OutputView::selectAll);
    connect(m_open, &QAction::triggered, this, &OutputPane::openFile);
    connect(m_copyPath, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_file); });
    connect(m_findBar, &FindBar::textChanged, this, &OutputPane::searchFor);
    connect(m_findBar, &FindBar::closed, this, &OutputPane::closeFind);
    connect(m_findBar->nextAction(), &QAction::triggered, this,
            [this] { findNext(OutputSearch::Direction::Forward); });
    connect(m_findBar->previousAction(), &QAction::triggered, this,
            [this] { findNext(OutputSearch::Direction::Backward); });
    connect(m_search, &OutputSearch::progressed, this, &OutputPane::showSearch);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, &OutputPane::showContextMenu);
    m_view->installEventFilter(this);
    m_findBar->field()->installEventFilter(this);
}

void OutputPane::showContextMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_copy, m_selectAll, m_find});
    menu->addSeparator();
    menu->addActions({m_pause, m_follow, m_wrap});
    menu->addSeparator();
    menu->addActions({m_open, m_copyPath});
    menu->popup(m_view->mapToGlobal(position));
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
    if (m_isJobFinished == wasFinished)
        return;
    m_view->setPlaceholderText(placeholder(job));
    if (m_isJobFinished)
        m_watch.stop();
    else
        m_watch.start(m_file);
    m_more.start(0ms); // what was written last, whether or not the watcher saw it
}

void OutputPane::startOver(const engine::JobSnapshot *job)
{
    m_watch.stop();
    m_more.stop();
    m_job = job ? job->id : engine::JobId();
    m_file = job ? job->outputFile : QString();
    m_said.clear();
    m_match.reset();
    m_isJobFinished = job && engine::isFinished(job->state);
    m_lines.setFile(m_file);
    m_pause->setChecked(false);
    m_view->setPlaceholderText(placeholder(job));
    m_view->showNews(OutputLines::News::AnotherFile);
    m_search->noteNews(OutputLines::News::AnotherFile);
    if (!m_file.isEmpty() && !m_isJobFinished)
        m_watch.start(m_file);
    read();
}

void OutputPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_more.start(0ms);
}

void OutputPane::read()
{
    if (isVisible() && !m_file.isEmpty() && !m_pause->isChecked()) { // else showEvent() or resuming goes on
        const OutputLines::News news = m_lines.readMore(QDeadlineTimer(slice));
        if (news == OutputLines::News::AnotherFile)
            m_match.reset();
        m_view->showNews(news);
        m_search->noteNews(news);
        if (!m_lines.isComplete())
            m_more.start(0ms);
    }
    updateNote();
    updateActions();
}

void OutputPane::updateNote()
{
    QStringList notes;
    if (m_pause->isChecked()) {
        const qint64 behind = m_lines.bytesBehind();
        notes += behind > 0 ? tr("Paused; %1 more have come since.").arg(bytesText(behind))
                            : tr("Paused; nothing has come since.");
    }
    if (m_lines.droppedBytes() > 0)
        notes +=
            tr("The first %1 were dropped: more than a job keeps.").arg(bytesText(m_lines.droppedBytes()));
    if (!m_said.isEmpty())
        notes += m_said;
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

void OutputPane::updateActions()
{
    const bool hasLines = m_lines.end() > m_lines.first();
    for (QAction *action : {m_copy, m_selectAll, m_find})
        action->setEnabled(hasLines);
    for (QAction *action : {m_open, m_copyPath})
        action->setEnabled(!m_file.isEmpty());
    m_pause->setEnabled(m_pause->isChecked() || (!m_file.isEmpty() && !m_isJobFinished));
    m_copy->setText(m_view->hasSelection() ? tr("&Copy") : tr("&Copy All Output"));
}

/// The pane's own shortcuts come before the window's where both know the keys, as with Ctrl+F.
bool OutputPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isEscape = key->key() == Qt::Key_Escape && watched == m_view && m_findBar->isVisible();
    QAction *wanted = nullptr;
    for (QAction *action : actions()) {
        const bool isFields = action != m_copy && action != m_selectAll; // these a field has itself
        if (action->shortcut() == QKeySequence(key->keyCombination()) && (watched == m_view || isFields))
            wanted = action;
    }
    if (!wanted && !isEscape)
        return QWidget::eventFilter(watched, event);
    event->accept();
    if (event->type() == QEvent::ShortcutOverride)
        return true;
    if (isEscape)
        closeFind();
    else
        wanted->trigger();
    return true;
}

void OutputPane::openFind()
{
    QString selected;
    if (m_view->hasSelection() && m_view->selectionBegin().line == m_view->selectionEnd().line)
        selected = m_view->text(m_view->selectionBegin(), m_view->selectionEnd()).text;
    m_findBar->open(selected);
    searchFor(m_findBar->text());
}

void OutputPane::closeFind()
{
    m_findBar->hide();
    searchFor({});
    m_view->setFocus();
}

void OutputPane::searchFor(const QString &text)
{
    m_searchFrom = m_match ? m_match->place : m_view->firstVisible();
    m_match.reset();
    m_search->setText(text);
    if (text.isEmpty())
        m_view->setMatcher({});
    else
        m_view->setMatcher([this](const QString &line) { return m_search->matchesIn(line); });
}

/// The first match from where one looked on, as soon as it is sure; else the last one before it.
void OutputPane::showSearch()
{
    using Direction = OutputSearch::Direction;
    if (m_searchFrom) {
        std::optional<OutputSearch::Match> match = m_search->find(*m_searchFrom, Direction::Forward);
        const bool isAfter = match && match->place >= *m_searchFrom;
        if (!isAfter && !m_search->isSearching())
            match = m_search->find(*m_searchFrom, Direction::Backward);
        if (isAfter || !m_search->isSearching()) {
            m_searchFrom.reset();
            if (match)
                jumpTo(*match);
        }
    }
    const QLocale locale;
    const qint64 count = m_search->matchCount();
    QString words = m_search->isFull() ? tr("more than %1").arg(locale.toString(count))
                    : count == 0       ? (m_search->isSearching() ? tr("Searching…") : tr("No match"))
                                       : locale.toString(count);
    if (m_match) {
        m_match = m_search->find(m_match->place, Direction::Forward); // its number moves with what is dropped
        if (m_match)
            words = tr("%1 of %2", "a match of all matches").arg(locale.toString(m_match->number), words);
    }
    m_findBar->setResult(m_search->text().isEmpty() ? QString() : words);
}

void OutputPane::findNext(OutputSearch::Direction direction)
{
    if (!m_findBar->isVisible() || m_search->text().isEmpty()) {
        openFind();
        return;
    }
    TextPlace from = m_match ? m_match->place : m_view->firstVisible();
    if (m_match && direction == OutputSearch::Direction::Forward)
        ++from.column;
    if (const std::optional<OutputSearch::Match> match = m_search->find(from, direction)) {
        jumpTo(*match);
        showSearch();
    }
}

void OutputPane::jumpTo(const OutputSearch::Match &match)
{
    m_match = match;
    m_view->select(match.place, {match.place.line, match.place.column + m_search->text().size()});
    m_view->bringToSight(match.place);
}

void OutputPane::copy()
{
    const bool isAll = !m_view->hasSelection();
    const OutputView::Excerpt excerpt = isAll
                                            ? m_view->text({m_lines.first(), 0}, {m_lines.end(), 0})
                                            : m_view->text(m_view->selectionBegin(), m_view->selectionEnd());
    QGuiApplication::clipboard()->setText(excerpt.text);
    m_said = excerpt.isWhole
                 ? QString()
                 : tr("That is too much for the clipboard: it holds the last %1, the file has all.")
                       .arg(bytesText(excerpt.text.size()));
    updateNote();
}

/// Only ever a file that the engine has made in its own folder.
void OutputPane::openFile()
{
    m_said = QDesktopServices::openUrl(QUrl::fromLocalFile(m_file))
                 ? QString()
                 : tr("No program was found to open %1.").arg(shown(m_file));
    updateNote();
}

} // namespace belayer::ui
