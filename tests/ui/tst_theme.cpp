// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the window and of the dashboard has a contrast of at least 4.5:1 on each of its grounds
// (WCAG 2.1, AA).
#include "ui/banner.h"
#include "ui/look/appearance.h"
#include "ui/look/icons.h"
#include "ui/look/indicatorstyle.h"
#include "ui/look/theme.h"
#include "ui/table/celldelegate.h"
#include "ui/table/progressdelegate.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QRegularExpression>
#include <QStyleOptionMenuItem>
#include <QTest>

#include <cmath>

using namespace belayer::ui;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

/// What a half transparent colour looks like on an opaque one.
QColor over(const QColor &color, const QColor &ground)
{
    const auto mixed = [&](double top, double below) {
        return float(below + (top - below) * color.alphaF());
    };
    return QColor::fromRgbF(mixed(color.redF(), ground.redF()), mixed(color.greenF(), ground.greenF()),
                            mixed(color.blueF(), ground.blueF()));
}

QPalette palette(const char *window, const char *base, const char *text, const char *highlight)
{
    QPalette palette;
    for (const QPalette::ColorRole role : {QPalette::Window, QPalette::Button, QPalette::ToolTipBase})
        palette.setColor(role, QColor(window));
    palette.setColor(QPalette::Base, QColor(base));
    for (const QPalette::ColorRole role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(role, QColor(text));
    palette.setColor(QPalette::Highlight, QColor(highlight));
    return palette;
}

constexpr Tone tones[] = {Tone::Plain, Tone::Muted, Tone::Active, Tone::Good, Tone::Bad, Tone::Warning};

class Pairs
{
public:
    void add(const QString &what, const QColor &text, const QColor &ground)
    {
        ++m_count;
        if (const double ratio = contrast(text, ground); ratio < 4.5)
            m_faults +=
                u"%1: %2 on %3 has %4:1"_s.arg(what, text.name(), ground.name()).arg(ratio, 0, 'f', 2);
    }
    int count() const { return m_count; }
    QString faults() const { return m_faults.join(u'\n'); }

private:
    int m_count = 0;
    QStringList m_faults;
};

/// The colours of each `:root` block that has any: the light ones, then the dark.
QList<QHash<QString, QColor>> schemes(const QString &css)
{
    QList<QHash<QString, QColor>> schemes;
    static const QRegularExpression block(u":root\\s*\\{([^}]*)\\}"_s);
    static const QRegularExpression property(u"--([a-z-]+):\\s*(#[0-9a-f]{3,6})\\s*;"_s);
    for (auto root = block.globalMatch(css); root.hasNext();) {
        QHash<QString, QColor> scheme;
        for (auto each = property.globalMatch(root.next().captured(1)); each.hasNext();) {
            const QRegularExpressionMatch match = each.next();
            scheme.insert(match.captured(1), QColor(match.captured(2)));
        }
        if (!scheme.isEmpty())
            schemes += scheme;
    }
    return schemes;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyCheckBoxesCanBeSeen_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << lightPalette();
        QTest::newRow("dark") << darkPalette();
    }
    /// 3:1, as WCAG asks of what is no text.
    void emptyCheckBoxesCanBeSeen()
    {
        QFETCH(QPalette, palette);
        IndicatorStyle style;
        for (const auto element : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton,
                                   QStyle::PE_IndicatorItemViewItemCheck}) {
            for (const auto ground : {QPalette::Window, QPalette::Base}) {
                QImage image(13, 13, QImage::Format_RGB32);
                image.fill(palette.color(ground));
                QStyleOptionButton option;
                option.rect = image.rect();
                option.palette = palette;
                option.state = QStyle::State_Enabled | QStyle::State_Off;
                QPainter painter(&image);
                style.drawPrimitive(element, &option, &painter, nullptr);
                painter.end();
                const double found = contrast(image.pixelColor(0, 6), palette.color(ground));
                QVERIFY2(found >= 3, qPrintable(u"%1 on %2: %3"_s.arg(element).arg(ground).arg(found)));
            }
        }
    }

    void menusHaveAnEdge_data() { emptyCheckBoxesCanBeSeen_data(); }
    /// Over a table, which has the menu's ground.
    void menusHaveAnEdge()
    {
        QFETCH(QPalette, palette);
        IndicatorStyle style;
        QImage image(40, 40, QImage::Format_RGB32);
        QStyleOptionMenuItem option;
        option.rect = image.rect();
        option.palette = palette;
        QPainter painter(&image);
        style.drawPrimitive(QStyle::PE_PanelMenu, &option, &painter, nullptr);
        painter.end();
        const double found = contrast(image.pixelColor(0, 20), palette.color(QPalette::Base));
        QVERIFY2(found >= 2, qPrintable(QString::number(found)));
    }

    void theIconOfAHighlightedEntryHasTheColourOfItsText()
    {
        IndicatorStyle style;
        QImage image(24, 24, QImage::Format_RGB32);
        QStyleOptionMenuItem option;
        option.rect = image.rect(); // the icon's place, without the text
        option.palette = QGuiApplication::palette();
        option.icon = icon(u"state-paused"_s);
        option.maxIconWidth = 24;
        option.menuItemType = QStyleOptionMenuItem::Normal;
        const auto has = [&](QStyle::State state, QPalette::ColorRole role) {
            option.state = QStyle::State_Enabled | state;
            image.fill(Qt::gray);
            QPainter painter(&image);
            style.drawControl(QStyle::CE_MenuItem, &option, &painter, nullptr);
            painter.end();
            const QRgb sought = option.palette.color(role).rgb();
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, image.height() / 2) == sought)
                    return true;
            }
            return false;
        };
        QVERIFY(has(QStyle::State_None, QPalette::Text));
        QVERIFY(has(QStyle::State_Selected, QPalette::HighlightedText));
        QVERIFY(!has(QStyle::State_Selected, QPalette::Text));
    }

    void theIconsDrawnAheadExist()
    {
        QTest::failOnWarning(QRegularExpression(u"."_s));
        drawIconsAhead();
    }

    void textsOfTheWindowCanBeRead_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("Fusion") << palette("#efefef", "#ffffff", "#000000", "#308cc6");
        QTest::newRow("Breeze") << palette("#eff0f1", "#ffffff", "#232629", "#3daee9");
        QTest::newRow("Adwaita") << palette("#fafafa", "#ffffff", "#2e3436", "#3584e4");
        QTest::newRow("Breeze dark") << palette("#2a2e32", "#1b1e20", "#fcfcfc", "#3daee9");
        QTest::newRow("Adwaita dark") << palette("#242424", "#1e1e1e", "#ffffff", "#3584e4");
        QTest::newRow("Fusion dark") << palette("#353535", "#232323", "#ffffff", "#2a82da");
    }
    void textsOfTheWindowCanBeRead()
    {
        QFETCH(QPalette, palette);
        Pairs pairs;
        const QColor text = palette.color(QPalette::Text);
        const QColor base = palette.color(QPalette::Base);
        const QColor hovered = CellDelegate::hoverColor(palette);
        const QColor selected = CellDelegate::selectionColor(palette);
        for (const Tone tone : tones) {
            const QString name = u"tone %1"_s.arg(int(tone));
            const QColor color = toneColor(tone, palette);
            pairs.add(name + u" in the table"_s, color, base);
            pairs.add(name + u" in the row under the pointer"_s, color, hovered);
            pairs.add(name + u" as a note in a dialog"_s, color, palette.color(QPalette::Window));
            pairs.add(u"banner of "_s + name, palette.color(QPalette::WindowText),
                      Banner::ground(tone, palette));
            pairs.add(u"text over the bar of "_s + name, text, barColor(tone, palette));
            // The stripes of a bar that does not know how far it is, in a row that is selected or not.
            for (const QColor &row : {base, selected})
                pairs.add(u"text over the stripes of "_s + name, text,
                          over(ProgressDelegate::stripesGround(barColor(tone, palette)), row));
        }
        pairs.add(u"text in a selected row"_s, text, selected);
        pairs.add(u"text over what is left of a bar"_s, text, trackColor(palette));
        QCOMPARE(pairs.count(), 6 * 7 + 2);
        QVERIFY2(pairs.faults().isEmpty(), qPrintable(pairs.faults()));
    }

    void placeholdersCanBeRead_data() { textsOfTheWindowCanBeRead_data(); }
    void placeholdersCanBeRead()
    {
        QFETCH(QPalette, palette);
        const QPalette before = QGuiApplication::palette();
        QGuiApplication::setPalette(palette);
        makePlaceholdersReadable();
        const QColor color = QGuiApplication::palette().color(QPalette::PlaceholderText);
        QGuiApplication::setPalette(before);
        QVERIFY(contrast(over(color, palette.color(QPalette::Base)), palette.color(QPalette::Base)) >= 4.5);
    }

    void textsOfTheDashboardCanBeRead()
    {
        QFile file(QString::fromUtf8(STYLE_SHEET));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto both = schemes(QString::fromUtf8(file.readAll()));
        QCOMPARE(both.size(), 2);
        Pairs pairs;
        for (const QHash<QString, QColor> &scheme : both) {
            const auto add = [&](const QStringList &texts, const QStringList &grounds) {
                for (const QString &text : texts) {
                    for (const QString &ground : grounds) {
                        QVERIFY2(scheme.contains(text) && scheme.contains(ground),
                                 qPrintable(text + u' ' + ground));
                        pairs.add(u"--%1 on --%2"_s.arg(text, ground), scheme.value(text),
                                  scheme.value(ground));
                    }
                }
            };
            add({u"text"_s},
                {u"ground"_s, u"raised"_s, u"odd"_s, u"hover"_s, u"chosen"_s, u"doomed"_s, u"track"_s,
                 u"active-bar"_s, u"good-bar"_s, u"bad-bar"_s, u"warn-bar"_s, u"muted-bar"_s});
            add({u"muted"_s}, {u"ground"_s, u"raised"_s, u"odd"_s, u"hover"_s, u"track"_s});
            add({u"active"_s, u"good"_s, u"bad"_s, u"warn"_s},
                {u"ground"_s, u"odd"_s, u"hover"_s, u"raised"_s});
            add({u"on-accent"_s}, {u"accent"_s, u"danger"_s});
            add({u"accent"_s}, {u"ground"_s, u"raised"_s});
            add({u"bad"_s, u"muted"_s}, {u"chosen"_s});
        }
        QVERIFY2(pairs.faults().isEmpty(), qPrintable(pairs.faults()));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
