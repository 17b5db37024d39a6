// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Asks which jobs go into which file, and shows how far it is.
#pragma once

#include "ui/files/jobformats.h"
#include "ui/look/theme.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

class JobExport;

/// To be shown with open(). Closing it while it writes leaves no file. The client outlives it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `filter`: what the window is filtered by now; empty: not at all.
    ExportDialog(engine::EngineClient &client, const JobFormats &formats, const QString &filter,
                 QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void setUpFields();
    QWidget *makePathRow();
    void browse();
    void checkPath();
    void start();
    void showEnd(qint64 jobs, const QString &problem);
    enum class Phase : quint8 { Asking, Writing, Done };
    void setPhase(Phase phase);
    void say(const QString &message, Tone tone);

    engine::EngineClient &m_client;
    JobFormats m_formats;
    QString m_filter;
    QRadioButton *m_all;
    QRadioButton *m_matching;
    QLineEdit *m_path;
    QLabel *m_note;
    QProgressBar *m_bar;
    QPushButton *m_export;
    QPushButton *m_close;
    JobExport *m_running = nullptr;
};

} // namespace belayer::ui
