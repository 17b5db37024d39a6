// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A value among the details: as tall as its text, selected and copied as it is.
#pragma once

#include <QPlainTextEdit>
#include <QString>

namespace belayer::ui {

/// Takes any width: a word that is wider, be it a digest or a path, goes on in the next line. A QLabel would
/// grow with it.
class ValueText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ValueText(QWidget *parent = nullptr);

    void setValue(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitHeight();

    QString m_value; ///< toPlainText() has spaces for those that do not break
};

} // namespace belayer::ui
