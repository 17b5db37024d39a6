// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The row below the table: how many jobs it has, and the way to those that are only in the history.
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace belayer::ui {

class JobTableModel;
class OlderJobs;

/// Main thread; both outlive it. Its buttons show what can be done now; the actions are for menus as well.
class OlderFooter : public QWidget
{
    Q_OBJECT

public:
    OlderFooter(OlderJobs &older, const JobTableModel &model, QWidget *parent);

    /// For the View menu, in its order.
    QList<QAction *> menuActions() const { return {m_loadPage, m_loadAll, m_search, m_stop}; }
    QAction *searchAction() const noexcept { return m_search; }
    /// In the order of the Tab key.
    const QList<QWidget *> &links() const noexcept { return m_links; }

protected:
    void changeEvent(QEvent *event) override;

private:
    QAction *make(const char *name, const QString &text, const QString &link, const QKeySequence &shortcut,
                  const QString &toolTip);
    void refresh();
    void showActions();
    void showColors();
    QString countText() const;
    QString stateText() const;

    OlderJobs &m_older;
    const JobTableModel &m_model;
    QLabel *m_text;
    QHBoxLayout *m_row;
    QAction *m_loadPage;
    QAction *m_loadAll;
    QAction *m_search;
    QAction *m_stop;
    QList<QAction *> m_offers; ///< what the links do
    QList<QWidget *> m_links;
};

} // namespace belayer::ui
