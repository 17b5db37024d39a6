// SPDX-License-Identifier: GPL-3.0-or-later
/// \file One page of the settings: fields that show what holds, and become true together.
#pragma once

#include "ui/settings/keys.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QWidget>

#include <optional>

namespace belayer::ui {

/// Nothing typed counts before apply().
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    /// Whether a field says something else than what holds.
    virtual bool isEdited() const = 0;
    /// Whether all that is typed can be meant; what cannot says so beside its field.
    virtual bool isSound() const { return true; }
    /// Makes it hold, and keeps it in the settings. Gives the problem for people if it cannot be; it is then
    /// shown on the page too.
    virtual std::optional<QString> apply() = 0;

Q_SIGNALS:
    void edited();

protected:
    explicit SettingsPage(QWidget *parent);

    QFormLayout *form() const noexcept { return m_form; }
    /// Within the limits of the key; `name` is the object name.
    QSpinBox *addNumber(const QString &title, const NumberKey &key, const QString &suffix);
    QCheckBox *addSwitch(const QString &title, const QString &name);
    /// A paragraph below a field, in the muted tone.
    QLabel *addHint(const QString &text);
    void addHeading(const QString &text);

    void changeEvent(QEvent *event) override;

private:
    QFormLayout *m_form;
    QList<QLabel *> m_hints;
};

} // namespace belayer::ui
