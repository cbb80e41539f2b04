#include "imaging/codes.h"
#include "imaging/codes/clean.h"
#include "imaging/codes/islands.h"
#include "imaging/codes/recipes.h"
#include "imaging/codes/zxing.h"
#include "imaging/mat_view.h"
#include "resources/resources.h"

#include <QElapsedTimer>
#include <QLineF>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr double midPixels = 1.1e6, twicePixels = 1.5e6;
constexpr int blankRounds = 4, islandsMost = 60;

double sideOf(const Code& code)
{
    return std::max(QLineF(code.corners[0], code.corners[2]).length(),
                    QLineF(code.corners[1], code.corners[3]).length());
}

QPointF centreOf(const Code& code)
{
    return (code.corners[0] + code.corners[1] + code.corners[2] + code.corners[3]) / 4;
}

bool isSame(const Code& a, const Code& b)
{
    return a.symbology == b.symbology && a.bytes == b.bytes
           && QLineF(centreOf(a), centreOf(b)).length() < 0.5 * std::max(sideOf(a), sideOf(b));
}

/// One reading: the picture at the sizes asked for so far, and what was found.
class Reader {
public:
    Reader(cv::Mat grey, const zxing::Look& wanted, const ReadOptions& options)
        : full_(std::move(grey)), wanted_(wanted), options_(options)
    {
        clock_.start();
    }

    std::vector<Code> run()
    {
        plain();
        if (options_.hardest != ReadPass::Plain) {
            for (const Recipe& recipe : harderRecipes()) {
                if (mayGoOn())
                    follow(recipe, ReadPass::Harder);
            }
            if (wanted_.dataMatrix)
                lookAtIslands();
            lookBesides();
        }
        if (options_.hardest == ReadPass::Rescue) {
            for (const Recipe& recipe : rescueRecipes()) {
                if (found_.empty() && mayGoOn())
                    follow(recipe, ReadPass::Rescue);
            }
        }
        std::stable_sort(found_.begin(), found_.end(),
                         [](const Code& a, const Code& b) { return sideOf(a) > sideOf(b); });
        return std::move(found_);
    }

private:
    struct Scaled {
        cv::Mat grey;
        double scale = 1; ///< pixels of the picture given a pixel of this one
    };

    [[nodiscard]] bool mayGoOn() const
    {
        return int(found_.size()) < options_.maxCodes && clock_.elapsed() < options_.budgetMs;
    }

    [[nodiscard]] Scaled resized(double factor, int method) const
    {
        cv::Mat small;
        const cv::Size size(std::max(1, int(std::lround(full_.cols * factor))),
                            std::max(1, int(std::lround(full_.rows * factor))));
        cv::resize(full_, small, size, 0, 0, method);
        return {small, 1 / factor};
    }

    const Scaled& at(Level level)
    {
        Scaled& kept = levels_[std::size_t(level)];
        if (!kept.grey.empty())
            return kept;
        const double pixels = double(full_.total()), mid = std::min(1.0, std::sqrt(midPixels / pixels));
        switch (level) {
        case Level::Full: kept = {full_, 1}; break;
        case Level::Mid: kept = mid < 1 ? resized(mid, cv::INTER_AREA) : Scaled{full_, 1}; break;
        case Level::Low: kept = resized(mid / 2, cv::INTER_AREA); break;
        case Level::Twice: kept = pixels > twicePixels ? Scaled{} : resized(2, cv::INTER_CUBIC); break;
        }
        return kept;
    }

    void plain()
    {
        const Scaled& mid = at(Level::Mid);
        keep(zxing::look(mid.grey, wanted_), mid.scale, ReadPass::Plain, false);
    }

    void follow(const Recipe& recipe, ReadPass pass)
    {
        const Scaled& level = at(recipe.level);
        if (level.grey.empty())
            return;
        cv::Mat grey = level.grey;
        if (recipe.rounds > 0)
            grey = deblurred(grey, recipe.sigma, recipe.rounds);
        zxing::Look look = wanted_;
        look.harder = true;
        look.binary = recipe.reachX > 0;
        if (look.binary)
            grey = localThreshold(grey, recipe.smooth, recipe.reachX, recipe.reachY);
        if (recipe.inverted) {
            cv::Mat negative; // never in place: `grey` may be the kept level itself
            cv::bitwise_not(grey, negative);
            grey = negative;
        }
        keep(zxing::look(grey, look), level.scale, pass, recipe.inverted);
    }

    void lookAtIslands()
    {
        zxing::Look look;
        look.dataMatrix = look.harder = true;
        const qint64 most = resources::limit("code_islands_max_pixels"_L1);
        for (const Level size : {Level::Mid, Level::Full}) {
            const Scaled& level = at(size);
            if (!mayGoOn() || qint64(level.grey.total()) > most) // the search itself takes four bytes a pixel
                return;
            for (const cv::Rect& place : islands(level.grey, islandsMost)) {
                if (!mayGoOn())
                    return;
                keep(zxing::look(level.grey(place), look), level.scale, ReadPass::Harder, false, place.tl());
            }
            if (level.scale == 1)
                return;
        }
    }

    /// Finder patterns of several symbols get in each other's way: those that are read are painted over, and
    /// the rest is looked at again.
    void lookBesides()
    {
        for (int round = 0; round < blankRounds && !found_.empty() && mayGoOn(); ++round) {
            const std::size_t before = found_.size();
            const Scaled& level = at(Level::Mid);
            cv::Mat grey = level.grey.clone();
            for (const Code& code : found_) {
                std::vector<cv::Point> outline;
                for (const QPointF& corner : code.corners)
                    outline.emplace_back(int(corner.x() / level.scale), int(corner.y() / level.scale));
                cv::fillConvexPoly(grey, outline, cv::Scalar(160));
            }
            zxing::Look look = wanted_;
            look.harder = true;
            keep(zxing::look(grey, look), level.scale, ReadPass::Harder, false);
            look.binary = true;
            keep(zxing::look(localThreshold(grey, 1, 61, 61), look), level.scale, ReadPass::Harder, false);
            if (found_.size() == before)
                return;
        }
    }

    void keep(std::vector<Code> codes, double scale, ReadPass pass, bool inverted, cv::Point origin = {})
    {
        for (Code& code : codes) {
            // ZXing names pixels by their index, we by their corner.
            for (QPointF& corner : code.corners)
                corner = (corner + QPointF(origin.x + 0.5, origin.y + 0.5)) * scale;
            code.pass = pass;
            code.inverted = inverted;
            const bool known =
                std::any_of(found_.begin(), found_.end(), [&](const Code& c) { return isSame(c, code); });
            if (!known && int(found_.size()) < options_.maxCodes)
                found_.push_back(std::move(code));
        }
    }

    cv::Mat full_;
    zxing::Look wanted_;
    ReadOptions options_;
    QElapsedTimer clock_;
    std::array<Scaled, 4> levels_;
    std::vector<Code> found_;
};

cv::Mat greyOf(const QImage& image)
{
    cv::Mat grey;
    if (image.format() == QImage::Format_Grayscale8)
        return viewOf(image).clone();
    // Transparent parts are laid on white, as people see them.
    QImage plain = image;
    if (image.hasAlphaChannel()) {
        plain = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
        for (int y = 0; y < plain.height(); ++y) {
            QRgb* line = reinterpret_cast<QRgb*>(plain.scanLine(y));
            for (int x = 0; x < plain.width(); ++x) {
                const int rest = 255 - qAlpha(line[x]);
                line[x] = qRgb(qRed(line[x]) + rest, qGreen(line[x]) + rest, qBlue(line[x]) + rest);
            }
        }
        plain.reinterpretAsFormat(QImage::Format_RGB32);
    }
    plain = plain.convertToFormat(QImage::Format_RGB888);
    if (!plain.isNull())
        cv::cvtColor(viewOf(plain), grey, cv::COLOR_RGB2GRAY);
    return grey;
}

} // namespace

Result<std::vector<Code>> readCodes(const QImage& image, const std::vector<Symbology>& wanted,
                                    const ReadOptions& options)
{
    ReadOptions used = options;
    if (used.budgetMs <= 0)
        used.budgetMs = int(resources::limit("code_read_budget_ms"_L1));
    if (used.maxPixels <= 0)
        used.maxPixels = resources::limit("upload_max_pixels"_L1);
    if (image.isNull())
        return fail(ErrorCode::NotAnImage, u"no picture to read codes from"_s);
    if (qint64(image.width()) * image.height() > used.maxPixels)
        return fail(ErrorCode::TooManyPixels);
    zxing::Look look;
    for (const Symbology symbology : wanted) {
        look.qr |= symbology == Symbology::Qr;
        look.dataMatrix |= symbology == Symbology::DataMatrix;
        look.code128 |= symbology == Symbology::Code128;
    }
    try {
        cv::Mat grey = greyOf(image);
        if (grey.empty())
            return fail(ErrorCode::NotAnImage, u"pixels could not be converted"_s);
        return Reader(std::move(grey), look, used).run();
    } catch (const std::exception& problem) {
        return fail(ErrorCode::Internal, QString::fromUtf8(problem.what()));
    }
}

} // namespace photodesk::imaging
