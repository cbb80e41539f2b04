#include "fixtures.h"

#include "resources/resources.h"
#include "widgets/face_contours.h"

#include <QPainter>

#include <cmath>
#include <numbers>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

CheckResult check(const QString& id, CheckStatus status, std::optional<double> value, const QString& unit,
                  std::optional<double> min, std::optional<double> max)
{
    CheckResult result;
    result.id = id;
    result.status = status;
    result.value = value;
    result.unit = unit;
    result.min = min;
    result.max = max;
    return result;
}

} // namespace

QImage paintedPortrait(QSize size)
{
    QImage image(size, QImage::Format_RGB888);
    QPainter p(&image);
    p.setRenderHint(QPainter::Antialiasing);
    const double w = size.width(), h = size.height();
    p.fillRect(image.rect(), QColor(122, 170, 220));
    p.setPen(Qt::NoPen);
    p.setBrush(QColor(48, 50, 58));
    p.drawEllipse(QRectF(w * 0.08, h * 0.68, w * 0.84, h * 0.7));
    p.setBrush(QColor(224, 184, 160));
    p.drawRect(QRectF(w * 0.42, h * 0.56, w * 0.16, h * 0.16));
    p.setBrush(QColor(30, 26, 26));
    p.drawEllipse(QRectF(w * 0.27, h * 0.12, w * 0.46, h * 0.45));
    p.setBrush(QColor(236, 198, 174));
    p.drawEllipse(QRectF(w * 0.3, h * 0.2, w * 0.4, h * 0.42));
    p.setBrush(QColor(40, 30, 28));
    p.drawEllipse(QPointF(w * 0.42, h * 0.4), w * 0.025, h * 0.012);
    p.drawEllipse(QPointF(w * 0.58, h * 0.4), w * 0.025, h * 0.012);
    p.setBrush(QColor(190, 110, 104));
    p.drawEllipse(QPointF(w * 0.5, h * 0.53), w * 0.05, h * 0.012);
    p.setPen(QPen(QColor(60, 60, 66), w * 0.006));
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(QPointF(w * 0.42, h * 0.4), w * 0.06, h * 0.035);
    p.drawEllipse(QPointF(w * 0.58, h * 0.4), w * 0.06, h * 0.035);
    return image;
}

std::vector<QPointF> paintedMesh(QSize size)
{
    std::vector<QPointF> points;
    const QPointF centre(size.width() * 0.5, size.height() * 0.41);
    // A sunflower of points fills the face evenly; the named ones are set where they belong.
    for (int i = 0; i < meshPoints; ++i) {
        const double r = std::sqrt((i + 0.5) / meshPoints), a = i * 2.39996;
        points.push_back(
            centre + QPointF(r * std::cos(a) * size.width() * 0.2, r * std::sin(a) * size.height() * 0.21));
    }
    const auto ring = [&](auto indices, QPointF at, double rx, double ry, double start) {
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const double a = start + 2 * std::numbers::pi * double(i) / double(indices.size());
            points[std::size_t(indices[i])] = at + QPointF(std::cos(a) * rx, std::sin(a) * ry);
        }
    };
    const double w = size.width(), h = size.height(), up = -std::numbers::pi / 2, left = std::numbers::pi;
    ring(ovalRing, centre, w * 0.2, h * 0.21, up);
    ring(rightEyeRing, {w * 0.42, h * 0.4}, w * 0.03, h * 0.012, left);
    ring(leftEyeRing, {w * 0.58, h * 0.4}, w * 0.03, h * 0.012, 0);
    ring(lipsOuterRing, {w * 0.5, h * 0.53}, w * 0.05, h * 0.014, left);
    ring(lipsInnerRing, {w * 0.5, h * 0.53}, w * 0.035, h * 0.005, left);
    const auto line = [&](auto indices, QPointF from, QPointF to) {
        for (std::size_t i = 0; i < indices.size(); ++i)
            points[std::size_t(indices[i])] = from + (to - from) * (double(i) / double(indices.size() - 1));
    };
    line(rightBrowLine, {w * 0.36, h * 0.365}, {w * 0.46, h * 0.355});
    line(leftBrowLine, {w * 0.64, h * 0.365}, {w * 0.54, h * 0.355});
    line(noseLine, {w * 0.5, h * 0.39}, {w * 0.5, h * 0.47});
    points[std::size_t(rightPupil)] = {w * 0.42, h * 0.4};
    points[std::size_t(leftPupil)] = {w * 0.58, h * 0.4};
    points[std::size_t(noseTip)] = {w * 0.5, h * 0.47};
    return points;
}

Report paintedReport(QSize size)
{
    const double w = size.width(), h = size.height();
    Report report;
    report.size = size;
    report.faces = 1;
    report.faceBox = QRectF(w * 0.3, h * 0.22, w * 0.4, h * 0.4);
    report.yaw = 2.4;
    report.pitch = -3.1;
    report.roll = 1.2;
    report.points = {{u"right_pupil"_s, {w * 0.42, h * 0.4}}, {u"left_pupil"_s, {w * 0.58, h * 0.4}},
                     {u"chin"_s, {w * 0.5, h * 0.62}},        {u"head_top"_s, {w * 0.5, h * 0.12}},
                     {u"right_cheek"_s, {w * 0.3, h * 0.42}}, {u"left_cheek"_s, {w * 0.7, h * 0.42}},
                     {u"nose_tip"_s, {w * 0.5, h * 0.47}}};
    report.crop =
        QRectF(0.04 * w, 0.02 * h, 0.92 * w, 0.92 * w * 4 / 3 <= 0.96 * h ? 0.92 * w * 4 / 3 : 0.96 * h);
    using S = CheckStatus;
    report.checks = {check(u"faces.count"_s, S::Pass, 1, {}, 1, 1),
                     check(u"pose.yaw"_s, S::Pass, 2.4, u"deg"_s, -6, 6),
                     check(u"pose.roll"_s, S::Pass, 1.2, u"deg"_s, -4, 4),
                     check(u"light.left_right"_s, S::Warn, 0.71, u"ratio"_s, 0.75, {}),
                     check(u"eyes.left_open"_s, S::Pass, 0.27, u"ratio"_s, 0.21, {}),
                     check(u"face.width"_s, S::Pass, 209, u"px"_s, 180, 300),
                     check(u"glasses.worn"_s, S::Fail, 0.31, u"share"_s, {}, 0.035),
                     check(u"head.top"_s, S::Warn, 112, u"px"_s, 50, 110),
                     check(u"eye.line"_s, S::Pass, 248, u"px"_s, 200, 300),
                     check(u"hair.brows"_s, S::NotAssessed, {}, u"share"_s, {}, 0.3),
                     check(u"background.plain"_s, S::Pass, 6.5, u"delta_e"_s, {}, 10)};
    report.checks[6].code = u"G01"_s;
    report.checks[6].place = QRectF(w * 0.35, h * 0.35, w * 0.3, h * 0.1);
    report.checks[3].place = QRectF(w * 0.3, h * 0.25, w * 0.4, h * 0.35);
    report.checks[9].why = u"too_few_pixels"_s;
    return report;
}

Standard paintedStandard()
{
    auto standard = resources::standard(u"chsi_xinhua_gd_seed"_s);
    if (!standard)
        qFatal("the standard is missing");
    return *std::move(standard);
}

} // namespace photodesk::widgets
