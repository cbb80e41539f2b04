#include "imaging/sheets/raster.h"

#include "imaging/sheets/resample.h"

#include <QPainter>
#include <QTransform>

#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

int toPx(double mm, double scale)
{
    return int(std::lround(mm * scale));
}

QRect toPx(const QRectF& mm, double scale)
{
    return QRect(QPoint(toPx(mm.left(), scale), toPx(mm.top(), scale)),
                 QPoint(toPx(mm.right(), scale) - 1, toPx(mm.bottom(), scale) - 1));
}

// A side of a thin bar: the kept edge is rounded like the picture's, the other follows at the bar's width.
void sideToPx(double low, double high, double scale, bool keepHigh, int& from, int& to)
{
    const int width = std::max(1, toPx(high - low, scale));
    from = keepHigh ? toPx(high, scale) - width : toPx(low, scale);
    to = from + width;
}

QRect barToPx(const PlanBar& bar, double scale)
{
    int x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    sideToPx(bar.mm.left(), bar.mm.right(), scale, bar.kept == Qt::RightEdge, x0, x1);
    sideToPx(bar.mm.top(), bar.mm.bottom(), scale, bar.kept == Qt::BottomEdge, y0, y1);
    return {x0, y0, x1 - x0, y1 - y0};
}

void fill(QImage& page, const QRect& rect, QRgb colour)
{
    const QRect area = rect.intersected(page.rect());
    for (int y = area.top(); y <= area.bottom(); ++y) {
        uchar* pixel = page.scanLine(y) + area.left() * 3;
        for (int x = 0; x < area.width(); ++x) {
            *pixel++ = uchar(qRed(colour));
            *pixel++ = uchar(qGreen(colour));
            *pixel++ = uchar(qBlue(colour));
        }
    }
}

void put(QImage& page, const QImage& picture, QPoint at)
{
    const QRect area = QRect(at, picture.size()).intersected(page.rect());
    for (int y = area.top(); y <= area.bottom(); ++y)
        std::memcpy(page.scanLine(y) + area.left() * 3,
                    picture.constScanLine(y - at.y()) + (area.left() - at.x()) * 3,
                    std::size_t(area.width()) * 3);
}

// Cells of one spec differ by a pixel at most: each size is made once.
class Pictures {
public:
    explicit Pictures(const Plan& plan) : plan_(plan) {}

    const QImage& at(const PlanPicture& picture, QSize size)
    {
        for (const Made& made : made_) {
            if (made.image == picture.image && made.turned == picture.turned && made.pixels.size() == size)
                return made.pixels;
        }
        const PlanImage& source = plan_.images[picture.image];
        const QImage rgb = source.picture.image.convertToFormat(QImage::Format_RGB888);
        QImage pixels = resample(rgb, source.crop, picture.turned ? size.transposed() : size);
        if (picture.turned)
            pixels = pixels.transformed(QTransform().rotate(90)).convertToFormat(QImage::Format_RGB888);
        made_.push_back({picture.image, picture.turned, pixels});
        return made_.back().pixels;
    }

private:
    struct Made {
        std::size_t image;
        bool turned;
        QImage pixels;
    };
    const Plan& plan_;
    std::vector<Made> made_;
};

void drawCode(QImage& page, const PlanCode& code, double scale)
{
    const QPoint at(toPx(code.mm.x(), scale), toPx(code.mm.y(), scale));
    const int w = std::max(1, toPx(code.moduleMm, scale)), h = std::max(1, toPx(code.moduleHeightMm, scale));
    for (int y = 0; y < code.modules.height; ++y) {
        for (int x = 0; x < code.modules.width; ++x) {
            if (code.modules.dark(x, y))
                fill(page, {at.x() + x * w, at.y() + y * h, w, h}, 0xFF000000);
        }
    }
}

} // namespace

Result<QImage> rasterise(const Plan& plan, int dpi)
{
    const double scale = dpi / 25.4;
    QImage page(toPx(plan.facts.paperMm.width(), scale), toPx(plan.facts.paperMm.height(), scale),
                QImage::Format_RGB888);
    if (page.isNull())
        return fail(ErrorCode::RenderFailed, u"no memory for a page"_s);
    page.fill(Qt::white);
    page.setDotsPerMeterX(int(std::lround(dpi / 0.0254)));
    page.setDotsPerMeterY(page.dotsPerMeterX());
    Pictures pictures(plan);
    for (const PlanPicture& picture : plan.pictures) {
        const QRect rect = toPx(picture.mm, scale);
        put(page, pictures.at(picture, rect.size()), rect.topLeft());
    }
    for (const PlanBar& bar : plan.bars)
        fill(page, barToPx(bar, scale), bar.colour);
    for (const PlanCode& code : plan.codes)
        drawCode(page, code, scale);
    if (!plan.texts.empty()) {
        QPainter painter(&page);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(scale, scale);
        for (const PlanText& text : plan.texts)
            painter.fillPath(text.mm, QColor(text.colour));
    }
    return page;
}

} // namespace photodesk::imaging
