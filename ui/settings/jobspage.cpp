// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/jobspage.h"

#include "core/engine/engineclient.h"

namespace belayer::ui {

JobsPage::JobsPage(engine::EngineClient &client, QSettings &settings, QWidget *parent)
    : SettingsPage(parent), m_client(client), m_settings(settings), m_grace(new QDoubleSpinBox(this))
{
    const SettingsKeys &keys = settingsKeys();
    m_maxRunning = addNumber(tr("Jobs that &run at a time"), keys.maxRunning, {});
    m_maxRunning->setValue(read(settings, keys.maxRunning));
    addHint(tr("The others wait in the queue. Jobs that only wait (sleep, group, race) do not count. A lower "
               "number ends nothing that runs."));

    m_grace->setObjectName(keys.graceMs.name);
    m_grace->setDecimals(1);
    m_grace->setRange(keys.graceMs.least / 1000.0, keys.graceMs.most / 1000.0);
    m_grace->setSuffix(tr(" s"));
    m_grace->setGroupSeparatorShown(true);
    m_grace->setSizePolicy(m_maxRunning->sizePolicy());
    m_grace->setMinimumWidth(m_maxRunning->minimumWidth());
    m_grace->setValue(read(settings, keys.graceMs) / 1000.0);
    form()->addRow(tr("Time to &end after a cancel"), m_grace);
    connect(m_grace, &QDoubleSpinBox::valueChanged, this, &SettingsPage::edited);
    addHint(tr("A cancelled program is asked to end (SIGTERM), and killed with all it has started when this "
               "time is over. Jobs that name a time of their own keep it."));
}

bool JobsPage::isEdited() const
{
    return m_maxRunning->value() != read(m_settings, settingsKeys().maxRunning) ||
           graceMs() != read(m_settings, settingsKeys().graceMs);
}

std::optional<QString> JobsPage::apply()
{
    write(m_settings, settingsKeys().maxRunning, m_maxRunning->value());
    write(m_settings, settingsKeys().graceMs, graceMs());
    m_client.setMaxRunning(m_maxRunning->value());
    m_client.setGrace(std::chrono::milliseconds(graceMs()));
    return {};
}

} // namespace belayer::ui
