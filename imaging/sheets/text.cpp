#include "imaging/sheets/text.h"

#include <QFont>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QTransform>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

// Outlines are taken at this size and shrunk: no hinting, and the same shape at every size.
constexpr int shapePx = 200;
constexpr double capHeight = 0.74;

QFont fontFor(bool bold)
{
    QFont font;
    font.setFamilies({u"Noto Sans CJK SC"_s, u"Noto Sans SC"_s, u"Source Han Sans SC"_s, u"Microsoft YaHei"_s,
                      u"PingFang SC"_s, u"sans-serif"_s});
    font.setPixelSize(shapePx);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setBold(bold);
    return font;
}

double scaleFor(double heightMm)
{
    return heightMm / (capHeight * shapePx);
}

} // namespace

Result<Words> Words::make()
{
    if (!qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
        return fail(ErrorCode::RenderFailed, u"words need a QGuiApplication"_s);
    return Words();
}

PlanText Words::line(const QString& text, QPointF base, double heightMm, double width, bool bold)
{
    // Line breaks and tabs in a name would become boxes.
    const QString whole = text.simplified();
    const QFont font = fontFor(bold);
    const double scale = scaleFor(heightMm);
    const QString shown =
        width > 0 ? QFontMetricsF(font).elidedText(whole, Qt::ElideRight, width / scale) : QString();
    elided = elided || shown != whole;
    QPainterPath path;
    path.addText(0, 0, font, shown);
    return {QTransform(scale, 0, 0, scale, base.x(), base.y()).map(path)};
}

double Words::widthOf(const QString& text, double heightMm, bool bold) const
{
    return QFontMetricsF(fontFor(bold)).horizontalAdvance(text.simplified()) * scaleFor(heightMm);
}

} // namespace photodesk::imaging
