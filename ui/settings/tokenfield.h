// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The token for HTTP in the settings: hidden until asked for, to be copied and renewed.
#pragma once

#include "ui/settings/httpcontrol.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace belayer::ui {

class TokenField : public QWidget
{
    Q_OBJECT

public:
    /// The control outlives it.
    TokenField(HttpControl &http, QWidget *parent);

protected:
    void changeEvent(QEvent *event) override;

private:
    void copy() const;
    void renew();

    HttpControl &m_http;
    QLineEdit *m_token;
    QPushButton *m_show;
    QLabel *m_note;
};

} // namespace belayer::ui
