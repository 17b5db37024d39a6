// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/historypage.h"

#include "core/engine/engineclient.h"
#include "ui/look/theme.h"
#include "ui/words/enginetext.h"
#include "ui/words/jobtext.h"
#include "ui/words/plaintext.h"

#include <QPointer>

namespace belayer::ui {

HistoryPage::HistoryPage(engine::EngineClient &client, QSettings &settings, QWidget *parent)
    : SettingsPage(parent)
    , m_client(client)
    , m_settings(settings)
    , m_warning(new QLabel(this))
    , m_use(new QLabel(this))
{
    const SettingsKeys &keys = settingsKeys();
    m_days = addNumber(tr("Keep finished jobs for &days"), keys.historyDays, {});
    m_days->setValue(read(settings, keys.historyDays));
    m_jobs = addNumber(tr("Keep at most &jobs"), keys.historyJobs, {});
    m_jobs->setValue(read(settings, keys.historyJobs));
    addHint(tr("Whichever is reached first; the oldest go first. Jobs that have not finished stay."));
    m_warning->setObjectName("historyWarning");
    m_warning->setTextFormat(Qt::PlainText);
    m_warning->setWordWrap(true);
    m_warning->setText(tr("Jobs beyond the new limits are deleted at once, with their output, and cannot be "
                          "brought back."));
    form()->addRow(m_warning);
    addHeading(tr("On the disk"));
    m_use->setObjectName("diskUse");
    m_use->setTextFormat(Qt::PlainText);
    m_use->setWordWrap(true);
    m_use->setText(tr("Looking…"));
    form()->addRow(m_use);
    connect(this, &SettingsPage::edited, this, &HistoryPage::showWarning);
    showWarning();
}

engine::RetentionLimits HistoryPage::limits() const
{
    return {.age = std::chrono::days(m_days->value()), .jobs = m_jobs->value()};
}

void HistoryPage::showWarning()
{
    const engine::RetentionLimits kept = readRetention(m_settings);
    setTextTone(m_warning, Tone::Warning);
    m_warning->setVisible(limits().age < kept.age || limits().jobs < kept.jobs);
}

bool HistoryPage::isEdited() const
{
    const engine::RetentionLimits kept = readRetention(m_settings);
    return limits().age != kept.age || limits().jobs != kept.jobs;
}

std::optional<QString> HistoryPage::apply()
{
    write(m_settings, settingsKeys().historyDays, m_days->value());
    write(m_settings, settingsKeys().historyJobs, m_jobs->value());
    m_client.setRetention(limits());
    showWarning();
    return {};
}

void HistoryPage::showEvent(QShowEvent *event)
{
    SettingsPage::showEvent(event);
    m_client.diskUse([self = QPointer(this)](const engine::DiskUse &use) {
        if (self)
            self->showDiskUse(use);
    });
}

void HistoryPage::showDiskUse(const engine::DiskUse &use)
{
    const engine::HistoryStatus status = m_client.historyStatus();
    const QString output =
        tr("Output of %n command(s): %1", nullptr, int(use.outputFiles)).arg(bytesText(use.output));
    const QString history =
        status.mode == engine::HistoryStatus::Mode::MemoryOnly
            ? tr("The history is not kept at the moment: %1").arg(shown(engineText(status.reason)))
            : tr("History: %1").arg(bytesText(use.history));
    m_use->setText(history + u'\n' + output);
}

} // namespace belayer::ui
