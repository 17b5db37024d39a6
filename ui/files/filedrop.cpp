// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/filedrop.h"

#include "ui/files/jobfiles.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/script/scriptlines.h"
#include "ui/words/plaintext.h"

#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QTimer>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::JobSpec;

namespace {

/// As much as a line for commands holds.
constexpr qsizetype lineAtMost = 32'000;

bool fitsLine(const QStringList &paths)
{
    qsizetype length = 0;
    for (const QString &path : paths)
        length += shellWord(path).size() + 1;
    return length <= lineAtMost;
}

JobSpec checksumSpec(const QStringList &paths)
{
    JobSpec spec;
    spec.kind = u"checksum"_s;
    spec.params = {{u"paths"_s, paths}};
    return spec;
}

JobSpec downloadSpec(const QUrl &url)
{
    JobSpec spec;
    spec.kind = u"download"_s;
    spec.params = {{u"urls"_s, QStringList{url.toString(QUrl::FullyEncoded)}}};
    return spec;
}

bool isWeb(const QUrl &url)
{
    return url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
}

/// In a menu an ampersand would make the next letter a key.
QString inMenu(const QString &text)
{
    return shown(text).replace(u'&', u"&&"_s);
}

} // namespace

DropHint::DropHint(QWidget *window) : QWidget(window)
{
    setObjectName("dropHint");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = palette().color(QPalette::Base);
    ground.setAlpha(242);
    painter.fillRect(rect(), ground);
    painter.setPen(QPen(toneColor(Tone::Active, palette()), 2, Qt::DashLine));
    painter.drawRoundedRect(rect().adjusted(16, 16, -16, -16), 10, 10);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    painter.setFont(large);
    painter.setPen(toneColor(Tone::Plain, palette()));
    const QString text = tr("Drop files for their checksums, for a command, or a job list to import");
    const QRect room = rect().adjusted(64, 64, -64, -64);
    const QRect lines = painter.boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, text);
    painter.fillRect(lines.adjusted(-24, -16, 24, 16), palette().color(QPalette::Base));
    painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, text);
}

FileDrop::FileDrop(QWidget *window, const JobFiles &files)
    : QObject(window), m_window(window), m_files(files), m_hint(new DropHint(window))
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop: break;
    case QEvent::DragLeave: m_hint->hide(); return true;
    default: return QObject::eventFilter(watched, event);
    }
    auto *drag = static_cast<QDropEvent *>(event); // the others are of its kind
    if (!drag->mimeData()->hasUrls() || QApplication::activeModalWidget()) {
        drag->ignore();
        return true;
    }
    drag->setDropAction(Qt::CopyAction);
    drag->accept();
    m_hint->setVisible(event->type() != QEvent::Drop);
    m_hint->setGeometry(m_window->rect());
    m_hint->raise();
    if (event->type() == QEvent::Drop) {
        // Once the one who drags has been answered: a menu keeps it waiting, and frozen, else.
        QTimer::singleShot(
            0, this,
            [this, urls = drag->mimeData()->urls(),
             place = m_window->mapToGlobal(drag->position().toPoint())] { drop(urls, place); });
    }
    return true;
}

void FileDrop::drop(const QList<QUrl> &urls, const QPoint &place)
{
    QStringList paths;
    QList<QUrl> web;
    for (const QUrl &url : urls) {
        if (url.isLocalFile()) {
            paths += url.toLocalFile();
        } else if (isWeb(url)) {
            web += url;
        } else {
            Q_EMIT refused(tr("“%1” is not on this machine; copy it here first, then drop the copy.")
                               .arg(url.toDisplayString()));
            return;
        }
    }
    if (web.isEmpty() && !paths.isEmpty())
        offer(paths, place);
    else if (paths.isEmpty() && web.size() == 1)
        Q_EMIT jobWanted(downloadSpec(web.first()));
    else if (!urls.isEmpty())
        Q_EMIT refused(tr("Addresses are downloaded one at a time; drop one of them, without files."));
}

void FileDrop::offer(const QStringList &paths, const QPoint &place)
{
    auto *menu = new QMenu(m_window);
    menu->setObjectName("dropMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool isOne = paths.size() == 1;
    const QString name = inMenu(QFileInfo(paths.first()).fileName().left(60));
    if (isOne && m_files.canImport(paths.first())) {
        QAction *import = menu->addAction(icon(u"import"_s), tr("&Import the Jobs of “%1”…").arg(name));
        connect(import, &QAction::triggered, this, [this, paths] { Q_EMIT importWanted(paths.first()); });
    }
    QAction *checksum = menu->addAction(kindIcon(u"checksum"_s),
                                        isOne ? tr("C&hecksum of “%1”…").arg(name)
                                              : tr("C&hecksums of %n Files…", nullptr, int(paths.size())));
    connect(checksum, &QAction::triggered, this, [this, paths] { Q_EMIT jobWanted(checksumSpec(paths)); });
    QAction *command = menu->addAction(
        kindIcon(u"command"_s), isOne ? tr("Run a &Command with “%1”…").arg(name)
                                      : tr("Run a &Command with %n Files…", nullptr, int(paths.size())));
    connect(command, &QAction::triggered, this, [this, paths] { Q_EMIT commandWanted(paths); });
    if (!fitsLine(paths)) {
        command->setEnabled(false);
        command->setText(tr("Run a Command: Too Many Names for a Line"));
    }
    menu->addSeparator();
    menu->addAction(icon(u"close"_s), tr("Do &Nothing"));
    menu->popup(place);
}

} // namespace belayer::ui
