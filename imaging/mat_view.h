#pragma once

#include <QImage>

#include <opencv2/core/mat.hpp>

namespace photodesk::imaging {

/// The pixels of a QImage as a Mat without a copy. RGB888 gives CV_8UC3 in the order R, G, B; Grayscale8
/// gives CV_8UC1. The image must outlive the view; a view of a const image must not be written.
inline cv::Mat viewOf(const QImage& image)
{
    const int type = image.format() == QImage::Format_Grayscale8 ? CV_8UC1 : CV_8UC3;
    return cv::Mat(image.height(), image.width(), type, const_cast<uchar*>(image.constBits()),
                   std::size_t(image.bytesPerLine()));
}

inline cv::Mat writableViewOf(QImage& image)
{
    const int type = image.format() == QImage::Format_Grayscale8 ? CV_8UC1 : CV_8UC3;
    return cv::Mat(image.height(), image.width(), type, image.bits(), std::size_t(image.bytesPerLine()));
}

/// A deep copy of an 8-bit Mat with one or three channels.
inline QImage imageOf(const cv::Mat& mat)
{
    QImage image(mat.cols, mat.rows, mat.channels() == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    if (!image.isNull())
        mat.copyTo(writableViewOf(image));
    return image;
}

} // namespace photodesk::imaging
