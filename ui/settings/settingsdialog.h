// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The settings: pages at the left, and OK, Apply and Cancel for all of them together.
#pragma once

#include "ui/settings/httpcontrol.h"
#include "ui/settings/settingspage.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QSettings>
#include <QStackedWidget>

namespace belayer::engine {
class EngineClient;
}

namespace belayer::ui {

/// Nothing holds before OK or Apply, because some of it cannot be taken back: a history that shrinks is gone.
/// Only what a button does, such as renewing the token, is done at once. A page that cannot be applied comes
/// forward with the reason, and the dialog stays. To be shown with open(); deletes itself.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Client, settings and control outlive it. Without a control there is no page for HTTP.
    SettingsDialog(engine::EngineClient &client, QSettings &settings, HttpControl *http, QWidget *parent);

    void accept() override;

Q_SIGNALS:
    /// The keys `desktop/...` have new values.
    void desktopSettingsChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addPage(SettingsPage *page, const QString &iconName, const QString &title);
    bool apply();
    void showState();

    QListWidget *m_list;
    QStackedWidget *m_stack;
    QDialogButtonBox *m_buttons;
    QList<SettingsPage *> m_pages;
};

} // namespace belayer::ui
