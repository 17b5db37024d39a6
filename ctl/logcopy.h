// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A job's output, copied to ours.
#pragma once

#include "ctl/client.h"
#include "ctl/commandline.h"
#include "ctl/output.h"

#include <QStringDecoder>

#include <optional>

namespace belayer::ctl {

/// Used from one place to the end; remembers how far it has come, so that what breaks off goes on there.
class LogCopy
{
public:
    using Format = Invocation::Format;

    /// In JSON, every piece is a line {"offset":0,"text":"..."}.
    LogCopy(Client &client, QString id, Output &output, Format format);

    /// What there is now. Throws Problem where there is no output and there will be none.
    void toNow();
    /// Until the job is finished and all of it is here; nothing at all is no failure. Returns the last
    /// snapshot.
    QJsonObject toEnd();

private:
    enum class Waiting : quint8 { No, Yes };

    qint64 piece(Waiting waiting);
    void take(const QByteArray &bytes);
    void noteStart(const QByteArray &offset);
    void end();

    Client &m_client;
    QString m_id;
    Output &m_output;
    Format m_format;
    qint64 m_offset = 0;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
};

} // namespace belayer::ctl
