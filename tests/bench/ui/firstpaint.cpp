// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin for any Qt program (QT_QPA_GENERIC_PLUGINS=firstpaint): writes `painted NANOSECONDS` of the steady
// clock to stdout when its first window has been painted.
#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QTimer>

#include <chrono>
#include <cstdio>

#include <unistd.h>

namespace {

class FirstPaint : public QObject
{
    Q_OBJECT

public:
    FirstPaint() { QCoreApplication::instance()->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            QCoreApplication::instance()->removeEventFilter(this);
            QTimer::singleShot(0, this, [] { // the whole window is painted in one go, which this event begins
                char text[64];
                const auto now = std::chrono::steady_clock::now().time_since_epoch();
                const int size = std::snprintf(text, sizeof text, "painted %lld\n",
                                               static_cast<long long>(now / std::chrono::nanoseconds(1)));
                (void)!write(STDOUT_FILENO, text, size_t(size));
            });
        }
        return false;
    }
};

class FirstPaintPlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "firstpaint.json")

public:
    QObject *create(const QString &, const QString &) override { return new FirstPaint; }
};

} // namespace

#include "firstpaint.moc"
