// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shortcutsheet.h"

#include "ui/look/icons.h"
#include "ui/table/tablestyle.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

/// The words of a menu without the marks of their mnemonics.
QString plain(const QString &text)
{
    QString words;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'&' && ++i == text.size())
            break;
        words += text.at(i);
    }
    return words.endsWith(u'…') ? words.chopped(1) : words;
}

/// The view that has to have the focus, by its accessible name; the buttons and menus of the action have
/// none.
const QWidget *viewOf(const QAction *action)
{
    if (action->shortcutContext() != Qt::WidgetWithChildrenShortcut)
        return nullptr;
    for (const QObject *object : action->associatedObjects()) {
        const auto *widget = qobject_cast<const QWidget *>(object);
        if (widget && !widget->accessibleName().isEmpty())
            return widget;
    }
    return nullptr;
}

class Collector
{
public:
    explicit Collector(const QMainWindow &window)
    {
        for (const QAction *top : window.menuBar()->actions()) {
            if (!top->menu())
                continue;
            m_groups.append({plain(top->text()), nullptr, {}});
            addMenu(*top->menu(), m_groups.size() - 1);
        }
        m_groups.append({ShortcutSheet::tr("Elsewhere"), nullptr, {}});
        for (const QAction *action : window.findChildren<QAction *>())
            add(action, m_groups.size() - 1);
    }

    QList<ShortcutGroup> groups() const
    {
        QList<ShortcutGroup> all = m_groups + m_views;
        all.removeIf([](const ShortcutGroup &group) { return group.entries.isEmpty(); });
        return all;
    }

private:
    void addMenu(const QMenu &menu, qsizetype group, const QString &title = {})
    {
        for (const QAction *action : menu.actions()) {
            if (const QMenu *below = action->menu())
                addMenu(*below, group, plain(below->title()));
            else
                add(action, group, title);
        }
    }
    /// Each action once, where it is met first.
    void add(const QAction *action, qsizetype group, const QString &menu = {})
    {
        if (action->shortcut().isEmpty() || m_met.contains(action))
            return;
        m_met.insert(action);
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys += sequence.toString(QKeySequence::NativeText);
        const QWidget *view = viewOf(action);
        const QString title = plain(action->text());
        ShortcutGroup &into = view ? groupOf(view) : m_groups[group];
        into.entries.append({menu.isEmpty() || view ? title : menu + u": "_s + title, keys.join(u", "_s)});
    }
    ShortcutGroup &groupOf(const QWidget *view)
    {
        for (ShortcutGroup &group : m_views) {
            if (group.view == view)
                return group;
        }
        m_views.append({ShortcutSheet::tr("Only in “%1”").arg(view->accessibleName()), view, {}});
        return m_views.last();
    }

    QSet<const QAction *> m_met;
    QList<ShortcutGroup> m_groups;
    QList<ShortcutGroup> m_views;
};

} // namespace

QList<ShortcutGroup> shortcutsOf(const QMainWindow &window)
{
    return Collector(window).groups();
}

ShortcutSheet::ShortcutSheet(const QMainWindow &window, QWidget *parent)
    : QDialog(parent), m_list(new QTreeWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard Shortcuts"));
    m_list->setObjectName("shortcuts");
    m_list->setAccessibleName(tr("Keyboard shortcuts"));
    m_list->setHeaderLabels({tr("What"), tr("Keys")});
    TableStyle::giveTo(*m_list, *m_list->header());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    for (const ShortcutGroup &group : shortcutsOf(window)) {
        auto *top = new QTreeWidgetItem(m_list, {group.title});
        QFont font = m_list->font();
        font.setBold(true);
        top->setFont(0, font);
        top->setFlags(Qt::ItemIsEnabled);
        for (const ShortcutEntry &entry : group.entries)
            new QTreeWidgetItem(top, {entry.title, entry.keys});
    }
    m_list->expandAll();
    m_list->setItemsExpandable(false);
    m_list->header()->setStretchLastSection(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);

    auto *search = new QLineEdit(this);
    search->setObjectName("shortcutSearch");
    search->setPlaceholderText(tr("Search"));
    search->setAccessibleName(tr("Search the shortcuts"));
    search->setClearButtonEnabled(true);
    search->addAction(icon(u"search"_s, Tone::Muted), QLineEdit::LeadingPosition);
    connect(search, &QLineEdit::textChanged, this, &ShortcutSheet::filter);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    resize(460, 560);
}

/// By the words, or by the keys: "ctrl+r" tells what that does.
void ShortcutSheet::filter(const QString &text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = m_list->topLevelItem(i);
        bool isAnyShown = false;
        for (int k = 0; k < top->childCount(); ++k) {
            QTreeWidgetItem *entry = top->child(k);
            const bool isShown = entry->text(0).contains(text, Qt::CaseInsensitive) ||
                                 entry->text(1).contains(text, Qt::CaseInsensitive);
            entry->setHidden(!isShown);
            isAnyShown = isAnyShown || isShown;
        }
        top->setHidden(!isAnyShown);
    }
}

} // namespace belayer::ui
