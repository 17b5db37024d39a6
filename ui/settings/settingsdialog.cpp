// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsdialog.h"

#include "ui/look/icons.h"
#include "ui/look/taborder.h"
#include "ui/settings/appearancepage.h"
#include "ui/settings/desktoppage.h"
#include "ui/settings/historypage.h"
#include "ui/settings/httppage.h"
#include "ui/settings/jobspage.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;

SettingsDialog::SettingsDialog(engine::EngineClient &client, QSettings &settings, HttpControl *http,
                               QWidget *parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_buttons(new QDialogButtonBox(
          QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    m_list->setObjectName("pages");
    m_list->setAccessibleName(tr("Pages"));
    m_list->setIconSize({20, 20});
    m_list->setSpacing(1);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    addPage(new JobsPage(client, settings, this), u"state-running"_s, tr("Jobs"));
    addPage(new HistoryPage(client, settings, this), u"state-queued"_s, tr("History"));
    if (http)
        addPage(new HttpPage(*http, settings, this), u"link"_s, tr("HTTP"));
    addPage(new AppearancePage(settings, this), u"appearance"_s, tr("Appearance"));
    auto *desktop = new DesktopPage(settings, this);
    connect(desktop, &DesktopPage::applied, this, &SettingsDialog::desktopSettingsChanged);
    addPage(desktop, u"desktop"_s, tr("Desktop"));
    m_list->setFixedWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth() + 12);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_list->setCurrentRow(0);

    for (const auto which : {QDialogButtonBox::Ok, QDialogButtonBox::Apply, QDialogButtonBox::Cancel})
        m_buttons->button(which)->setIcon({});
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &SettingsDialog::apply);
    auto *centre = new QHBoxLayout;
    centre->addWidget(m_list);
    centre->addWidget(m_stack, 1);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(centre, 1);
    layout->addWidget(m_buttons);
    resize(640, 500);
    showState();
}

void SettingsDialog::addPage(SettingsPage *page, const QString &iconName, const QString &title)
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // it follows the field that has it
    scroll->setWidgetResizable(true);
    scroll->setWidget(page);
    // Sideways nothing scrolls: half a sentence is none.
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(page->minimumSizeHint().width() +
                            scroll->verticalScrollBar()->sizeHint().width());
    m_stack->addWidget(scroll);
    auto *item = new QListWidgetItem(icon(iconName), title, m_list);
    // As high as the kinds of New Job.
    item->setSizeHint({m_list->iconSize().width() + m_list->fontMetrics().horizontalAdvance(title) + 24,
                       std::max(32, m_list->fontMetrics().height() + 8)});
    m_pages.append(page);
    connect(page, &SettingsPage::edited, this, &SettingsDialog::showState);
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    followLayout(*this);
    QDialog::showEvent(event);
}

void SettingsDialog::showState()
{
    const bool isSound =
        std::all_of(m_pages.begin(), m_pages.end(), [](const auto *page) { return page->isSound(); });
    const bool isEdited =
        std::any_of(m_pages.begin(), m_pages.end(), [](const auto *page) { return page->isEdited(); });
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isSound);
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(isSound && isEdited);
}

/// As far as it goes; true: all of it holds.
bool SettingsDialog::apply()
{
    std::optional<qsizetype> failed;
    for (qsizetype i = 0; i < m_pages.size(); ++i) {
        SettingsPage *page = m_pages.at(i);
        if (page->isEdited() && page->apply() && !failed)
            failed = i;
    }
    if (failed)
        m_list->setCurrentRow(int(*failed));
    showState();
    return !failed;
}

void SettingsDialog::accept()
{
    if (apply())
        QDialog::accept();
}

} // namespace belayer::ui
