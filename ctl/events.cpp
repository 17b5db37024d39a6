// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/client.h"
#include "ctl/commands.h"
#include "ctl/eventparser.h"
#include "ctl/jobtext.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTime>

#include <thread>

namespace belayer::ctl {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Format = Invocation::Format;

namespace {

constexpr auto pause = 500ms; ///< before what broke off is taken up again

/// Turns the stream into lines, and keeps what is needed to go on where it breaks off.
class EventPrinter
{
public:
    EventPrinter(Output &output, Format format) : m_output(output), m_format(format) {}

    void connectTo(Client &client)
    {
        EventParser parser;
        client.streamEvents(m_lastId, [&](ResponseParser &answer) {
            for (const Event &event : parser.feed(answer.takeBody()))
                print(event);
        });
    }

private:
    void print(const Event &event)
    {
        m_lastId = event.id;
        const QJsonObject data = QJsonDocument::fromJson(event.data).object();
        if (m_format == Format::Json) {
            m_output.write(jsonLine({{u"event"_s, QString::fromUtf8(event.type)},
                                     {u"id"_s, QString::fromUtf8(event.id)},
                                     {u"data"_s, data}}) +
                           '\n');
            return;
        }
        for (const QJsonValue &job : data.value(u"jobs").toArray())
            printJob(event.type, job.toObject());
        for (const QJsonValue &id : data.value(u"removed").toArray()) {
            if (m_states.remove(id.toString()) > 0)
                printLine(u"removed"_s, id.toString(), {});
        }
    }

    /// A change is one of anything, progress too; a line is for a new state. Of what was there before us only
    /// the unfinished is told.
    void printJob(const QByteArray &type, const QJsonObject &job)
    {
        const QString state = stateOf(job);
        if (std::exchange(m_states[idOf(job)], state) == state)
            return;
        if (type == "snapshot" && isFinished(job))
            return;
        printLine(state, idOf(job), job.value(u"name").toString());
    }

    void printLine(const QString &state, const QString &id, const QString &name)
    {
        QString word = u"%1"_s.arg(escaped(state), -11);
        if (m_output.colours() == Colours::On && !colourOfState(state).isEmpty())
            word = u"\x1b[%1m%2\x1b[m"_s.arg(colourOfState(state), word);
        m_output.line(u"%1 %2 %3 %4"_s
                          .arg(QTime::currentTime().toString(u"HH:mm:ss"_s), word, escaped(id), escaped(name))
                          .trimmed());
    }

    Output &m_output;
    Format m_format;
    QByteArray m_lastId;
    QHash<QString, QString> m_states;
};

} // namespace

int events(const Invocation &invocation, Output &output)
{
    Client client(dataDirectory(invocation.dataDir));
    EventPrinter printer(output, invocation.format);
    for (;;) {
        try {
            printer.connectTo(client);
        } catch (const ConnectionLost &lost) {
            if (lost.how() == ConnectionLost::How::Refused)
                throw Failure(ExitCode::NotReachable,
                              u"Belayer at %1 has ended; start it again"_s.arg(client.endpoint().url()));
        }
        std::this_thread::sleep_for(pause);
    }
}

} // namespace belayer::ctl
