// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/files/jobfiles.h"

#include "core/engine/engineclient.h"
#include "ui/files/exportdialog.h"
#include "ui/files/importdialog.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

namespace belayer::ui {
using namespace Qt::StringLiterals;

JobFiles::JobFiles(engine::EngineClient &client, const JobTableModel &model, MainActions &actions,
                   QWidget *window)
    : QObject(window), m_client(client), m_model(model), m_actions(actions), m_window(window)
{
    for (QAction *action : {actions.importJobs, actions.exportJobs})
        action->setEnabled(false);
    connect(actions.importJobs, &QAction::triggered, this, &JobFiles::chooseFile);
    connect(actions.exportJobs, &QAction::triggered, this, &JobFiles::exportJobs);
}

void JobFiles::setFormats(const JobFormats &formats)
{
    m_formats = formats;
    for (QAction *action : {m_actions.importJobs, m_actions.exportJobs})
        action->setEnabled(true);
}

bool JobFiles::canImport(const QString &path) const
{
    return m_formats && path.endsWith(u".json"_s, Qt::CaseInsensitive);
}

void JobFiles::chooseFile()
{
    const QString path =
        QFileDialog::getOpenFileName(m_window, tr("Import Jobs"), QDir::homePath(),
                                     tr("Job lists (*.json)") + u";;"_s + tr("All files (*)"));
    if (!path.isEmpty())
        importFile(path);
}

void JobFiles::importFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!QFileInfo(path).isFile()) { // a pipe would never end, and a device neither
        Q_EMIT failed(tr("“%1” is no file that can be read; choose a job list.").arg(name));
        return;
    }
    if (file.size() > importLimit) {
        Q_EMIT failed(tr("“%1” is larger than 16 MiB; split the job list.").arg(name));
        return;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("“%1” cannot be read: %2.").arg(name, file.errorString()));
        return;
    }
    const QByteArray text = file.read(importLimit);
    const auto specs = m_formats->readList(text);
    if (!specs) {
        Q_EMIT failed(tr("“%1” is no job list: %2").arg(name, listProblem(specs.refusal())));
        return;
    }
    auto *dialog = new ImportDialog(m_client, name, *specs, m_window);
    connect(dialog, &ImportDialog::jobsSubmitted, this, &JobFiles::imported);
    dialog->open();
}

void JobFiles::exportJobs()
{
    (new ExportDialog(m_client, *m_formats, m_model.filter(), m_window))->open();
}

} // namespace belayer::ui
