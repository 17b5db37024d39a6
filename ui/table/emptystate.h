// SPDX-License-Identifier: GPL-3.0-or-later
/// \file What stands in the table's place when it has no rows: why, and what to do next.
#pragma once

#include <QAction>
#include <QLabel>
#include <QList>
#include <QWidget>

namespace belayer::ui {

class EmptyState : public QWidget
{
    Q_OBJECT

public:
    /// One button for each action that is enabled, the first one the default look; the picture is a name in
    /// resources/icons.
    EmptyState(const QString &picture, const QList<QAction *> &actions, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &explanation);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showPicture();

    QString m_picture;
    QLabel *m_image;
    QLabel *m_title;
    QLabel *m_explanation;
};

} // namespace belayer::ui
