// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/output/outputviewaccess.h"

#include "ui/output/outputview.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>

namespace belayer::ui {

namespace {

/// Offsets count in visibleText(): lines in sight with a newline between them.
class OutputViewAccess : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit OutputViewAccess(OutputView *view) : QAccessibleWidget(view, QAccessible::Terminal) {}

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TextInterface ? static_cast<QAccessibleTextInterface *>(this)
                                                  : QAccessibleWidget::interface_cast(type);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = true;
        state.multiLine = true;
        state.selectableText = true;
        return state;
    }

    int selectionCount() const override { return view()->hasSelection() ? 1 : 0; }
    void selection(int index, int *start, int *end) const override
    {
        const bool isThere = index == 0 && view()->hasSelection();
        *start = isThere ? offset(view()->selectionBegin()) : 0;
        *end = isThere ? offset(view()->selectionEnd()) : 0;
    }
    void addSelection(int start, int end) override { view()->select(place(start), place(end)); }
    void removeSelection(int) override { view()->select(view()->selectionEnd(), view()->selectionEnd()); }
    void setSelection(int index, int start, int end) override
    {
        if (index == 0)
            addSelection(start, end);
    }
    int cursorPosition() const override { return offset(view()->selectionEnd()); }
    void setCursorPosition(int position) override { view()->select(place(position), place(position)); }

    QString text(int start, int end) const override
    {
        return view()->visibleText().mid(start, std::max(end - start, 0));
    }
    QString text(QAccessible::Text kind) const override
    {
        // Qt asks for the value of a text through this one.
        return kind == QAccessible::Value ? view()->visibleText() : QAccessibleWidget::text(kind);
    }
    int characterCount() const override { return int(view()->visibleText().size()); }
    QRect characterRect(int at) const override
    {
        const QRect rect = view()->characterRect(place(at));
        return rect.isNull() ? rect : rect.translated(view()->viewport()->mapToGlobal(QPoint(0, 0)));
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        return offset(view()->placeAt(view()->viewport()->mapFromGlobal(point)));
    }
    void scrollToSubstring(int start, int) override { view()->bringToSight(place(start)); }
    QString attributes(int at, int *start, int *end) const override
    {
        *start = at;
        *end = characterCount();
        return {};
    }

private:
    OutputView *view() const { return static_cast<OutputView *>(object()); }

    TextPlace place(int offset) const
    {
        TextPlace place = view()->firstVisible();
        for (const QString &line : view()->visibleText().split(u'\n')) {
            if (offset <= line.size())
                return {place.line, offset};
            offset -= int(line.size()) + 1;
            ++place.line;
        }
        return place;
    }
    /// The nearest one in sight.
    int offset(TextPlace place) const
    {
        qsizetype offset = 0;
        qint64 number = view()->firstVisible().line;
        if (place.line < number)
            return 0;
        for (const QString &line : view()->visibleText().split(u'\n')) {
            if (number++ == place.line)
                return int(offset + std::min(place.column, line.size()));
            offset += line.size() + 1;
        }
        return characterCount();
    }
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *view = qobject_cast<OutputView *>(object);
    return view ? new OutputViewAccess(view) : nullptr;
}

} // namespace

void installOutputViewAccess()
{
    QAccessible::installFactory(makeAccess); // knows its own and takes it once
}

} // namespace belayer::ui
