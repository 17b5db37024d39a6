// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dockpage.h"

#include "ui/look/taborder.h"

#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

namespace belayer::ui {

DockPage::DockPage(QTabWidget &tabs, Make make) : QWidget(&tabs), m_tabs(tabs), m_make(std::move(make)) {}

void DockPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_make)
        return;
    QWidget *content = std::exchange(m_make, {})(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(content);
    content->show(); // its page has shown its children by now
    followLayout(*this, m_tabs.tabBar());
    setFocusProxy(content); // at last, or Qt leaves out the tabs and what is before them
}

} // namespace belayer::ui
