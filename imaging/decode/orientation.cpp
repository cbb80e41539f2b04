#include "imaging/decode/orientation.h"

#include "imaging/mat_view.h"

#include <opencv2/core.hpp>

namespace photodesk::imaging {

QSize uprightSize(QSize stored, int orientation)
{
    return orientation >= 5 ? stored.transposed() : stored;
}

QImage upright(const QImage& stored, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return stored;
    QImage turned(uprightSize(stored.size(), orientation), QImage::Format_RGB888);
    if (turned.isNull())
        return turned;
    const cv::Mat in = viewOf(stored);
    cv::Mat out = writableViewOf(turned);
    switch (orientation) {
    case 2: cv::flip(in, out, 1); break;
    case 3: cv::flip(in, out, -1); break;
    case 4: cv::flip(in, out, 0); break;
    case 5: cv::transpose(in, out); break;
    case 6: cv::rotate(in, out, cv::ROTATE_90_CLOCKWISE); break;
    case 7: // transposed along the other diagonal
        cv::transpose(in, out);
        cv::flip(out, out, -1);
        break;
    default: cv::rotate(in, out, cv::ROTATE_90_COUNTERCLOCKWISE); break;
    }
    return turned;
}

} // namespace photodesk::imaging
