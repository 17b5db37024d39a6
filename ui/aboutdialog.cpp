// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aboutdialog.h"

#include "ui/look/icons.h"
#include "ui/words/plaintext.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QVBoxLayout>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QString compiler()
{
#ifdef __clang__
    return u"clang " __clang_version__ ""_s.trimmed();
#else
    return u"g++ " __VERSION__ ""_s;
#endif
}

/// Once as it is built against, and as it is found where it runs.
QString qtVersion()
{
    const QString built = QStringLiteral(QT_VERSION_STR);
    const QString found = QString::fromLatin1(qVersion());
    return built == found ? found : AboutDialog::tr("%1, built with %2").arg(found, built);
}

QLabel *label(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// What a bug report needs.
QList<std::pair<QString, QString>> factsOf(const Folders &folders)
{
    return {
        {AboutDialog::tr("Qt"), qtVersion()},
        {AboutDialog::tr("Compiler"), compiler()},
        {AboutDialog::tr("System"),
         u"%1, %2"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture())},
        {AboutDialog::tr("Data folder"), folders.data},
        {AboutDialog::tr("Output of jobs"), folders.output},
    };
}

QHBoxLayout *headOf(const QString &name, QWidget *dialog)
{
    auto *picture = new QLabel(dialog);
    picture->setPixmap(applicationIcon().pixmap(QSize(64, 64), dialog->devicePixelRatioF()));
    auto *title = label(name, dialog);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setBold(true);
    title->setFont(font);
    auto *head = new QHBoxLayout;
    auto *words = new QVBoxLayout;
    words->addWidget(title);
    words->addWidget(label(AboutDialog::tr("Start, watch, group, race and cancel long jobs."), dialog));
    head->addWidget(picture);
    head->addSpacing(12);
    head->addLayout(words, 1);
    return head;
}

} // namespace

AboutDialog::AboutDialog(const Folders &folders, QWidget *parent) : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Belayer"));
    const QString name = u"Belayer "_s + QCoreApplication::applicationVersion();
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    QString report = name + u'\n';
    for (const auto &[what, value] : factsOf(folders)) {
        if (value.isEmpty())
            continue;
        form->addRow(what, label(shown(value), this));
        report += what + u": "_s + value + u'\n';
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QPushButton *copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName("copyAbout");
    copy->setToolTip(tr("Copy this for a bug report"));
    connect(copy, &QPushButton::clicked, this, [report] { QGuiApplication::clipboard()->setText(report); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(14);
    layout->addLayout(headOf(name, this));
    layout->addLayout(form);
    layout->addWidget(
        label(tr("Free software under the GNU General Public License, version 3 or later; it comes "
                 "without any warranty."),
              this));
    layout->addStretch();
    layout->addWidget(buttons);
    resize(520, 340);
}

} // namespace belayer::ui
