#include "imaging/codes/clean.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace photodesk::imaging {
namespace {

constexpr int block = 8, blocksRound = 2, blocksAcross = 2 * blocksRound + 1;
constexpr int contrastMin = 24;

int blockPlace(int index, int length)
{
    return std::min(index * block, length - block); // the last one overlaps
}

/// The level of each block that parts dark from bright.
cv::Mat blockLevels(const cv::Mat& grey)
{
    cv::Mat levels((grey.rows + block - 1) / block, (grey.cols + block - 1) / block, CV_8U);
    for (int row = 0; row < levels.rows; ++row) {
        for (int column = 0; column < levels.cols; ++column) {
            int sum = 0, low = 255, high = 0;
            for (int y = 0; y < block; ++y) {
                const uchar* line =
                    grey.ptr<uchar>(blockPlace(row, grey.rows) + y) + blockPlace(column, grey.cols);
                for (int x = 0; x < block; ++x) {
                    sum += line[x];
                    low = std::min(low, int(line[x]));
                    high = std::max(high, int(line[x]));
                }
            }
            int level = sum / (block * block);
            if (high - low <= contrastMin) {
                // Plain: white, unless the blocks before it say that it lies within something dark.
                level = low / 2;
                if (row > 0 && column > 0) {
                    const int before =
                        (levels.at<uchar>(row - 1, column) + 2 * levels.at<uchar>(row, column - 1)
                         + levels.at<uchar>(row - 1, column - 1))
                        / 4;
                    level = low < before ? before : level;
                }
            }
            levels.at<uchar>(row, column) = uchar(level);
        }
    }
    return levels;
}

} // namespace

cv::Mat blockThreshold(const cv::Mat& grey)
{
    cv::Mat result(grey.size(), CV_8U);
    if (std::min(grey.cols, grey.rows) < blocksAcross * block) {
        cv::threshold(grey, result, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
        return result;
    }
    cv::Mat sums;
    const cv::Mat levels = blockLevels(grey);
    cv::boxFilter(levels, sums, CV_32S, {blocksAcross, blocksAcross}, {-1, -1}, false);
    for (int row = 0; row < levels.rows; ++row) {
        for (int column = 0; column < levels.cols; ++column) {
            const int sum = sums.at<int>(std::clamp(row, blocksRound, levels.rows - 1 - blocksRound),
                                         std::clamp(column, blocksRound, levels.cols - 1 - blocksRound));
            const int level = sum / (blocksAcross * blocksAcross);
            for (int y = 0; y < block; ++y) {
                const int line = blockPlace(row, grey.rows) + y, left = blockPlace(column, grey.cols);
                const uchar* from = grey.ptr<uchar>(line) + left;
                uchar* to = result.ptr<uchar>(line) + left;
                for (int x = 0; x < block; ++x)
                    to[x] = from[x] > level ? 255 : 0;
            }
        }
    }
    return result;
}

cv::Mat localThreshold(const cv::Mat& grey, double smooth, int reachX, int reachY)
{
    cv::Mat calm, mean; // calm must not share pixels with grey: OpenCV would then blur the caller's picture
    if (smooth > 0)
        cv::GaussianBlur(grey, calm, {}, smooth);
    else
        calm = grey;
    cv::boxFilter(calm, mean, CV_8U, {std::min(reachX, grey.cols) | 1, std::min(reachY, grey.rows) | 1},
                  {-1, -1}, true, cv::BORDER_REPLICATE);
    return calm > mean;
}

cv::Mat deblurred(const cv::Mat& grey, double sigma, int rounds)
{
    cv::Mat seen, guess, again;
    grey.convertTo(seen, CV_32F);
    guess = seen.clone();
    for (int i = 0; i < rounds; ++i) {
        cv::GaussianBlur(guess, again, {}, sigma);
        guess += seen - again;
        // Light is neither negative nor endless: this keeps the rings small.
        cv::min(guess, 255.0, guess);
        cv::max(guess, 0.0, guess);
    }
    cv::Mat result;
    guess.convertTo(result, CV_8U);
    return result;
}

} // namespace photodesk::imaging
