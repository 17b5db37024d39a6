// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What the selected job writes: followed, paused, searched, copied, opened.
#pragma once

#include "core/engine/jobsnapshot.h"
#include "ui/output/filewatch.h"
#include "ui/output/outputlines.h"
#include "ui/output/outputsearch.h"

#include <QAction>
#include <QWidget>

class QLabel;

namespace belayer::ui {

class FindBar;
class OutputView;

/// Main thread. Reads only while it is to be seen, in slices of a few milliseconds.
class OutputPane : public QWidget
{
    Q_OBJECT

public:
    explicit OutputPane(QWidget *parent = nullptr);

    /// The job to follow, again after each of its changes; nullptr: none.
    void showJob(const engine::JobSnapshot *job);

    /// Checkable: whether new output scrolls into view. Scrolling up by hand switches it off, to the end on.
    QAction *followAction() const noexcept { return m_follow; }
    /// Checkable.
    QAction *wrapAction() const noexcept { return m_wrap; }
    /// A row of buttons, made anew for who calls.
    QWidget *makeTools(QWidget *parent) const;

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpActions();
    QAction *make(const char *name, const QString &text, const QString &iconName,
                  const QKeySequence &shortcut, const QString &toolTip);
    void connectParts();
    void showContextMenu(const QPoint &position);
    void startOver(const engine::JobSnapshot *job);
    void read();
    void updateNote();
    void updateActions();

    void openFind();
    void closeFind();
    void searchFor(const QString &text);
    void showSearch();
    void findNext(OutputSearch::Direction direction);
    void jumpTo(const OutputSearch::Match &match);

    void copy();
    void openFile();

    OutputLines m_lines;
    OutputView *m_view;
    OutputSearch *m_search;
    FindBar *m_findBar;
    QLabel *m_note;
    FileWatch m_watch;
    QTimer m_more; ///< there is more to read at once
    QAction *m_find;
    QAction *m_copy;
    QAction *m_selectAll;
    QAction *m_open;
    QAction *m_copyPath;
    QAction *m_pause;
    QAction *m_follow;
    QAction *m_wrap;
    engine::JobId m_job;
    QString m_file;
    QString m_said; ///< of the last thing asked for that did not go all the way
    bool m_isJobFinished = false;
    std::optional<OutputSearch::Match> m_match; ///< the one gone to last
    std::optional<TextPlace> m_searchFrom;      ///< the match after this is to be gone to once it is found
};

} // namespace belayer::ui
