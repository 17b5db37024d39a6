// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The forms of all kinds at one place, one to be seen: changing the kind and back loses nothing typed.
#pragma once

#include "ui/newjob/specform.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

namespace belayer::ui {

class KindForms : public QWidget
{
    Q_OBJECT

public:
    explicit KindForms(const QList<engine::KindInfo> &kinds, QWidget *parent = nullptr);

    /// A form is made when it is first shown.
    void showKind(const QString &kind);
    /// The form of its kind begins anew, with what the spec has.
    void begin(const engine::JobSpec &spec);
    SpecForm *current() const { return m_current; }

Q_SIGNALS:
    void edited();

private:
    QList<engine::KindInfo> m_kinds;
    QHash<QString, SpecForm *> m_forms;
    QPointer<SpecForm> m_current;
    engine::JobSpec m_start;
};

} // namespace belayer::ui
