// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Bytes of a program's output into lines that are safe and pleasant to show.
#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>
#include <QStringList>

namespace belayer::ui {

/// Bad UTF-8 becomes U+FFFD; colour and erase-line sequences of terminals are left out; a lone carriage
/// return starts the line over, as a terminal does; everything else that is invisible is shown (see
/// plaintext.h). A line is cut into pieces of `maxLine` characters, so that no input makes the memory grow.
class OutputText
{
public:
    static constexpr qsizetype maxLine = 4096;

    /// Lines completed by these bytes.
    QStringList feed(QByteArrayView bytes);
    /// The line begun and not ended yet.
    QString openLine() const;
    void clear();

private:
    void take(QChar c, QStringList &lines);
    void endLine(QStringList &lines);

    enum class Escape : quint8 { None, Begun, Sequence };
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    QString m_line;
    QString m_sequence; ///< an escape sequence that may yet turn out to be another
    Escape m_escape = Escape::None;
    bool m_isReturned = false; ///< the last character was a carriage return
};

} // namespace belayer::ui
