#include "imaging/codes/finders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr int rowStep = 3;     // ZXing's own: a centre of three modules is at least as high
constexpr int columnByRow = 3; // ZXing follows a column three times as far as the row
/// Of a module: ZXing allows half of one, three quarters on the diagonals, and half a pixel.
constexpr double straight = 0.5, slanted = 0.75, tolerancePixels = 0.6;

constexpr int centreMin = 3; // pixels; narrower ones ZXing passes over, and noise is full of them

using Runs = std::array<int, 5>;

struct Finder {
    double x, y, module;
};

double moduleOf(const Runs& runs)
{
    return (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
}

bool isFinder(const Runs& runs, double tolerance)
{
    const double module = moduleOf(runs), most = tolerance * module + tolerancePixels;
    if (module < 1)
        return false;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i] == 0 || std::abs(runs[i] - (i == 2 ? 3 : 1) * module) > most)
            return false;
    }
    return true;
}

/// The five runs through a dark pixel in a direction and against it, followed for `reach` steps each way.
Runs runsThrough(const cv::Mat& picture, cv::Point at, cv::Point direction, int reach)
{
    const cv::Rect frame(0, 0, picture.cols, picture.rows);
    Runs runs{};
    for (const int side : {-1, 1}) {
        cv::Point place = side < 0 ? at : at + direction;
        int left = reach;
        for (int i = 0; i < 3; ++i) {
            const bool dark = i != 1;
            int& run = runs[std::size_t(2 + side * i)];
            while (left > 0 && frame.contains(place) && (picture.at<uchar>(place) < 128) == dark) {
                ++run, --left;
                place += side * direction;
            }
        }
    }
    return runs;
}

/// The middle of the runs along `direction`.
cv::Point centred(const Runs& runs, const cv::Mat& picture, cv::Point at, cv::Point direction)
{
    const cv::Rect frame(0, 0, picture.cols, picture.rows);
    while (frame.contains(at - direction) && picture.at<uchar>(at - direction) < 128)
        at -= direction;
    return at + direction * ((runs[2] - 1) / 2);
}

/// ZXing's own order: column and row, each time going to the middle, then both diagonals, which noise seldom
/// has.
std::optional<Finder> finderAt(const cv::Mat& picture, cv::Point at, int width)
{
    const int reach = columnByRow * width;
    Runs runs{};
    for (const cv::Point direction : {cv::Point(0, 1), cv::Point(1, 0)}) {
        runs = runsThrough(picture, at, direction, reach);
        if (!isFinder(runs, straight))
            return std::nullopt;
        at = centred(runs, picture, at, direction);
    }
    for (const cv::Point direction : {cv::Point(1, 1), cv::Point(1, -1)}) {
        if (!isFinder(runsThrough(picture, at, direction, 2 * reach), slanted))
            return std::nullopt;
    }
    return Finder{double(at.x), double(at.y), moduleOf(runs)};
}

bool isKnown(const std::vector<Finder>& found, const Finder& finder)
{
    return std::any_of(found.rbegin(), found.rend(), [&](const Finder& old) {
        return std::abs(old.x - finder.x) < 2 * finder.module
               && std::abs(old.y - finder.y) < 2 * finder.module && old.module < 1.5 * finder.module
               && finder.module < 1.5 * old.module;
    });
}

} // namespace

int countFinders(const cv::Mat& blackWhite, int most)
{
    std::vector<Finder> found;
    std::vector<int> ends; // of the runs of a row, the first one white
    for (int y = rowStep - 1; y < blackWhite.rows; y += rowStep) {
        const uchar* row = blackWhite.ptr<uchar>(y);
        ends.clear();
        bool dark = false;
        for (int x = 0; x < blackWhite.cols; ++x) {
            if ((row[x] < 128) != dark) {
                ends.push_back(x);
                dark = !dark;
            }
        }
        ends.push_back(blackWhite.cols);
        for (std::size_t i = 0; i + 5 < ends.size(); i += 2) {
            Runs runs;
            for (std::size_t k = 0; k < runs.size(); ++k)
                runs[k] = ends[i + k + 1] - ends[i + k];
            if (runs[2] < centreMin || !isFinder(runs, straight))
                continue;
            const auto finder =
                finderAt(blackWhite, {(ends[i + 2] + ends[i + 3]) / 2, y}, ends[i + 5] - ends[i]);
            if (!finder || isKnown(found, *finder))
                continue;
            found.push_back(*finder);
            if (int(found.size()) > most)
                return int(found.size());
        }
    }
    return int(found.size());
}

} // namespace photodesk::imaging
