// SPDX-License-Identifier: MIT
// A window with tasks and a modal dialog in front of it.
#include "tests/support/coroutinebench.h"

#include <QApplication>
#include <QDialog>
#include <QPointer>
#include <QWidget>

using namespace belayer::async;
using namespace belayer::bench;

namespace {

class Window : public QWidget
{
public:
    explicit Window(EventLog *log) : m_log(log) {}
    ~Window() override { m_log->add("window-gone"); }
    TaskScope &tasks() { return m_tasks; }
    int ticks() const { return m_ticks; }
    void startTicking() { m_tasks.spawn(tick(), QStringLiteral("tick")); }
    // What a slot does that asks the user something.
    QDialog::DialogCode ask()
    {
        m_dialog = new QDialog(this);
        const auto guard = QPointer<QDialog>(m_dialog);
        const int answer = m_dialog->exec();
        if (guard)
            delete guard;
        return static_cast<QDialog::DialogCode>(answer);
    }
    // Closes the dialog when it has been open for so many ticks.
    Task<> acceptAfter(int ticks)
    {
        const int until = m_ticks + ticks;
        while (m_ticks < until || !m_dialog)
            co_await sleepFor(1ms);
        m_dialog->accept();
    }
    QPointer<QDialog> dialog() const { return m_dialog; }

private:
    Task<> tick()
    {
        for (;;) {
            co_await sleepFor(1ms);
            ++m_ticks;
        }
    }
    EventLog *m_log;
    int m_ticks = 0;
    QPointer<QDialog> m_dialog;
    TaskScope m_tasks;
};

} // namespace

class DialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tasksRunBehindAModalDialogAndCloseIt();
    void taskThatOpensADialogHoldsNobodyUp();
    void dialogInADialog();
    void windowThatDiesBehindItsDialog();
};

void DialogTest::tasksRunBehindAModalDialogAndCloseIt()
{
    EventLog log;
    Window window(&log);
    window.show();
    window.startTicking();
    window.tasks().spawn(window.acceptAfter(5));
    QCOMPARE(window.ask(), QDialog::Accepted);
    QVERIFY(window.ticks() >= 5);
}

void DialogTest::taskThatOpensADialogHoldsNobodyUp()
{
    EventLog log;
    Window window(&log);
    window.show();
    window.startTicking();
    int ready = 0;
    auto asking = window.tasks().spawn([&]() -> Task<int> {
        auto closer = window.tasks().spawn(window.acceptAfter(5));
        const int answer = window.ask(); // turns an event loop inside a task
        log.add(closer.isFinished() ? "closed-by-task" : "closed-by-nobody");
        co_return answer;
    });
    for (int i = 0; i < 100; ++i) // ready when the dialog opens
        window.tasks().spawn([&]() -> Task<> {
            ++ready;
            if (!asking.isFinished())
                co_await yieldNow();
        });
    QVERIFY(turnUntil([&] { return asking.isFinished(); }));
    QCOMPARE(asking.result(), int(QDialog::Accepted));
    QCOMPARE(ready, 100);
    QVERIFY(window.ticks() >= 5);
    QCOMPARE(log.text(), QStringLiteral("closed-by-task"));
}

void DialogTest::dialogInADialog()
{
    EventLog log;
    Window window(&log);
    window.show();
    window.startTicking();
    auto outer = window.tasks().spawn([&]() -> Task<> {
        QDialog first(&window);
        auto inner = window.tasks().spawn([&]() -> Task<> {
            QDialog second(&first);
            window.tasks().spawn([&]() -> Task<> {
                co_await sleepFor(5ms);
                log.add("inner");
                second.accept();
            });
            second.exec();
            co_return;
        });
        window.tasks().spawn([&]() -> Task<> {
            co_await inner;
            log.add("outer");
            first.accept();
        });
        first.exec();
        co_return;
    });
    QVERIFY(turnUntil([&] { return outer.isFinished(); }));
    QCOMPARE(log.text(), QStringLiteral("inner outer"));
}

void DialogTest::windowThatDiesBehindItsDialog()
{
    EventLog log;
    auto *window = new Window(&log);
    window->show();
    window->startTicking();
    TaskScope outside; // a task of the window may not delete it while it runs; one of somebody else may
    outside.spawn([&]() -> Task<> {
        while (window->ticks() < 3 || !window->dialog())
            co_await sleepFor(1ms);
        delete window;
        log.add("deleted");
    });
    QCOMPARE(window->ask(), QDialog::Rejected);
    settle();
    QCOMPARE(log.text(), QStringLiteral("window-gone deleted"));
}

QTEST_MAIN(DialogTest)
#include "tst_dialog.moc"
