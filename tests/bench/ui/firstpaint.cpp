// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin for any program with widgets (QT_QPA_GENERIC_PLUGINS=firstpaint): writes `painted NANOSECONDS` of
// the steady clock to stdout when its first window has been painted, and `rows NANOSECONDS` when its table
// has been painted with rows.
#include <QCoreApplication>
#include <QEvent>
#include <QGenericPlugin>
#include <QTableView>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <utility>

#include <unistd.h>

namespace {

void write(const char *event)
{
    char text[64];
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    const int size = std::snprintf(text, sizeof text, "%s %lld\n", event,
                                   static_cast<long long>(now / std::chrono::nanoseconds(1)));
    (void)!::write(STDOUT_FILENO, text, size_t(size));
}

/// The window is painted in one go, which one of its paint events begins.
class FirstPaint : public QObject
{
    Q_OBJECT

public:
    FirstPaint() { QCoreApplication::instance()->installEventFilter(this); }
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() != QEvent::Paint)
            return false;
        if (!std::exchange(m_isPainted, true))
            QTimer::singleShot(0, this, [] { write("painted"); });
        const auto *table = qobject_cast<QTableView *>(object->parent());
        if (table && table->viewport() == object && table->model() && table->model()->rowCount() > 0) {
            QCoreApplication::instance()->removeEventFilter(this);
            QTimer::singleShot(0, this, [] { write("rows"); });
        }
        return false;
    }

private:
    bool m_isPainted = false;
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
