// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/pathsfield.h"

#include "ui/look/icons.h"
#include "ui/words/plaintext.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

PathsField::PathsField(const engine::ParamInfo &info, QWidget *parent)
    : ParamField(info, parent), m_list(new QListWidget(this)), m_line(new QLineEdit(this))
{
    setAcceptDrops(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFixedHeight(m_list->fontMetrics().lineSpacing() * 5 + 10);
    m_list->setAccessibleName(tr("Chosen files and folders"));
    m_line->setPlaceholderText(tr("Type a path and press Enter, or drop files here"));
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &PathsField::noteEdit);

    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    layout->addWidget(makeButtons());
    setEditor(holder, m_line);
    add(info.defaultValue.toStringList());
}

QWidget *PathsField::makeButtons()
{
    auto *holder = new QWidget(this);
    auto *layout = new QHBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *files = new QPushButton(icon(u"file"_s), tr("Add Files…"), holder);
    auto *folder = new QPushButton(icon(u"folder"_s), tr("Add Folder…"), holder);
    auto *remove = new QPushButton(icon(u"remove"_s), tr("Remove"), holder);
    connect(files, &QPushButton::clicked, this,
            [this] { add(QFileDialog::getOpenFileNames(this, tr("Add Files"), QDir::homePath())); });
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Add Folder"), QDir::homePath());
        if (!path.isEmpty())
            add({path});
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        qDeleteAll(m_list->selectedItems());
        noteEdit();
    });
    const auto update = [this, remove] { remove->setEnabled(!m_list->selectedItems().isEmpty()); };
    connect(m_list, &QListWidget::itemSelectionChanged, remove, update);
    update();
    for (QPushButton *button : {files, folder, remove}) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addStretch();
    return holder;
}

void PathsField::add(const QStringList &paths)
{
    const QStringList before = this->paths();
    QSet<QString> known(before.begin(), before.end());
    for (const QString &path : paths) {
        if (known.contains(path))
            continue;
        known.insert(path);
        auto *item =
            new QListWidgetItem(icon(QFileInfo(path).isDir() ? u"folder"_s : u"file"_s), shown(path), m_list);
        item->setData(Qt::UserRole, path);
        item->setToolTip(shownInToolTip(path));
    }
    noteEdit();
}

void PathsField::addTyped()
{
    const QString path = m_line->text().trimmed();
    if (path.isEmpty() || !QFileInfo::exists(path))
        return;
    m_line->clear();
    add({path});
}

/// What is typed and not yet added counts: pressing Start must not lose it.
QStringList PathsField::paths() const
{
    QStringList paths;
    for (int row = 0; row < m_list->count(); ++row)
        paths += m_list->item(row)->data(Qt::UserRole).toString();
    if (const QString typed = m_line->text().trimmed(); !typed.isEmpty())
        paths += typed;
    return paths;
}

QVariant PathsField::value() const
{
    return isBlank() ? QVariant() : QVariant(paths());
}

bool PathsField::isBlank() const
{
    return paths().isEmpty();
}

QString PathsField::findProblem() const
{
    const QStringList paths = this->paths();
    for (const QString &path : paths) {
        if (!QFileInfo::exists(path))
            return tr("There is no file or folder “%1”; check the path or choose it with Add Files.")
                .arg(path);
    }
    return countProblem(paths.size());
}

/// Enter adds the typed path; it would press the dialog's default button else.
bool PathsField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress && !m_line->text().isEmpty()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            addTyped();
            return true;
        }
    }
    return ParamField::eventFilter(watched, event);
}

void PathsField::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void PathsField::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    add(paths);
}

} // namespace belayer::ui
