// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The jobs of a group or the lanes of a race: a list at the left, the chosen one's form beside it.
#pragma once

#include "core/engine/jobspec.h"
#include "core/engine/kindinfo.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QStackedWidget>
#include <QToolButton>
#include <QWidget>

namespace belayer::ui {

class KindForms;

/// The children offered are jobs without children of their own.
class ChildrenField : public QWidget
{
    Q_OBJECT

public:
    ChildrenField(const QList<engine::KindInfo> &kinds, int minimum, QWidget *parent = nullptr);

    QList<engine::JobSpec> specs() const;
    void add(const QString &kind);
    /// Instead of those there are. Of kinds that take no children.
    void setSpecs(const QList<engine::JobSpec> &specs);
    bool check();
    /// "children" or "children[1].params.n".
    bool showProblem(const QString &field, const QString &message);

Q_SIGNALS:
    void edited();

private:
    /// One child: its kind and that kind's form.
    struct Lane
    {
        QWidget *page;
        QComboBox *kind;
        KindForms *forms;
    };
    QWidget *makeList();
    QToolButton *makeButton(const QString &iconName, const QString &text);
    void add(const engine::JobSpec &start);
    void remove();
    void move(int by);
    void updateList();
    QString laneText(int lane) const;
    void showNote(const QString &message);

    QList<engine::KindInfo> m_kinds;
    int m_minimum;
    QList<Lane> m_lanes;
    QListWidget *m_list;
    QStackedWidget *m_pages;
    QToolButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QLabel *m_note;
};

} // namespace belayer::ui
