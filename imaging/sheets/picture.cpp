#include "imaging/sheets/picture.h"

#include "imaging/sheets/style.h"

#include <algorithm>

namespace photodesk::imaging {

QRectF cropForCell(const SheetPicture& picture, QSizeF upright)
{
    const QSizeF size = picture.image.size();
    const SheetStyle& style = sheetStyle();
    const double aspect = upright.width() / upright.height();
    const HeadPlace head = picture.head.value_or(
        HeadPlace{size.width() / 2, style.headTop * size.height(), style.eyeLine * size.height()});
    if (size.width() > aspect * size.height()) {
        const double width = aspect * size.height();
        const double left = std::clamp(head.centreX - width / 2, 0.0, size.width() - width);
        return {left, 0, width, size.height()};
    }
    const double height = std::min(size.width() / aspect, size.height());
    const double lost = size.height() - height;
    const double keepsEyes = lost * head.eyeLine / size.height();
    const double keepsHair = std::max(0.0, head.top - style.headRoom * height);
    return {0, std::clamp(std::min(keepsEyes, keepsHair), 0.0, lost), size.width(), height};
}

bool whiteBackground(const QImage& image, const QRectF& crop)
{
    const QRect area = crop.toRect().intersected(image.rect());
    const int band = std::max(1, area.width() / 50);
    // Shoulders reach the lower part of the sides.
    const QRect strips[] = {{area.left(), area.top(), area.width(), band},
                            {area.left(), area.top(), band, area.height() / 3},
                            {area.right() - band + 1, area.top(), band, area.height() / 3}};
    std::vector<int> levels;
    for (const QRect& strip : strips) {
        for (int y = strip.top(); y <= strip.bottom(); ++y) {
            for (int x = strip.left(); x <= strip.right(); ++x) {
                const QRgb c = image.pixel(x, y);
                levels.push_back(std::min({qRed(c), qGreen(c), qBlue(c)}));
            }
        }
    }
    if (levels.empty())
        return false;
    const auto middle = levels.begin() + std::ptrdiff_t(levels.size() / 2);
    std::ranges::nth_element(levels, middle);
    return *middle >= sheetStyle().outlineWhite;
}

} // namespace photodesk::imaging
