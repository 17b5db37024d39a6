// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/httppage.h"

#include "ui/look/theme.h"
#include "ui/settings/tokenfield.h"
#include "ui/words/plaintext.h"

#include <QEvent>

#include <algorithm>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using CommandJobs = HttpControl::CommandJobs;

namespace {

QStringList namesIn(const QString &text)
{
    QStringList names;
    for (const QString &part : text.split(u',')) {
        if (const QString name = part.trimmed(); !name.isEmpty())
            names += name;
    }
    return names;
}

} // namespace

HttpWishes HttpPage::wishesIn(const QSettings &settings)
{
    const SettingsKeys &keys = settingsKeys();
    QStringList hosts;
    for (const QString &host : settings.value(keys.httpAllowedHosts).toStringList()) {
        if (isHostName(host.trimmed()))
            hosts += host.trimmed();
    }
    return {.use = read(settings, keys.http) ? HttpWishes::Use::On : HttpWishes::Use::Off,
            .port = quint16(read(settings, keys.httpPort)),
            .allowedHosts = hosts,
            .lesson = HttpWishes::Lesson(read(settings, keys.httpToken))};
}

HttpPage::HttpPage(HttpControl &http, QSettings &settings, QWidget *parent)
    : SettingsPage(parent), m_http(http), m_settings(settings), m_status(new QLabel(this))
{
    m_status->setObjectName("httpStatus");
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    form()->addRow(m_status);
    addFields();
    addAccess();
    connect(&m_http, &HttpControl::changed, this, [this] {
        const QSignalBlocker quiet(m_commandJobs);
        m_commandJobs->setChecked(m_http.status().commandJobs == CommandJobs::Allowed);
        m_problem.clear();
        showStatus();
        showNotes();
    });
    connect(this, &SettingsPage::edited, this, &HttpPage::showNotes);
    showStatus();
    showNotes();
}

void HttpPage::addFields()
{
    const SettingsKeys &keys = settingsKeys();
    const HttpWishes kept = wishesIn(m_settings);
    m_use = addSwitch(tr("&Answer HTTP requests"), keys.http.name);
    m_use->setChecked(kept.use == HttpWishes::Use::On);
    m_port = addNumber(tr("&Port"), keys.httpPort, {});
    m_port->setGroupSeparatorShown(false);
    m_port->setValue(kept.port);
    m_portNote = addHint({});
    m_portNote->setObjectName("portNote");
    m_hosts = new QLineEdit(kept.allowedHosts.join(u", "_s), this);
    m_hosts->setObjectName(keys.httpAllowedHosts);
    m_hosts->setPlaceholderText(tr("none; e.g. belayer.example"));
    m_hosts->setMaxLength(4096);
    form()->addRow(tr("&Other names"), m_hosts);
    connect(m_hosts, &QLineEdit::textChanged, this, &SettingsPage::edited);
    m_hostsNote = new QLabel(this);
    m_hostsNote->setObjectName("hostsNote");
    m_hostsNote->setTextFormat(Qt::PlainText);
    m_hostsNote->setWordWrap(true);
    form()->addRow(m_hostsNote);
}

void HttpPage::addAccess()
{
    addHeading(tr("Who may do what"));
    auto *token = new TokenField(m_http, this);
    form()->addRow(tr("Token"), token);
    m_lesson = addSwitch(tr("Ask for the token at the sample &endpoints too"), settingsKeys().httpToken.name);
    m_lesson->setChecked(wishesIn(m_settings).lesson == HttpWishes::Lesson::WithToken);
    m_commandJobs = addSwitch(tr("Let programs that have the token &run commands"), u"commandJobs"_s);
    m_commandJobs->setChecked(m_http.status().commandJobs == CommandJobs::Allowed);
    m_commandJobsNote = addHint({});
    m_commandJobsNote->setObjectName("commandJobsNote");
}

HttpWishes HttpPage::typed() const
{
    return {.use = m_use->isChecked() ? HttpWishes::Use::On : HttpWishes::Use::Off,
            .port = quint16(m_port->value()),
            .allowedHosts = namesIn(m_hosts->text()),
            .lesson = m_lesson->isChecked() ? HttpWishes::Lesson::WithToken : HttpWishes::Lesson::Open};
}

CommandJobs HttpPage::typedCommandJobs() const
{
    return m_commandJobs->isChecked() ? CommandJobs::Allowed : CommandJobs::Refused;
}

bool HttpPage::isEdited() const
{
    return typed() != wishesIn(m_settings) || typedCommandJobs() != m_http.status().commandJobs;
}

/// The first name typed that is none.
QString HttpPage::badName() const
{
    const QStringList names = namesIn(m_hosts->text());
    const auto bad = std::find_if_not(names.begin(), names.end(), isHostName);
    return bad == names.end() ? QString() : *bad;
}

bool HttpPage::isSound() const
{
    return badName().isEmpty();
}

std::optional<QString> HttpPage::apply()
{
    const HttpWishes wishes = typed();
    const CommandJobs commandJobs = typedCommandJobs();
    if (std::optional<QString> problem = m_http.apply(wishes)) {
        m_problem = *problem;
        showStatus();
        return problem;
    }
    const SettingsKeys &keys = settingsKeys();
    write(m_settings, keys.http, wishes.use == HttpWishes::Use::On);
    write(m_settings, keys.httpPort, wishes.port);
    if (wishes.allowedHosts.isEmpty())
        m_settings.remove(keys.httpAllowedHosts);
    else
        m_settings.setValue(keys.httpAllowedHosts, wishes.allowedHosts);
    write(m_settings, keys.httpToken, int(wishes.lesson));
    if (commandJobs != m_http.status().commandJobs)
        m_http.setCommandJobs(commandJobs);
    m_problem.clear();
    showStatus();
    showNotes();
    return {};
}

void HttpPage::showStatus()
{
    const HttpControl::Status status = m_http.status();
    QString text = status.url.isEmpty() ? tr("HTTP is off.") : tr("Answering at %1").arg(status.url);
    if (status.isSwitchedOff)
        text = tr("HTTP is off: Belayer was started with --no-http. What is chosen here counts from the next "
                  "start without it.");
    const QString problem = m_problem.isEmpty() ? status.problem : m_problem;
    if (!problem.isEmpty())
        text = status.url.isEmpty() ? problem : tr("%1 Still answering at %2.").arg(problem, status.url);
    setTextTone(m_status, problem.isEmpty() ? Tone::Plain : Tone::Bad);
    m_status->setText(shown(text));
}

void HttpPage::showNotes()
{
    const HttpControl::Status status = m_http.status();
    m_portNote->setText(status.port
                            ? tr("Belayer was started with --port %1, which holds until it ends. This "
                                 "one counts from the next start without it.")
                                  .arg(*status.port)
                            : QString());
    m_portNote->setVisible(status.port.has_value());
    const QString bad = badName();
    setTextTone(m_hostsNote, bad.isEmpty() ? Tone::Muted : Tone::Bad);
    m_hostsNote->setText(
        bad.isEmpty()
            ? tr("By which this server may be called besides 127.0.0.1 and localhost; with commas between "
                 "them.")
            : tr("“%1” is no name; write one such as belayer.example, or with a port belayer.example:8787.")
                  .arg(shown(bad)));
    m_commandJobs->setEnabled(!status.isSwitchedOff && !status.isForOtherMachines);
    if (status.isForOtherMachines)
        m_commandJobsNote->setText(tr("Not while other machines can reach this server (--listen)."));
    else if (status.startedWithCommands)
        m_commandJobsNote->setText(tr("Belayer was started with --allow-command-jobs, and allows it again at "
                                      "each start with it."));
    else
        m_commandJobsNote->setText(
            tr("Until Belayer ends: each start begins without. The window says so as long as it is on."));
}

void HttpPage::changeEvent(QEvent *event)
{
    SettingsPage::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_commandJobsNote) {
        showStatus();
        showNotes();
    }
}

} // namespace belayer::ui
