// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The server in a process of its own, which after each test must be alive, answer at once, and have
/// given back every descriptor and thread. Test classes derive from it.
#pragma once

#include "tests/http/gateprocess.h"
#include "tests/http/httpclient.h"

#include <QObject>

#include <memory>

namespace belayer::test {

class GateBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

protected:
    /// Of a request, complete but for the body.
    QByteArray head(const QByteArray &method, const QByteArray &target, const QByteArray &headers = {}) const;
    /// What comes back for those bytes until the server closes.
    QByteArray ask(const QByteArray &bytes) const;
    bool hasGrownBelow(qint64 before, qint64 limit) const;

    std::unique_ptr<GateProcess> m_gate;
    int m_descriptors = 0; ///< of the gate at rest, as are the threads
    int m_threads = 0;
};

} // namespace belayer::test
