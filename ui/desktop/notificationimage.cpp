// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/notificationimage.h"

#include <QByteArray>
#include <QDBusArgument>
#include <QDBusMetaType>

namespace belayer::ui {

namespace {

struct ImageData
{
    int width = 0;
    int height = 0;
    int rowBytes = 0;
    bool hasAlpha = true;
    int bitsPerSample = 8;
    int channels = 4;
    QByteArray pixels;
};

QDBusArgument &operator<<(QDBusArgument &argument, const ImageData &image)
{
    argument.beginStructure();
    argument << image.width << image.height << image.rowBytes << image.hasAlpha << image.bitsPerSample
             << image.channels << image.pixels;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, ImageData &image)
{
    argument.beginStructure();
    argument >> image.width >> image.height >> image.rowBytes >> image.hasAlpha >> image.bitsPerSample >>
        image.channels >> image.pixels;
    argument.endStructure();
    return argument;
}

} // namespace

QVariant notificationImage(const QImage &image)
{
    static const QMetaType type = qDBusRegisterMetaType<ImageData>();
    const QImage rgba = image.convertToFormat(QImage::Format_RGBA8888);
    const ImageData data{
        .width = rgba.width(),
        .height = rgba.height(),
        .rowBytes = int(rgba.bytesPerLine()),
        .pixels = QByteArray(reinterpret_cast<const char *>(rgba.constBits()), rgba.sizeInBytes())};
    return QVariant(type, &data);
}

} // namespace belayer::ui
