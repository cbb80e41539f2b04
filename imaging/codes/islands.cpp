#include "imaging/codes/islands.h"

#include "imaging/codes/clean.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace photodesk::imaging {
namespace {

constexpr int sideMin = 14, longestByShortest = 8;
constexpr double coveredMin = 0.35; // of the bounding box: a square turned by 45° covers half

} // namespace

std::vector<cv::Rect> islands(const cv::Mat& grey, int most)
{
    std::vector<cv::Rect> found;
    cv::Mat dark;
    cv::bitwise_not(localThreshold(grey, 0, 101, 101), dark);
    // Modules are 2–12 pixels wide: the gaps that must close differ.
    for (const int gap : {7, 15}) {
        cv::Mat closed, labels, stats, centres;
        cv::morphologyEx(dark, closed, cv::MORPH_CLOSE,
                         cv::getStructuringElement(cv::MORPH_RECT, {gap, gap}));
        const int count = cv::connectedComponentsWithStats(closed, labels, stats, centres, 4);
        for (int i = 1; i < count; ++i) {
            const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                               stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
            const int shorter = std::min(box.width, box.height), longer = std::max(box.width, box.height);
            if (shorter < sideMin || longer > longestByShortest * shorter
                || stats.at<int>(i, cv::CC_STAT_AREA) < coveredMin * box.area())
                continue;
            const int margin = std::max(3, shorter / 6);
            const cv::Rect wide(box.x - margin, box.y - margin, box.width + 2 * margin,
                                box.height + 2 * margin);
            found.push_back(wide & cv::Rect(0, 0, grey.cols, grey.rows));
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const cv::Rect& a, const cv::Rect& b) { return a.area() > b.area(); });
    if (int(found.size()) > most)
        found.resize(std::size_t(most));
    return found;
}

} // namespace photodesk::imaging
