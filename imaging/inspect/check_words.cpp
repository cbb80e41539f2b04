#include "imaging/inspect/check_words.h"

#include "resources/resources.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::inspect {
namespace {

QString rounded(double value)
{
    if (value == std::round(value))
        return QString::number(value, 'f', 0);
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

} // namespace

CheckWords checkWords(const QString& id)
{
    const auto& all = resources::checks();
    const auto info = std::ranges::find(all, id, &CheckInfo::id);
    return info == all.end() ? CheckWords{id, id} : CheckWords{info->nameZh, info->nameEn};
}

CheckWords errorWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound: return {u"文件无法打开"_s, u"File cannot be opened"_s};
    case ErrorCode::EmptyFile: return {u"空文件"_s, u"Empty file"_s};
    case ErrorCode::FileTooLarge: return {u"文件过大"_s, u"File too large"_s};
    case ErrorCode::NotAnImage:
        return {u"不是可用的照片（JPEG、PNG、WebP、HEIC）"_s, u"No photo of a kind that can be read"_s};
    case ErrorCode::ImageTruncated: return {u"照片文件不完整"_s, u"Photo file incomplete"_s};
    case ErrorCode::TooManyPixels: return {u"像素过多"_s, u"Too many pixels"_s};
    default: return {errorName(code), errorName(code)};
    }
}

QString figureOf(const CheckResult& check)
{
    if (!check.value)
        return check.why;
    const bool share = check.unit == "share"_L1;
    const auto number = [&](double v) { return share ? rounded(100 * v) : rounded(v); };
    QString text = number(*check.value);
    if (share)
        text += u" %"_s;
    else if (check.unit == "deg"_L1)
        text += u'°';
    else if (check.unit == "px"_L1)
        text += u" px"_s;
    if (check.min && check.max)
        text += u" (%1 – %2)"_s.arg(number(*check.min), number(*check.max));
    else if (check.min)
        text += u" (≥ %1)"_s.arg(number(*check.min));
    else if (check.max)
        text += u" (≤ %1)"_s.arg(number(*check.max));
    return text;
}

} // namespace photodesk::inspect
