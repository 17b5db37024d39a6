// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/contrast.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace belayer::ui {

namespace {

std::array<double, 256> linearValues()
{
    std::array<double, 256> values{};
    for (size_t i = 0; i < values.size(); ++i) {
        const double v = double(i) / 255;
        values[i] = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    }
    return values;
}

double luminance(const QColor &color)
{
    static const std::array<double, 256> linear = linearValues();
    const QRgb rgb = color.rgb();
    return 0.2126 * linear[size_t(qRed(rgb))] + 0.7152 * linear[size_t(qGreen(rgb))] +
           0.0722 * linear[size_t(qBlue(rgb))];
}

/// `share` of 256 parts of `b`, the rest of `a`.
QColor mixed(const QColor &a, const QColor &b, int share)
{
    const auto mix = [share](int from, int to) { return (from * (256 - share) + to * share) / 256; };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

QColor readable(const QColor &text, const QColor &ground)
{
    if (contrast(text, ground) >= leastContrast)
        return text;
    // The one that is further away always has more than enough.
    const QColor goal =
        contrast(Qt::white, ground) > contrast(Qt::black, ground) ? QColor(Qt::white) : QColor(Qt::black);
    int tooLittle = 0;
    int enough = 256;
    while (enough - tooLittle > 1) {
        const int share = (tooLittle + enough) / 2;
        (contrast(mixed(text, goal, share), ground) >= leastContrast ? enough : tooLittle) = share;
    }
    return mixed(text, goal, enough);
}

} // namespace belayer::ui
