// SPDX-License-Identifier: GPL-3.0-or-later
/// \file A real engine in its own thread, with a client in the test's, for tests of dialogs and of the
/// window.
#pragma once

#include "core/engine/engineclient.h"
#include "core/engine/enginethread.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

namespace belayer::ui::test {
using namespace Qt::StringLiterals;

inline engine::JobSpec sleepSpec(const QString &name, qint64 ms)
{
    engine::JobSpec spec;
    spec.kind = u"sleep"_s;
    spec.name = name;
    spec.params = {{u"duration_ms"_s, ms}};
    return spec;
}

inline engine::JobSpec squareSpec(const QString &name, qint64 n)
{
    engine::JobSpec spec;
    spec.kind = u"compute"_s;
    spec.name = name;
    spec.params = {{u"n"_s, n}};
    return spec;
}

inline engine::JobSpec parentSpec(const QString &kind, const QString &name,
                                  const QList<engine::JobSpec> &children)
{
    engine::JobSpec spec;
    spec.kind = kind;
    spec.name = name;
    spec.children = children;
    return spec;
}

/// Long enough that only a cancel ends it during a test.
inline constexpr qint64 forever = 3'600'000;

class EngineBench
{
public:
    enum class Keep : quint8 { Nothing, History };
    /// Called with the history's file before the engine opens it.
    using Prepare = std::function<void(const QString &file)>;
    explicit EngineBench(Keep keep = Keep::Nothing, const Prepare &prepare = {})
        : m_thread(config(m_dir, keep, prepare)), client(m_thread)
    {
    }

    engine::EngineThread &thread() noexcept { return m_thread; }
    QString path(const QString &name) const { return m_dir.filePath(name); }

private:
    static engine::Engine::Config config(const QTemporaryDir &dir, Keep keep, const Prepare &prepare)
    {
        engine::Engine::Config config;
        if (keep == Keep::History)
            config.history.file = dir.filePath(u"history.db"_s);
        if (prepare)
            prepare(config.history.file);
        config.outputDir = dir.filePath(u"output"_s);
        return config;
    }

    QTemporaryDir m_dir;
    engine::EngineThread m_thread;

public:
    engine::EngineClient client; ///< ends before the thread it speaks to
};

template<class Child> Child *find(const QObject *parent, const QString &name)
{
    auto *child = parent->findChild<Child *>(name);
    if (!child)
        qFatal("there is no child named %s", qPrintable(name));
    return child;
}

/// Every job of a group's or race's form becomes one of this kind.
inline void chooseChildKinds(const QObject *dialog, const QString &kind)
{
    for (QComboBox *combo : dialog->findChildren<QComboBox *>(u"childKind"_s))
        combo->setCurrentIndex(combo->findData(kind));
}

/// The field of one child in a group's or race's form, brought to sight.
inline QLineEdit *childField(const QObject *dialog, int child, const QString &name)
{
    find<QListWidget>(dialog, u"children"_s)->setCurrentRow(child);
    for (QLineEdit *field : dialog->findChildren<QLineEdit *>(name)) {
        if (field->isVisible())
            return field;
    }
    qFatal("child %d shows no field %s", child, qPrintable(name));
}

inline void click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton);
}

} // namespace belayer::ui::test
