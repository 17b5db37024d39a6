// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/olderfooter.h"

#include "ui/look/icons.h"
#include "ui/table/jobtablemodel.h"
#include "ui/table/olderjobs.h"

#include <QAction>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using Goal = OlderJobs::Goal;

OlderFooter::OlderFooter(OlderJobs &older, const JobTableModel &model, QWidget *parent)
    : QWidget(parent), m_older(older), m_model(model), m_text(new QLabel(this)), m_row(new QHBoxLayout(this))
{
    setObjectName("olderFooter");
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_row->setContentsMargins(8, 1, 8, 1);
    m_row->setSpacing(4);
    m_text->setObjectName("olderText");
    m_text->setTextFormat(Qt::PlainText);
    m_row->addWidget(m_text);
    m_loadPage = make("loadOlder", tr("Load Older Jobs"), tr("Load older jobs"),
                      QKeySequence(Qt::CTRL | Qt::Key_L), tr("Show the next 1,000 jobs of the history"));
    m_loadAll =
        make("loadAllOlder", tr("Load All Older Jobs"), tr("Load all"),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), tr("Show every job that the history holds"));
    m_search = make("searchHistory", tr("Search the History Too"), tr("Search the history too"),
                    QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
                    tr("Look for the filter among all jobs of the history"));
    m_search->setIcon(icon(u"search"_s));
    m_stop = make("stopLoading", tr("Stop Loading"), tr("Stop"), {}, tr("Keep what has been loaded"));
    m_row->addStretch();
    setMinimumHeight(sizeHint().height()); // with no link too
    connect(m_loadPage, &QAction::triggered, this, [this] { m_older.load(Goal::Page); });
    connect(m_loadAll, &QAction::triggered, this, [this] { m_older.load(Goal::All); });
    connect(m_search, &QAction::triggered, this, [this] { m_older.load(Goal::Found); });
    connect(m_stop, &QAction::triggered, &m_older, &OlderJobs::stop);
    connect(&m_older, &OlderJobs::changed, this, &OlderFooter::refresh);
    connect(&m_model, &JobTableModel::applied, this, &OlderFooter::refresh);
    showColors();
    refresh();
}

QAction *OlderFooter::make(const char *name, const QString &text, const QString &link,
                           const QKeySequence &shortcut, const QString &toolTip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setIconText(link);
    action->setShortcut(shortcut);
    action->setToolTip(shortcut.isEmpty()
                           ? toolTip
                           : u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::PointingHandCursor);
    QFont underlined = button->font();
    underlined.setUnderline(true);
    button->setFont(underlined);
    m_links += button;
    m_offers += action;
    m_row->addWidget(button);
    return action;
}

void OlderFooter::refresh()
{
    setVisible(m_model.jobCount() > 0 || m_older.loading());
    const QString state = stateText();
    m_text->setText(state.isEmpty() ? countText() : tr("%1 · %2").arg(countText(), state));
    showActions();
}

void OlderFooter::showActions()
{
    const bool hadFocus =
        std::any_of(m_links.begin(), m_links.end(), [](auto *link) { return link->hasFocus(); });
    const bool isLoading = m_older.loading().has_value();
    const bool hasMore = m_older.mayHaveMore();
    const bool isFiltered = !m_model.filter().isEmpty();
    m_loadPage->setEnabled(hasMore && !isLoading);
    m_loadAll->setEnabled(hasMore && !isLoading);
    m_search->setEnabled(hasMore && !isLoading && isFiltered && !m_older.isSearched());
    m_stop->setEnabled(isLoading);
    QWidget *first = nullptr;
    QList<QWidget *> unwanted;
    for (qsizetype i = 0; i < m_links.size(); ++i) {
        const bool isForFilter = m_offers[i] == m_search || m_offers[i] == m_stop;
        if (!m_offers[i]->isEnabled() || (isFiltered && !isForFilter)) {
            unwanted += m_links[i];
            continue;
        }
        m_links[i]->show();
        first = first ? first : m_links[i];
    }
    // The focus goes from a link that is used up to the one that takes its place, not to another widget.
    const bool hasFocus = std::any_of(m_links.begin(), m_links.end(), [&](auto *link) {
        return link->hasFocus() && !unwanted.contains(link);
    });
    if (hadFocus && !hasFocus && first)
        first->setFocus();
    for (QWidget *link : std::as_const(unwanted))
        link->hide();
}

QString OlderFooter::countText() const
{
    if (m_model.filter().isEmpty())
        return tr("%Ln job(s)", nullptr, m_model.jobCount());
    return tr("%L1 of %Ln job(s)", nullptr, m_model.jobCount()).arg(m_model.rowCount());
}

QString OlderFooter::stateText() const
{
    const int added = int(m_older.added());
    if (m_older.loading() == Goal::Found)
        return tr("Searching the history: %Ln job(s) so far…", nullptr, added);
    if (m_older.loading())
        return tr("Loading older jobs: %Ln so far…", nullptr, added);
    if (!m_model.filter().isEmpty())
        return m_older.isSearched() ? tr("the history has no more of them") : QString();
    return m_older.hasAll() ? tr("all jobs are shown") : QString();
}

void OlderFooter::showColors()
{
    for (QWidget *link : std::as_const(m_links)) {
        QPalette colors = link->palette();
        colors.setColor(QPalette::ButtonText, toneColor(Tone::Active, QGuiApplication::palette()));
        link->setPalette(colors);
    }
    setTextTone(m_text, Tone::Muted);
}

void OlderFooter::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showColors();
}

} // namespace belayer::ui
