// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// Has to stand outside of any namespace; a static library's resources are not registered by themselves.
static void registerResources()
{
    Q_INIT_RESOURCE(belayer);
}

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

QByteArray source(const QString &name)
{
    registerResources();
    QFile file(u":/belayer/icons/"_s + name + u".svg"_s);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    qWarning("there is no icon %s", qPrintable(name));
    return {};
}

QPixmap drawn(const QString &name, const QColor &color, const QColor &back, QSize pixels)
{
    const QString key = u"belayer/%1/%2/%3/%4x%5"_s.arg(name, color.name(QColor::HexArgb), back.name())
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;

    QByteArray svg = source(name);
    svg.replace("currentColor", color.name().toLatin1());
    svg.replace("backColor", back.name().toLatin1());
    QSvgRenderer renderer(svg);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedIconEngine : public QIconEngine
{
public:
    ThemedIconEngine(QString name, Tone tone) : m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        QPixmap image = pixmap(rect.size() * ratio, mode, state);
        image.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect, image);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QPalette palette = QGuiApplication::palette();
        QColor color = toneColor(m_tone, palette);
        if (mode == QIcon::Selected)
            color = palette.color(QPalette::HighlightedText);
        else if (mode == QIcon::Disabled)
            color = palette.color(QPalette::Disabled, QPalette::Text);
        return drawn(m_name, color, palette.color(QPalette::Base), size);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return u"belayer"_s; }

private:
    QString m_name;
    Tone m_tone;
};

/// Icons that are shown alike.
struct Shown
{
    Tone tone;
    QIcon::Mode mode;
    int edge;
    std::initializer_list<const char *> names;
};

} // namespace

QIcon icon(const QString &name, Tone tone)
{
    return QIcon(new ThemedIconEngine(name, tone));
}

/// Whatever is missing here is drawn in its time.
void drawIconsAhead()
{
    using enum QIcon::Mode;
    constexpr int toolBar = 20;
    constexpr int small = 16;
    static const Shown all[] = {
        {Tone::Plain, Normal, toolBar, {"new-job", "run-command", "start-race"}},
        {Tone::Plain, Disabled, toolBar, {"cancel", "retry"}},
        {Tone::Plain,
         Normal,
         small,
         {"belayer", "output", "details", "timeline", "tasks", "wrap", "follow", "link"}},
        {Tone::Plain, Disabled, small, {"search", "copy", "file", "state-paused"}},
        {Tone::Muted,
         Normal,
         small,
         {"search", "state-queued", "state-running", "state-paused", "state-succeeded", "state-failed",
          "state-cancelled", "state-interrupted"}},
    };
    for (const Shown &some : all) {
        for (const char *name : some.names)
            icon(QString::fromLatin1(name), some.tone)
                .pixmap({some.edge, some.edge}, qGuiApp->devicePixelRatio(), some.mode);
    }
}

QIcon kindIcon(const QString &kind)
{
    return icon(kindIconName(kind));
}

QIcon stateIcon(engine::JobState state)
{
    return icon(stateIconName(state), stateTone(state));
}

QIcon applicationIcon()
{
    return icon(u"belayer"_s);
}

QPixmap iconPixmap(const QString &name, const QColor &color, const QColor &back, int edge, qreal ratio)
{
    const int pixels = qRound(edge * ratio);
    QPixmap image = drawn(name, color, back, {pixels, pixels});
    image.setDevicePixelRatio(ratio);
    return image;
}

QString kindIconName(const QString &kind)
{
    static const QStringList drawnKinds{u"sleep"_s,    u"compute"_s,  u"command"_s, u"checksum"_s,
                                        u"pipeline"_s, u"download"_s, u"group"_s,   u"race"_s};
    return u"kind-"_s + (drawnKinds.contains(kind) ? kind : u"other"_s);
}

QString stateIconName(engine::JobState state)
{
    using engine::JobState;
    switch (state) {
    case JobState::Queued: return u"state-queued"_s;
    case JobState::Starting:
    case JobState::Running: return u"state-running"_s;
    case JobState::Paused: return u"state-paused"_s;
    case JobState::Cancelling: return u"state-cancelling"_s;
    case JobState::Succeeded: return u"state-succeeded"_s;
    case JobState::Failed: return u"state-failed"_s;
    case JobState::Cancelled: return u"state-cancelled"_s;
    case JobState::Interrupted: return u"state-interrupted"_s;
    }
    return u"state-queued"_s;
}

} // namespace belayer::ui
