// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Shows an output of any length: what is in sight is read, laid out and drawn, nothing else.
#pragma once

#include "ui/output/outputlines.h"

#include <QAbstractScrollArea>
#include <QBasicTimer>
#include <QCache>
#include <QTextLayout>

#include <functional>
#include <memory>

namespace belayer::ui {

/// Read-only text with selection by mouse and keyboard. `lines` outlive it; who reads more into them says so
/// with showNews(). Screen readers get the text in sight (see outputviewaccess.h).
class OutputView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Wrap : quint8 { None, Lines };
    using Matcher = std::function<QList<TextSpan>(const QString &)>;
    /// More than that is never put together as one text: the clipboard has to hold it.
    static constexpr qsizetype maxText = 16 * 1024 * 1024;

    OutputView(OutputLines &lines, QWidget *parent);

    void showNews(OutputLines::News news);
    /// Said in place of lines while there are none.
    void setPlaceholderText(const QString &text);
    void setWrap(Wrap wrap);
    /// Whether the newest line is kept in sight.
    void setFollowing(bool isFollowing);
    /// What it finds in a line is highlighted.
    void setMatcher(Matcher matcher);

    bool hasSelection() const noexcept { return m_anchor != m_cursor; }
    TextPlace selectionBegin() const { return std::min(m_anchor, m_cursor); }
    TextPlace selectionEnd() const { return std::max(m_anchor, m_cursor); }
    void select(TextPlace anchor, TextPlace cursor);
    void selectAll();
    /// Scrolls no more than it takes to have the place in sight.
    void bringToSight(TextPlace place);

    struct Excerpt
    {
        QString text;
        bool isWhole = true;
    };
    /// From one place to another; of too long a text the end.
    Excerpt text(TextPlace from, TextPlace to) const;
    QString visibleText() const;
    TextPlace firstVisible() const { return {m_top.line, 0}; }
    TextPlace placeAt(QPoint position) const;
    /// Of a character in sight, in coordinates of the viewport.
    QRect characterRect(TextPlace place) const;

    QSize sizeHint() const override { return {600, 200}; }

Q_SIGNALS:
    /// The user has scrolled away from the end, or back to it.
    void followingChanged(bool isFollowing);
    void selectionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// A row of a line: lines that are wrapped have several.
    struct Top
    {
        qint64 line = 0;
        int row = 0;
        auto operator<=>(const Top &) const = default;
    };
    struct LaidLine
    {
        QTextLayout layout;
        int rows = 1;
    };
    using Draw = std::function<void(qint64 line, LaidLine &laid, int y)>;

    /// Good until the next call.
    LaidLine &laid(qint64 line) const;
    std::unique_ptr<LaidLine> layOut(const StyledLine &line) const;
    void layOutAnew();
    bool isEmpty() const;
    int rowHeight() const;
    /// Where column 0 is, in the viewport.
    int contentLeft() const;
    int visibleRows() const;
    int rowsOf(qint64 line) const;
    void eachVisible(const Draw &draw) const;
    Top moved(Top top, int rows) const;
    Top endTop() const;
    void setTop(Top top);
    void scrollRows(int rows);
    void updateBars();
    void noteFollowing();
    void tellScreenReader();
    QList<QTextLayout::FormatRange> marks(qint64 line, const QString &text) const;

    bool scrollByKey(QKeyEvent *event);
    bool selectByKey(QKeyEvent *event);
    TextPlace movedBy(TextPlace place, int rows) const;
    TextPlace nextPlace(TextPlace place) const;
    TextPlace previousPlace(TextPlace place) const;
    TextPlace nextWord(TextPlace place) const;
    TextPlace previousWord(TextPlace place) const;
    void extendSelection(TextPlace to);
    void offerSelection() const;

    OutputLines &m_lines;
    Matcher m_matcher;
    QString m_placeholder;
    Wrap m_wrap = Wrap::None;
    bool m_isFollowing = true;
    bool m_isUpdatingBars = false; ///< else it is the user who moves them
    Top m_top;
    TextPlace m_anchor;
    TextPlace m_cursor;
    mutable QCache<qint64, LaidLine> m_laid;
    mutable qreal m_widest = 0; ///< of the lines seen so far
    qint64 m_open = 0;          ///< the line that was open when last laid out
    QString m_told;             ///< to a screen reader
    QBasicTimer m_autoScroll;
    int m_wheelRest = 0;
};

} // namespace belayer::ui
