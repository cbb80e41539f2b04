#include "sheet_cases.h"

#include "resources/resources.h"

#include <QColor>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::test {
namespace {

using namespace photodesk::imaging;

constexpr std::array<QRgb, 4> colours{0xFFD03020, 0xFF20A040, 0xFFE0D030, 0xFFC030C0}; // reading order

double distance(QRgb a, QRgb b)
{
    return std::hypot(qRed(a) - qRed(b), qGreen(a) - qGreen(b), qBlue(a) - qBlue(b));
}

// Quarter of the upright picture that a place in the cell (shares of its size) shows.
QRgb expected(const LayoutCell& cell, double x, double y)
{
    // Turned clockwise, the picture's left side is up and its lower side is left.
    const double u = cell.turned ? y : x, v = cell.turned ? 1 - x : y;
    return colours[std::size_t((v < 0.5 ? 0 : 2) + (u < 0.5 ? 0 : 1))];
}

QRgb pixelAt(const QImage& page, QPoint at)
{
    // Beyond the page: paper.
    return page.rect().contains(at) ? page.pixel(at) : 0xFFFFFFFF;
}

// Walks from a point well inside across the edge and says where along the walk the colour stops being `own`:
// whole pixels plus the share of the last one. Pixels, counted from the inside point.
double reach(const QImage& page, QPoint inside, QPoint step, QRgb own)
{
    int n = 0;
    while (n < 4000 && distance(pixelAt(page, inside + n * step), own) < 40)
        ++n;
    const QRgb beyond = pixelAt(page, inside + (n + 2) * step);
    double covered = n;
    for (int k = 0; k < 2; ++k) {
        const QRgb mixed = pixelAt(page, inside + (n + k) * step);
        const double total = distance(own, beyond);
        if (total > 60)
            covered += std::clamp(1 - distance(mixed, own) / total, 0.0, 1.0);
    }
    return covered;
}

} // namespace

QImage quarters(QSize size)
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(
                x, y, colours[std::size_t((2 * y < size.height() ? 0 : 2) + (2 * x < size.width() ? 0 : 1))]);
    }
    return image;
}

QImage plain(QRgb background)
{
    QImage image(480, 640, QImage::Format_RGB888);
    image.fill(QColor(background));
    QPainter painter(&image);
    painter.fillRect(QRect(40, 420, 400, 220), QColor(40, 42, 60));
    return image;
}

const std::vector<Layout>& sheetLayouts()
{
    static const std::vector<Layout> layouts = resources::sheetLayouts().value();
    return layouts;
}

const Layout& layoutNamed(const QString& id)
{
    return *std::ranges::find(sheetLayouts(), id, &Layout::id);
}

SheetOrder orderNo(int i)
{
    return {u"R2611240%1"_s.arg(i, 3, 10, QLatin1Char('0')), u"吴*"_s, u"2468"_s, u"华南示范大学"_s,
            QDate(2026, 11, 24)};
}

SheetJob jobOf(const Layout& layout, int page, const QImage& picture)
{
    return {layout, page, {{{}, picture, {}, {}}}, orderNo(1), page + 1, int(layout.pages.size())};
}

SheetOptions bareOptions(int dpi)
{
    SheetOptions options;
    options.dpi = dpi;
    options.cropMarks = false;
    options.code = false;
    options.outline = Outline::Never;
    return options;
}

double worstEdge(const QImage& page, double pixelsPerMm, const LayoutPage& layout)
{
    double worst = 0;
    // Nothing can be seen where a neighbour with a shared edge shows the same colour.
    const auto vanishes = [&](QPointF beyond, QRgb own) {
        return std::ranges::any_of(layout.cells, [&](const LayoutCell& other) {
            const QPointF at = beyond - other.mm.topLeft();
            return other.mm.contains(beyond)
                   && expected(other, at.x() / other.mm.width(), at.y() / other.mm.height()) == own;
        });
    };
    const auto look = [&](const LayoutCell& cell, double x, double y, QPoint step, double wanted) {
        const QPointF from(cell.mm.x() + x * cell.mm.width(), cell.mm.y() + y * cell.mm.height());
        const QPointF beyond = step.x() != 0 ? QPointF(wanted + step.x() * 0.5, from.y())
                                             : QPointF(from.x(), wanted + step.y() * 0.5);
        if (vanishes(beyond, expected(cell, x, y)))
            return;
        const QPoint inside(int((cell.mm.x() + x * cell.mm.width()) * pixelsPerMm),
                            int((cell.mm.y() + y * cell.mm.height()) * pixelsPerMm));
        const double far = reach(page, inside, step, expected(cell, x, y));
        const int start = step.x() != 0 ? inside.x() : inside.y();
        const bool forward = step.x() + step.y() > 0;
        const double found = forward ? start + far : start + 1 - far;
        worst = std::max(worst, std::abs(found / pixelsPerMm - wanted));
    };
    for (const LayoutCell& cell : layout.cells) {
        for (const double along : {0.25, 0.75}) {
            look(cell, 0.25, along, {-1, 0}, cell.mm.left());
            look(cell, 0.75, along, {1, 0}, cell.mm.right());
            look(cell, along, 0.25, {0, -1}, cell.mm.top());
            look(cell, along, 0.75, {0, 1}, cell.mm.bottom());
        }
    }
    return worst;
}

int wronglyTurned(const QImage& page, double pixelsPerMm, const LayoutPage& layout)
{
    int wrong = 0;
    for (const LayoutCell& cell : layout.cells) {
        for (const double x : {0.25, 0.75}) {
            for (const double y : {0.25, 0.75}) {
                const QPoint at(int((cell.mm.x() + x * cell.mm.width()) * pixelsPerMm),
                                int((cell.mm.y() + y * cell.mm.height()) * pixelsPerMm));
                wrong += distance(pixelAt(page, at), expected(cell, x, y)) > 30;
            }
        }
    }
    return wrong;
}

bool inCell(QPoint pixel, double pixelsPerMm, const LayoutPage& layout)
{
    return std::ranges::any_of(layout.cells, [&](const LayoutCell& cell) {
        const auto px = [pixelsPerMm](double mm) { return std::lround(mm * pixelsPerMm); };
        return pixel.x() >= px(cell.mm.left()) && pixel.x() < px(cell.mm.right())
               && pixel.y() >= px(cell.mm.top()) && pixel.y() < px(cell.mm.bottom());
    });
}

} // namespace photodesk::test
