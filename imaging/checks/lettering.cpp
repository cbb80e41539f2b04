#include "imaging/checks/families.h"
#include "imaging/checks/lettering_rows.h"
#include "imaging/checks/samples.h"
#include "imaging/mat_view.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

constexpr int workSide = 640;       // longer side of the picture that is searched, pixels
constexpr double strokeStep = 40;   // levels between a stroke and its ground
constexpr double oneColour = 25;    // levels between letters of one line
constexpr int farthestLetter = 280; // pixels: 3.5 of the tallest letters
constexpr int lettersLeast = 5;     // of a row that counts as writing

struct Glyph {
    cv::Rect box;
    cv::Vec3f colour; ///< mean of its ink
};

bool hasLetterShape(const cv::Rect& box, int ink)
{
    const double share = double(ink) / box.area();
    return box.height >= 7 && box.height <= 80 && box.width >= 2 && box.width <= 2 * box.height
           && share > 0.15 && share < 0.95;
}

cv::Vec3f inkOf(const cv::Mat& rgb, const cv::Mat& labels, const cv::Rect& box, int label)
{
    cv::Vec3i sum;
    int count = 0;
    for (int y = box.y; y < box.br().y; ++y) {
        const auto* p = rgb.ptr<cv::Vec3b>(y);
        const auto* l = labels.ptr<int>(y);
        for (int x = box.x; x < box.br().x; ++x) {
            if (l[x] == label) {
                sum += cv::Vec3i(p[x]);
                ++count;
            }
        }
    }
    return cv::Vec3f(sum) / float(std::max(1, count));
}

/// Thin bright or dark strokes: what closing or opening with a square wider than a stroke takes away.
/// `most` gets how far each pixel stands out.
std::vector<Glyph> glyphsOf(const cv::Mat& rgb, const cv::Mat& where, bool dark, cv::Mat& most)
{
    cv::Mat hat;
    const cv::Mat square = cv::getStructuringElement(cv::MORPH_RECT, {9, 9});
    cv::morphologyEx(rgb, hat, dark ? cv::MORPH_BLACKHAT : cv::MORPH_TOPHAT, square);
    std::array<cv::Mat, 3> channels; // an orange date on a grey shirt differs in one of them only
    cv::split(hat, channels.data());
    most = cv::max(channels[0], cv::max(channels[1], channels[2]));
    const cv::Mat ink = (most > strokeStep) & where;
    cv::Mat labels, stats, centres;
    // Short labels take a third of the time, and there can't be more of them than pixels of ink.
    const int type = cv::countNonZero(ink) < 65'535 ? CV_16U : CV_32S;
    const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, type);
    labels.convertTo(labels, CV_32S);
    std::vector<Glyph> glyphs;
    for (int i = 1; i < count; ++i) {
        const int* s = stats.ptr<int>(i);
        const cv::Rect box(s[cv::CC_STAT_LEFT], s[cv::CC_STAT_TOP], s[cv::CC_STAT_WIDTH],
                           s[cv::CC_STAT_HEIGHT]);
        if (!hasLetterShape(box, s[cv::CC_STAT_AREA]))
            continue;
        glyphs.push_back({box, inkOf(rgb, labels, box, i)});
    }
    std::ranges::sort(glyphs, {}, [](const Glyph& g) { return g.box.x; });
    return glyphs;
}

/// Two letters of one line: of one height, on one line, near each other and of one colour.
bool follows(const Glyph& first, const Glyph& second)
{
    const cv::Rect &a = first.box, &b = second.box;
    const double tall = std::max(a.height, b.height), less = std::min(a.height, b.height);
    const double gap = b.x - (a.x + a.width);
    return less > 0.7 * tall && std::abs((a.y + a.height) - (b.y + b.height)) < 0.12 * tall
           && gap >= -0.1 * tall && gap <= 1.4 * tall
           && cv::norm(first.colour - second.colour, cv::NORM_INF) < oneColour;
}

struct Line {
    int letters = 0;
    cv::Rect box;
};

Line longestLine(const std::vector<Glyph>& glyphs)
{
    Line best;
    std::vector<Line> ending; // the longest line that ends with each letter
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        Line line{1, glyphs[i].box};
        for (std::size_t j = i; j-- > 0;) {
            if (glyphs[i].box.x - glyphs[j].box.x > farthestLetter)
                break;
            if (ending[j].letters >= line.letters && follows(glyphs[j], glyphs[i]))
                line = {ending[j].letters + 1, ending[j].box | glyphs[i].box};
        }
        ending.push_back(line);
        if (line.letters > best.letters)
            best = line;
    }
    return best;
}

/// Everything but the head: hair and features are full of strokes.
cv::Mat searchedPart(const Context& context, cv::Size size, double scale)
{
    cv::Mat where(size, CV_8U, cv::Scalar(255));
    const AreaPatch& area = *context.area;
    const cv::Mat head = cv::max(cv::max(area.hair, area.faceSkin), area.other) > 0.1;
    cv::Mat grown;
    cv::dilate(head, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, {9, 9}));
    const cv::Rect target(int(area.origin.x() * scale), int(area.origin.y() * scale),
                          std::max(1, int(grown.cols / area.kx * scale)),
                          std::max(1, int(grown.rows / area.ky * scale)));
    const cv::Rect inside = target & cv::Rect(0, 0, size.width, size.height);
    if (inside.empty())
        return where;
    cv::Mat fitted;
    cv::resize(grown, fitted, inside.size(), 0, 0, cv::INTER_NEAREST);
    where(inside).setTo(0, fitted);
    return where;
}

} // namespace

void checkLettering(const Context& context, Findings& findings)
{
    if (!context.area)
        return;
    if (context.photo.halvings > 0) {
        findings.skip("frame.text"_L1, "reduced"_L1);
        return;
    }
    const cv::Mat image = viewOf(context.photo.image);
    const double scale = std::min(1.0, double(workSide) / std::max(image.cols, image.rows));
    cv::Mat small;
    if (scale < 1)
        cv::resize(image, small, {}, scale, scale, scale < 0.5 ? cv::INTER_LINEAR : cv::INTER_AREA);
    else
        small = image;
    const cv::Mat where = searchedPart(context, small.size(), scale);
    Line best;
    for (const bool dark : {true, false}) {
        cv::Mat most, searched;
        const Line line = longestLine(glyphsOf(small, where, dark, most));
        if (line.letters > best.letters)
            best = line;
        most.copyTo(searched, where);
        const auto row = cleanRowOf(small, searched);
        if (row && row->parts > best.letters)
            best = {row->parts, row->box};
    }
    std::optional<QRectF> place;
    if (best.letters >= lettersLeast)
        place =
            QRectF(best.box.x / scale, best.box.y / scale, best.box.width / scale, best.box.height / scale);
    findings.add("frame.text"_L1, best.letters, place);
}

} // namespace photodesk::imaging
