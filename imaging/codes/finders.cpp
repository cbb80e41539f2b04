#include "imaging/codes/finders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace photodesk::imaging {
namespace {

constexpr int rowStep = 3;            // ZXing's own: a centre of three modules is at least as high
constexpr int columnByRow = 3;        // ZXing follows a column three times as far as the row
constexpr double tolerance = 0.75;    // of a module; ZXing allows that in its laxest test
constexpr double tolerancePixels = 1; // it allows half a pixel

using Runs = std::array<int, 5>;

struct Finder {
    double x, y, module;
};

double moduleOf(const Runs& runs)
{
    return (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
}

bool isFinder(const Runs& runs)
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

/// The five runs of a column round a dark pixel, the outer ones not followed beyond `reach` pixels.
Runs columnThrough(const cv::Mat& picture, int x, int y, int reach)
{
    Runs runs{};
    for (const int step : {-1, 1}) {
        int at = step < 0 ? y : y + 1, left = reach;
        for (int i = 0; i < 3; ++i) {
            const bool dark = i != 1;
            int& run = runs[std::size_t(2 + step * i)];
            while (at >= 0 && at < picture.rows && left > 0 && (picture.at<uchar>(at, x) < 128) == dark) {
                ++run, --left;
                at += step;
            }
        }
    }
    return runs;
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
            if (!isFinder(runs))
                continue;
            const int x = (ends[i + 2] + ends[i + 3]) / 2, reach = columnByRow * (ends[i + 5] - ends[i]);
            const Runs column = columnThrough(blackWhite, x, y, reach);
            if (!isFinder(column))
                continue;
            // The middle of the column, so that the rows of one pattern agree.
            int top = y;
            while (top > 0 && blackWhite.at<uchar>(top - 1, x) < 128)
                --top;
            const Finder finder{double(x), top + column[2] / 2.0, moduleOf(runs)};
            if (isKnown(found, finder))
                continue;
            found.push_back(finder);
            if (int(found.size()) > most)
                return int(found.size());
        }
    }
    return int(found.size());
}

} // namespace photodesk::imaging
