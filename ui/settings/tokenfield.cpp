// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/tokenfield.h"

#include "ui/look/messagebox.h"
#include "ui/look/theme.h"
#include "ui/words/plaintext.h"

#include <QClipboard>
#include <QEvent>
#include <QFontDatabase>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMimeData>

namespace belayer::ui {
using namespace Qt::StringLiterals;

TokenField::TokenField(HttpControl &http, QWidget *parent)
    : QWidget(parent)
    , m_http(http)
    , m_token(new QLineEdit(http.token(), this))
    , m_show(new QPushButton(tr("&Show"), this))
    , m_note(new QLabel(this))
{
    m_token->setObjectName("token");
    m_token->setReadOnly(true);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setAccessibleName(tr("Token"));
    m_token->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_show->setObjectName("showToken");
    m_show->setCheckable(true);
    connect(m_show, &QPushButton::toggled, m_token, [this](bool isShown) {
        m_token->setEchoMode(isShown ? QLineEdit::Normal : QLineEdit::Password);
        m_token->setCursorPosition(0);
    });
    auto *copy = new QPushButton(tr("&Copy"), this);
    copy->setObjectName("copyToken");
    connect(copy, &QPushButton::clicked, this, &TokenField::copy);
    auto *renew = new QPushButton(tr("Re&new…"), this);
    renew->setObjectName("renewToken");
    connect(renew, &QPushButton::clicked, this, &TokenField::renew);
    m_note->setObjectName("tokenNote");
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    connect(&m_http, &HttpControl::changed, m_token, [this] { m_token->setText(m_http.token()); });

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_token, 0, 0, 1, 4);
    layout->addWidget(m_show, 1, 0);
    layout->addWidget(copy, 1, 1);
    layout->addWidget(renew, 1, 2);
    layout->setColumnStretch(3, 1);
    layout->addWidget(m_note, 2, 0, 1, 4);
}

void TokenField::copy() const
{
    auto *secret = new QMimeData;
    secret->setText(m_http.token());
    secret->setData(u"x-kde-passwordManagerHint"_s, "secret"); // clipboard managers keep no history of it
    QGuiApplication::clipboard()->setMimeData(secret);
}

void TokenField::renew()
{
    MessageBox box(QMessageBox::Question, tr("Renew the Token"), tr("Renew the token?"),
                   tr("The old one is refused from then on: scripts, browsers and belayerctl calls that "
                      "still use it, and whatever waits with it now."),
                   this);
    QPushButton *renew = box.addButton(tr("Renew"), QMessageBox::AcceptRole);
    QPushButton *keep = box.addButton(QMessageBox::Cancel);
    keep->setIcon({});
    box.setDefaultButton(keep);
    box.exec();
    if (box.clickedButton() != renew)
        return;
    const std::optional<QString> problem = m_http.renewToken();
    setTextTone(m_note, problem ? Tone::Bad : Tone::Good);
    m_note->setText(problem ? shown(*problem) : tr("There is a new token; the old one is refused."));
    m_note->show();
}

void TokenField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_note->hide(); // its colour is of the other palette; the news is old
}

} // namespace belayer::ui
