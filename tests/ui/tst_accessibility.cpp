// SPDX-License-Identifier: GPL-3.0-or-later
// The window and every dialog, by keyboard and for who does not see it, in English and in German.
#include "ui/words/translations.h"

#include "tests/ui/everywindow.h"
#include "ui/desktop/trayicon.h"
#include "ui/look/indicatorstyle.h"
#include "ui/statusline.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QRadioButton>
#include <QTabBar>
#include <QTranslator>

using namespace belayer;
using namespace belayer::ui;
using namespace belayer::ui::test;

namespace {

/// Installed before the others, so that it is asked last: what it is asked for, nobody has translated.
class Untranslated : public QTranslator
{
public:
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        // Qt's own classes speak for themselves.
        if (!QByteArray(context).startsWith('Q') || QByteArray(context).startsWith("QueryText"))
            asked.insert(QString::fromUtf8(context) + u": "_s + QString::fromUtf8(source));
        return {};
    }
    bool isEmpty() const override { return false; }

    mutable QSet<QString> asked;
};

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

QString described(const QWidget *widget)
{
    return u"%1 “%2” in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                  widget->objectName(),
                                  widget->parent() ? widget->parent()->objectName() : QString());
}

bool isTabStop(const QWidget *widget)
{
    if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) ||
        widget->focusProxy())
        return false;
    // Of radio buttons Tab goes to the chosen one, arrows to the others.
    if (const auto *radio = qobject_cast<const QRadioButton *>(widget); radio && !radio->isChecked())
        return false;
    // The line of a spin box or a combo box is part of it.
    return !qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) &&
           !qobject_cast<QComboBox *>(widget->parentWidget());
}

QList<QWidget *> tabStops(const QWidget &window)
{
    QList<QWidget *> stops;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->window() == &window && isTabStop(widget))
            stops += widget;
    }
    return stops;
}

QStringList repeated(const QStringList &texts)
{
    QHash<QKeySequence, QString> seen;
    QStringList doubles;
    for (const QString &text : texts) {
        const QKeySequence keys = QKeySequence::mnemonic(text);
        if (keys.isEmpty())
            continue;
        if (seen.contains(keys))
            doubles += u"“%1” and “%2”"_s.arg(seen.value(keys), text);
        seen.insert(keys, text);
    }
    return doubles;
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private:
    static void addLanguages()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << u"en"_s;
        QTest::newRow("German") << u"de"_s;
    }

    /// The application in the row's language for as long as this lives.
    class Language
    {
    public:
        Language()
        {
            QFETCH(QString, language);
            if (language == "de"_L1) // English has only its plurals
                QCoreApplication::installTranslator(&untranslated);
            installTranslations(*qApp, QLocale(language));
        }
        ~Language() { qDeleteAll(qApp->findChildren<QTranslator *>(Qt::FindDirectChildrenOnly)); }

        Untranslated untranslated;
    };

    /// What may be done with a job list that is dropped on the window.
    static const QWidget *openDropMenu(WindowBench &bench)
    {
        bench.window.findChild<JobFiles *>()->setFormats({readCommand, {}});
        QMimeData list;
        list.setUrls({QUrl::fromLocalFile(bench.path(u"list.json"_s))});
        QDragEnterEvent enter({200, 200}, Qt::CopyAction, &list, Qt::LeftButton, {});
        QApplication::sendEvent(&bench.window, &enter);
        QDropEvent drop({200, 200}, Qt::CopyAction, &list, Qt::LeftButton, {});
        QApplication::sendEvent(&bench.window, &drop);
        if (!QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }))
            qFatal("no menu");
        return QApplication::activePopupWidget();
    }

    static void visitAll(const Visit &visit)
    {
        WindowBench bench;
        bench.client.submit(
            parentSpec(u"race"_s, u"Race"_s, {sleepSpec(u"slow"_s, forever), squareSpec(u"fast"_s, 3)}));
        bench.client.submit(sleepSpec(u"Long"_s, forever));
        QTRY_VERIFY(bench.is(u"Race"_s, engine::JobState::Succeeded) &&
                    bench.is(u"Long"_s, engine::JobState::Running));
        bench.clickRow(u"Race"_s);
        visitEveryWindow(bench, visit);
    }

private Q_SLOTS:
    void everyTabStopHasAName_data() { addLanguages(); }
    void everyTabStopHasAName()
    {
        const Language language;
        QStringList unnamed;
        int stops = 0;
        visitAll([&](QWidget &window, const QString &where) {
            for (QWidget *stop : tabStops(window)) {
                ++stops;
                if (nameOf(stop).isEmpty())
                    unnamed += where + u": "_s + described(stop);
            }
        });
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
        QVERIFY(stops > 100);
        QStringList untranslated = language.untranslated.asked.values();
        untranslated.removeIf([](const QString &text) { return text.startsWith("EngineText: "_L1); });
        QVERIFY2(untranslated.isEmpty(), qPrintable(untranslated.join(u'\n')));
    }

    void tabGoesThroughAllAndBack()
    {
        QStringList faults;
        visitAll([&](QWidget &window, const QString &where) {
            const QList<QWidget *> stops = tabStops(window);
            window.activateWindow();
            QVERIFY(QTest::qWaitFor([&] { return QApplication::activeWindow() == &window; }));
            stops.first()->setFocus(Qt::TabFocusReason);
            const QWidget *first =
                *std::min_element(stops.begin(), stops.end(), isHigher); // where it begins anew
            QList<QWidget *> reached;
            for (QWidget *now = QApplication::focusWidget();
                 now && !reached.contains(now) && reached.size() <= stops.size();
                 now = QApplication::focusWidget()) {
                if (!reached.isEmpty() && isTabStop(now) && isAbove(now, reached.last()) && now != first)
                    faults += u"%1: up from %2 to %3"_s.arg(where, described(reached.last()), described(now));
                reached += now;
                QTest::keyClick(now, Qt::Key_Tab);
            }
            for (QWidget *stop : stops) {
                if (!reached.contains(stop))
                    faults += where + u": Tab does not reach "_s + described(stop);
            }
        });
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void everyMenuEntryHasALetterOfItsOwn_data() { addLanguages(); }
    void everyMenuEntryHasALetterOfItsOwn()
    {
        const Language language;
        WindowBench bench;
        QStringList faults;
        const TrayIcon tray;
        QList<const QWidget *> menus{bench.window.menuBar()};
        for (const QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == "trayMenu"_L1)
                menus += widget;
        }
        menus += openDropMenu(bench);
        QCOMPARE(menus.size(), 3);
        while (!menus.isEmpty()) {
            const QWidget *menu = menus.takeLast();
            QStringList texts;
            for (const QAction *action : menu->actions()) {
                if (action->isSeparator() || action->objectName() == "counts"_L1) // only says something
                    continue;
                texts += action->text();
                if (QKeySequence::mnemonic(action->text()).isEmpty())
                    faults += u"no letter: "_s + action->text();
                if (action->menu())
                    menus += action->menu();
            }
            faults += repeated(texts);
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void noLetterOfADialogIsTakenTwice_data() { addLanguages(); }
    void noLetterOfADialogIsTakenTwice()
    {
        const Language language;
        QStringList faults;
        visitAll([&](QWidget &window, const QString &where) {
            QStringList texts;
            for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
                if (button->isVisible())
                    texts += button->text();
            }
            for (const QLabel *label : window.findChildren<QLabel *>()) {
                if (label->isVisible() && label->buddy())
                    texts += label->text();
            }
            for (const QString &doubled : repeated(texts))
                faults += where + u": "_s + doubled;
        });
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void aNarrowWindowHasRoomForAll_data() { addLanguages(); }
    void aNarrowWindowHasRoomForAll()
    {
        const Language language;
        IndicatorStyle::install(); // as in the program
        WindowBench bench;
        bench.window.resize(700, 600);
        bench.window.setHttpAddress(u"http://127.0.0.1:65535"_s);
        bench.window.findChild<StatusLine *>()->setCommandJobsNotice(StatusLine::Notice::Shown);
        engine::JobSpec fails = sleepSpec(u"fails"_s, forever);
        fails.timeout = std::chrono::milliseconds(1);
        bench.client.submit(fails);
        QTRY_VERIFY(find<QLabel>(&bench.window, u"failedCount"_s)->isVisible());
        auto *tabs = find<QTabWidget>(&bench.window, u"dockTabs"_s);
        for (int page = 0; page < tabs->count(); ++page) {
            tabs->setCurrentIndex(page);
            QTRY_VERIFY2(tabs->tabBar()->width() >= tabs->tabBar()->sizeHint().width(),
                         qPrintable(tabs->tabText(page)));
        }
        QVERIFY(find<QLineEdit>(&bench.window, u"filter"_s)->isVisible());
        QCOMPARE(bench.window.width(), 700);
    }

    void everyToolButtonIsInAMenu()
    {
        WindowBench bench;
        const QList<QAction *> entries = entriesOf(*bench.window.menuBar());
        for (const QToolBar *bar : bench.window.findChildren<QToolBar *>()) {
            for (QAction *action : bar->actions()) {
                if (!action->isSeparator() && !action->text().isEmpty())
                    QVERIFY2(entries.contains(action), qPrintable(action->text()));
            }
        }
    }

private:
    static bool isHigher(const QWidget *a, const QWidget *b)
    {
        return a->mapTo(a->window(), QPoint()).y() < b->mapTo(b->window(), QPoint()).y();
    }
    /// Whether it lies wholly above the other, in the same column.
    static bool isAbove(const QWidget *widget, const QWidget *other)
    {
        const QRect a(widget->mapTo(widget->window(), QPoint()), widget->size());
        const QRect b(other->mapTo(other->window(), QPoint()), other->size());
        return a.bottom() < b.top() && a.left() < b.right() && b.left() < a.right();
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
