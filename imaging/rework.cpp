#include "imaging/rework.h"

#include "domain/json.h"
#include "imaging/face/placed_face.h"
#include "imaging/output/crop.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace photodesk::imaging {
namespace {

QJsonArray toJson(QPointF p)
{
    return {p.x(), p.y()};
}

std::optional<std::vector<double>> numbers(const QJsonValue& value, qsizetype count)
{
    const QJsonArray array = value.toArray();
    if (array.size() != count)
        return std::nullopt;
    std::vector<double> list;
    for (const QJsonValue& number : array) {
        if (!number.isDouble() || !std::isfinite(number.toDouble()))
            return std::nullopt;
        list.push_back(number.toDouble());
    }
    return list;
}

bool given(const QJsonObject& object, QLatin1StringView key)
{
    return object.contains(key) && !object.value(key).isNull();
}

} // namespace

QJsonObject toJson(const Rework& rework)
{
    QJsonObject object{{"strokes"_L1, toJson(rework.strokes)}};
    if (const auto& c = rework.crop)
        object.insert("crop"_L1, QJsonArray{c->x(), c->y(), c->width(), c->height()});
    if (rework.turn)
        object.insert("turn"_L1, *rework.turn);
    if (const auto& eyes = rework.eyes)
        object.insert("eyes"_L1,
                      QJsonObject{{"right"_L1, toJson(eyes->right)}, {"left"_L1, toJson(eyes->left)}});
    return object;
}

Result<Rework> reworkFromJson(const QJsonObject& object)
{
    json::Reader in(object);
    Rework rework;
    if (given(object, "crop"_L1)) {
        if (const auto c = numbers(object.value("crop"_L1), 4))
            rework.crop = QRectF((*c)[0], (*c)[1], (*c)[2], (*c)[3]);
        else
            in.reject("crop"_L1, "is not four numbers");
    }
    rework.turn = in.optionalNumber("turn"_L1);
    if (given(object, "eyes"_L1)) {
        const QJsonObject eyes = object.value("eyes"_L1).toObject();
        const auto right = numbers(eyes.value("right"_L1), 2), left = numbers(eyes.value("left"_L1), 2);
        if (right && left)
            rework.eyes = EyePlaces{{(*right)[0], (*right)[1]}, {(*left)[0], (*left)[1]}};
        else
            in.reject("eyes"_L1, "is not two places");
    }
    if (given(object, "strokes"_L1)) {
        PD_ASSIGN(rework.strokes, strokesFromJson(in.array("strokes"_L1)));
    }
    if (!in.ok())
        return fail(in.error());
    return rework;
}

Result<void> checkRework(const Rework& rework, const Standard& standard, QSize photo)
{
    if (rework.turn && !(std::abs(*rework.turn) <= standard.staffRotateMaxDeg))
        return fail(ErrorCode::InvalidField, u"turn: is out of range"_s);
    if (rework.crop && !cropFits(*rework.crop, standard.outputSize, photo))
        return fail(ErrorCode::InvalidField, u"crop: is out of range"_s);
    if (rework.eyes && !placesFit(*rework.eyes, photo))
        return fail(ErrorCode::InvalidField, u"eyes: are out of range"_s);
    return {};
}

Result<Reworked> rework(Engine& engine, const Photo& photo, const Standard& standard, QRgb background,
                        const Rework& rework)
{
    PD_TRY(checkRework(rework, standard, photo.size()));
    Standard own = standard;
    own.setBackground(background);
    auto analysed = rework.eyes ? engine.analyse(photo, own, Depth::Full, *rework.eyes)
                                : engine.analyse(photo, own, Depth::Full);
    if (!analysed)
        return fail(std::move(analysed).error());
    const Analysis& analysis = *analysed;
    if (analysis.landmarks.empty())
        return fail(ErrorCode::InvalidField, u"eyes: are missing, and no face was found"_s);
    Reworked made;
    PD_ASSIGN(made.rendered,
              renderWithStrokes(photo, analysis, own, background, rework.strokes, rework.options()));
    made.report = analysis.report;
    made.report.crop = made.rendered.crop;
    made.report.turn = made.rendered.turn;
    made.report.derivedSize = made.rendered.image.size();
    addChecks(made.report, judgeFraming(analysis, own, made.rendered.crop, made.rendered.turn));
    addChecks(made.report, made.rendered.checks);
    return made;
}

Result<ChosenFraming> standardFraming(const Analysis& analysis, const Standard& standard,
                                      std::optional<double> turn)
{
    const auto plan = planFrame(analysis, standard, turn);
    if (!plan)
        return fail(ErrorCode::RenderFailed, u"no_face"_s);
    return ChosenFraming{plan->framing.crop, plan->framing.turn};
}

} // namespace photodesk::imaging
