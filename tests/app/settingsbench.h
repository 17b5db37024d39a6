// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The window with its settings over the real service, for tests that change them.
#pragma once

#include "app/service.h"
#include "app/token.h"
#include "core/engine/engineclient.h"
#include "tests/http/httpclient.h"
#include "tests/ui/windowbench.h"
#include "ui/settings/settingsdialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTcpServer>
#include <QUrl>

namespace belayer::app::test {
using namespace Qt::StringLiterals;
using belayer::test::Answer;
using belayer::test::HttpClient;
using ui::settingsKeys;
using ui::test::click;
using ui::test::find;

inline quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress(QHostAddress::LocalHost));
    return server.serverPort();
}

/// As windowed.cpp puts them together, in a folder of their own.
class SettingsBench
{
    QTemporaryDir m_folder;

public:
    const DataDir dir = DataDir::open(m_folder.path());
    const QByteArray token = ensureToken(dir.tokenFile());
    QSettings settings{dir.settingsFile(), QSettings::IniFormat};
    Service service;
    engine::EngineClient client{service.thread()};
    ui::MainWindow window{client, settings};

    /// Where nothing else is said, on a free port that the settings name.
    explicit SettingsBench(const std::function<void(QSettings &)> &before = {}, const CommandLine &line = {})
        : service((prepare(settings, before), line), dir, token)
    {
        window.setHttp(service.http());
        if (!QTest::qWaitFor([this] { return !service.http().status().isStarting; }))
            qFatal("HTTP does not come up");
        window.show();
        (void)QTest::qWaitForWindowActive(&window);
    }

    static void prepare(QSettings &settings, const std::function<void(QSettings &)> &before)
    {
        settings.setValue(settingsKeys().httpPort.name, freePort());
        if (before)
            before(settings);
        settings.sync();
    }

    quint16 port() { return quint16(QUrl(service.http().status().url).port()); }

    /// On the page of that name.
    ui::SettingsDialog *open(const QString &page)
    {
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window);
        QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
        auto *dialog = window.findChild<ui::SettingsDialog *>();
        if (!dialog)
            qFatal("the shortcut opens no settings");
        auto *pages = find<QListWidget>(dialog, u"pages"_s);
        pages->setCurrentItem(pages->findItems(page, Qt::MatchExactly).value(0));
        return dialog;
    }
    template<class Field> Field *field(const QString &name) { return find<Field>(&window, name); }
    void press(QDialogButtonBox::StandardButton which)
    {
        click(window.findChild<ui::SettingsDialog *>()->findChild<QDialogButtonBox *>()->button(which));
    }

    Answer ask(const QByteArray &secret, const QByteArray &method, const QByteArray &path,
               const QByteArray &json = {})
    {
        HttpClient::Headers headers{{"Authorization", "Bearer " + secret}};
        if (!json.isEmpty())
            headers.emplaceBack("Content-Type", "application/json");
        return HttpClient(port()).ask(method, path, json, headers);
    }
    int submitCommand()
    {
        return ask(token, "POST", "/api/v1/jobs", R"({"kind":"command","params":{"program":"/bin/true"}})")
            .status;
    }
};

} // namespace belayer::app::test
