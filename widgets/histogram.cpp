#include "widgets/histogram.h"

#include "widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace photodesk::widgets {
namespace {

struct HistogramWords {
    Q_DECLARE_TR_FUNCTIONS(Histogram)
};

constexpr QSizeF panelSize(224, 124); // logical pixels
constexpr QRectF plot(10, 28, 204, 86);
constexpr double cornerDistance = 12;

QColor ink(Role role, double alpha = 1)
{
    QColor colour = Tokens::builtIn().colour(Scheme::Dark, role);
    colour.setAlphaF(float(alpha));
    return colour;
}

/// The height of the plot stands for this many pixels. The two ends would flatten all between them where
/// much is black or white; they run out of the top instead.
double tallest(const Histogram& histogram)
{
    quint32 most = 1;
    for (const auto* counts : {&histogram.luma, &histogram.red, &histogram.green, &histogram.blue})
        most = std::max(most, *std::max_element(counts->begin() + 1, counts->end() - 1));
    return std::sqrt(double(most));
}

/// Square roots: small humps count in judging a photo, and a plain background would dwarf them.
QPolygonF curve(const Histogram::Counts& counts, double most)
{
    QPolygonF line;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double share = std::min(1.0, std::sqrt(double(counts[i])) / most);
        line << QPointF(plot.left() + double(i) / 255 * plot.width(), plot.bottom() - share * plot.height());
    }
    return line;
}

} // namespace

Histogram histogramOf(const QImage& picture, const QRect& part)
{
    constexpr qint64 enough = 1'000'000;
    Histogram out;
    const QRect area = part.isNull() ? picture.rect() : part & picture.rect();
    if (area.isEmpty())
        return out;
    // Rows are converted one by one: a copy of 50 megapixels in another format is not worth a histogram.
    const qint64 pixels = qint64(area.width()) * area.height();
    const int step = std::max(1, int(std::sqrt(double(pixels) / enough)));
    for (int y = area.top(); y <= area.bottom(); y += step) {
        const QImage row =
            picture.copy(area.left(), y, area.width(), 1).convertToFormat(QImage::Format_RGB32);
        const auto* in = reinterpret_cast<const QRgb*>(row.constScanLine(0));
        for (int x = 0; x < row.width(); x += step) {
            const int r = qRed(in[x]), g = qGreen(in[x]), b = qBlue(in[x]);
            ++out.red[std::size_t(r)];
            ++out.green[std::size_t(g)];
            ++out.blue[std::size_t(b)];
            ++out.luma[std::size_t((r * 77 + g * 150 + b * 29) >> 8)];
            ++out.pixels;
        }
    }
    return out;
}

void HistogramPanel::set(std::shared_ptr<const Histograms> histograms, bool faceOnly)
{
    if (histograms == histograms_ && faceOnly == faceOnly_)
        return;
    histograms_ = std::move(histograms);
    faceOnly_ = faceOnly;
    drawn_ = {};
}

void HistogramPanel::paint(QPainter& painter, const QRectF& area)
{
    const bool fits = area.width() > panelSize.width() * 1.5 && area.height() > panelSize.height() * 2;
    if (!histograms_ || !fits)
        return;
    const double dpr = painter.device()->devicePixelRatioF();
    if (drawn_.isNull() || !qFuzzyCompare(drawn_.devicePixelRatio(), dpr))
        drawn_ = draw(dpr);
    painter.drawPixmap(area.bottomRight()
                           - QPointF(panelSize.width() + cornerDistance, panelSize.height() + cornerDistance),
                       drawn_);
}

QPixmap HistogramPanel::draw(double dpr) const
{
    QPixmap pixmap((panelSize * dpr).toSize());
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink(Role::OverlayDark, 0.82));
    painter.drawRoundedRect(QRectF(QPointF(), panelSize), 6, 6);

    const bool face = faceOnly_ && histograms_->face;
    painter.setFont(Theme::current().font(TextSize::Small));
    painter.setPen(ink(Role::OverlayLine));
    const QString title = face        ? HistogramWords::tr("Brightness of the face")
                          : faceOnly_ ? HistogramWords::tr("Brightness (no face found)")
                                      : HistogramWords::tr("Brightness");
    painter.drawText(QRectF(plot.left(), 4, plot.width(), 20), Qt::AlignLeft | Qt::AlignVCenter, title);

    const Histogram& shown = face ? *histograms_->face : histograms_->all;
    const double most = tallest(shown);
    painter.setPen(QPen(ink(Role::OverlayLine, 0.25), 1));
    for (const double quarter : {0.25, 0.5, 0.75}) {
        const double x = std::round(plot.left() + quarter * plot.width()) + 0.5;
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    QPainterPath hill(plot.bottomLeft());
    for (const QPointF& point : curve(shown.luma, most))
        hill.lineTo(point);
    hill.lineTo(plot.bottomRight());
    painter.fillPath(hill, ink(Role::OverlayLine, 0.45));
    painter.setBrush(Qt::NoBrush);
    // Letters beside the colours: whoever can't tell them apart still knows which channel it is.
    double x = plot.right();
    for (const auto& [counts, role, letter] :
         {std::tuple{&shown.blue, Role::ChannelBlue, QStringLiteral("B")},
          std::tuple{&shown.green, Role::ChannelGreen, QStringLiteral("G")},
          std::tuple{&shown.red, Role::ChannelRed, QStringLiteral("R")}}) {
        painter.setPen(QPen(ink(role), 1.2));
        painter.drawPolyline(curve(*counts, most));
        painter.drawText(QRectF(x - 12, 4, 12, 20), Qt::AlignRight | Qt::AlignVCenter, letter);
        x -= 14;
    }
    return pixmap;
}

} // namespace photodesk::widgets
