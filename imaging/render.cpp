#include "imaging/render.h"

#include "imaging/mat_view.h"
#include "imaging/output/jpeg_writer.h"
#include "imaging/output/scene.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {

Result<Rendered> render(const Photo& photo, const Analysis& analysis, const Standard& standard,
                        QRgb background, const RenderOptions& options)
{
    try {
        PD_ASSIGN(const Scene scene, makeScene(photo, analysis, standard, options));
        return deliver(scene, standard, background);
    } catch (const std::exception&) {
        return fail(ErrorCode::RenderFailed, u"library"_s);
    }
}

void addChecks(Report& report, const std::vector<CheckResult>& checks)
{
    for (const CheckResult& check : checks) {
        const auto same = std::ranges::find(report.checks, check.id, &CheckResult::id);
        if (same == report.checks.end())
            report.checks.push_back(check);
        else
            *same = check;
    }
}

Result<QByteArray> thumbnail(const QImage& image, int side)
{
    if (image.isNull() || side < 1)
        return fail(ErrorCode::EncodeFailed, u"no image"_s);
    try {
        const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
        const QSize size = rgb.size().scaled(side, side, Qt::KeepAspectRatio).expandedTo({1, 1});
        QImage small(size, QImage::Format_RGB888);
        cv::Mat out = writableViewOf(small);
        cv::resize(viewOf(rgb), out, out.size(), 0, 0, cv::INTER_AREA);
        return writeJpeg(small, {80, false, 72});
    } catch (const std::exception&) {
        return fail(ErrorCode::EncodeFailed, u"library"_s);
    }
}

} // namespace photodesk::imaging
