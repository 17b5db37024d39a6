// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/datadir.h"
#include "app/instance.h"
#include "app/service.h"
#include "app/shutdownsignals.h"
#include "app/starterror.h"
#include "app/token.h"

#include <QCoreApplication>

namespace belayer::app {

using namespace Qt::StringLiterals;

int runHeadless(int &argc, char **argv, const CommandLine &line)
{
    const QCoreApplication application(argc, argv);
    const DataDir dir = DataDir::open(line.dataDir);
    const std::optional<InstanceLock> lock = InstanceLock::take(dir);
    if (!lock)
        throw StartError(
            u"data directory %1 is in use by another Belayer; end that one or choose another with "
            "--data-dir"_s.arg(dir.path()),
            ExitCode::AlreadyInUse);
    const QByteArray token = ensureToken(dir.tokenFile());

    const ShutdownSignals signalled;
    QString problem; // without a window there is nothing else to do
    Service service(line, dir, token);
    QObject::connect(&service.http(), &HttpService::changed, &application, [&service, &problem] {
        problem = service.http().status().problem;
        if (!problem.isEmpty())
            QCoreApplication::exit(int(ExitCode::BadStart));
    });
    QObject::connect(&signalled, &ShutdownSignals::shutdownRequested, &service, &Service::stop);
    QObject::connect(&signalled, &ShutdownSignals::hurryRequested, &service, &Service::hurry);
    QObject::connect(&service, &Service::stopped, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    const int code = application.exec();
    if (!problem.isEmpty())
        throw StartError(problem);
    return code;
}

} // namespace belayer::app
