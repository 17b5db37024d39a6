// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A page of the dock that is made when it is first seen: a start pays for no page behind another.
#pragma once

#include <QWidget>

#include <functional>

class QTabWidget;

namespace belayer::ui {

/// Takes the keyboard for its content, which stands behind the tabs in the order of the Tab key.
class DockPage : public QWidget
{
    Q_OBJECT

public:
    /// Makes the content, a child of the page.
    using Make = std::function<QWidget *(QWidget *page)>;
    DockPage(QTabWidget &tabs, Make make);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QTabWidget &m_tabs;
    Make m_make; ///< nothing once it was called
};

} // namespace belayer::ui
