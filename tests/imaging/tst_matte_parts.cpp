// Steps of the cut-out on small made-up pictures: what is known of nothing, specks, empty cut-outs.
#include "imaging/matte/layers.h"
#include "imaging/matte/matte.h"
#include "imaging/matte/quality.h"
#include "imaging/matte/warp.h"

#include <QTest>

#include <opencv2/imgproc.hpp>

#include <cmath>

using namespace photodesk::imaging;

namespace {

constexpr int side = 96;
constexpr double unit = 1;

cv::Mat grey(uchar level)
{
    return cv::Mat(side, side, CV_8U, cv::Scalar(level));
}

/// A light picture of which nothing is certain and the masks say `soft`.
MatteProblem unknownProblem(float soft)
{
    MatteProblem problem;
    problem.rgb = cv::Mat(side, side, CV_8UC3, cv::Scalar(205, 200, 190));
    problem.trimap = {grey(0), grey(0)};
    problem.soft = cv::Mat(side, side, CV_32F, cv::Scalar(soft));
    problem.hair = grey(0);
    return problem;
}

float meanOf(const cv::Mat& values)
{
    return float(cv::mean(values)[0]);
}

} // namespace

class TestMatteParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingKnownIsNotBlack()
    {
        const cv::Mat opponent = opponentOf(unknownProblem(0).rgb);
        const LayerModel none = modelOf(opponent, grey(0), 12);
        QVERIFY(cv::norm(none.mean, opponent, cv::NORM_INF) < 1);
        double least = 0;
        cv::minMaxLoc(none.variance.reshape(1), &least);
        QVERIFY(least >= 1e4);
        cv::Mat dab = grey(0); // too small to foretell anything from
        cv::circle(dab, {40, 40}, 4, 255, cv::FILLED);
        cv::minMaxLoc(modelOf(opponent, dab, 12).variance.reshape(1), &least);
        QVERIFY(least >= 1e4);
    }

    /// A head that fills the frame: no wall is known, so what looks like it is it, dark or light.
    void noWallNoPrejudice()
    {
        for (const cv::Scalar& colour : {cv::Scalar(25, 21, 20), cv::Scalar(205, 200, 190)}) {
            for (const bool head : {true, false}) {
                MatteProblem problem = unknownProblem(head ? 0.8f : 0.2f);
                problem.rgb.setTo(colour);
                cv::Mat known = head ? problem.trimap.inside : problem.trimap.outside;
                const cv::Rect middle(24, 24, 48, 48);
                known(middle).setTo(255);
                problem.soft(middle).setTo(head ? 1 : 0);
                const double alpha = cv::mean(solve(problem, unit).alpha, ~known)[0];
                QVERIFY2(std::abs(alpha - head) < 0.1, qPrintable(QString::number(alpha)));
            }
        }
        QVERIFY(meanOf(solve(unknownProblem(0.05f), unit).alpha) < 0.2f);
        QVERIFY(meanOf(solve(unknownProblem(0.95f), unit).alpha) > 0.8f);
    }

    void specksGoButNotCertainOnes()
    {
        MatteProblem problem = unknownProblem(0);
        problem.trimap.outside.setTo(255);
        const auto dabbed = [&](bool certain) {
            cv::Mat alpha(side, side, CV_32F, cv::Scalar(0));
            cv::circle(alpha, {40, 40}, 3, 1, cv::FILLED);
            problem.trimap.inside = certain ? cv::Mat(alpha > 0.5) : grey(0);
            dropFragments(alpha, problem, unit);
            return alpha.at<float>(40, 40);
        };
        QCOMPARE(dabbed(false), 0.f);
        QCOMPARE(dabbed(true), 1.f);
    }

    /// What touches an edge along which a part was cut may hang on something beyond; at the picture's own
    /// edge it hangs on nothing.
    void specksAtAPartsEdgeStay()
    {
        const MatteProblem whole = [] {
            MatteProblem problem = unknownProblem(0);
            problem.frame = {0, 0, side, side};
            return problem;
        }();
        cv::Mat alpha(side, side, CV_32F, cv::Scalar(0));
        alpha(cv::Rect(30, 10, 3, 3)).setTo(1);
        alpha(cv::Rect(0, 40, 3, 3)).setTo(1);
        cv::Mat all = alpha.clone();
        dropFragments(all, whole, unit);
        QCOMPARE(cv::countNonZero(all), 0);
        const cv::Rect area(0, 10, 33, 50); // cuts along the first speck's top and right
        cv::Mat part = alpha(area).clone();
        dropFragments(part, whole.part(area), unit);
        QCOMPARE(part.at<float>(1, 31), 1.f);
        QCOMPARE(part.at<float>(31, 1), 0.f);
    }

    /// Small and large, turned and upright, inside the picture and far beyond it.
    void warpsAsOpenCvDoes()
    {
        cv::RNG random(3);
        for (int i = 0; i < 200; ++i) {
            cv::Mat rgb(random.uniform(1, 120), random.uniform(1, 120), CV_8UC3), expected;
            cv::randu(rgb, 0, 256);
            const double angle = i % 3 ? random.uniform(-1., 1.) : 0, span = random.uniform(0.1, 3.);
            const double c = span * std::cos(angle), s = span * std::sin(angle);
            const cv::Matx23d map(c, -s, random.uniform(-50., 100.), s, c, random.uniform(-50., 100.));
            const cv::Size size(random.uniform(1, 120), random.uniform(1, 120));
            cv::warpAffine(rgb, expected, map, size, cv::INTER_CUBIC | cv::WARP_INVERSE_MAP,
                           cv::BORDER_REPLICATE);
            QCOMPARE(cv::norm(cubicWarp(rgb, map, size), expected, cv::NORM_INF), 0.0);
        }
    }

    void emptyCutOutIsWorthNothing()
    {
        const cv::Mat zero(side, side, CV_32F, cv::Scalar(0)), one(side, side, CV_32F, cv::Scalar(1));
        MatteProblem problem = unknownProblem(0);
        problem.trimap.outside.setTo(255); // no band
        const SoftMasks none{zero, zero, zero}, full{one, one, one};
        QCOMPARE(qualityOf(signsOf(problem, none, {zero, zero, {}})), 0.0);
        problem.trimap = {grey(255), grey(0)};
        QCOMPARE(qualityOf(signsOf(problem, full, {one, zero, {}})), 0.0);
        problem.trimap = {grey(0), grey(255)}; // a band, but nobody
        problem.trimap.outside(cv::Rect(20, 20, 20, 20)).setTo(0);
        QCOMPARE(qualityOf(signsOf(problem, none, {zero, zero, {}})), 0.0);

        cv::Mat alpha = zero.clone(); // somebody
        cv::circle(alpha, {48, 48}, 30, 1, cv::FILLED);
        problem.trimap.inside = alpha > 0.5;
        cv::dilate(problem.trimap.inside, problem.trimap.outside, cv::Mat());
        problem.trimap.outside = ~problem.trimap.outside;
        problem.soft = alpha;
        QVERIFY(qualityOf(signsOf(problem, {alpha, alpha, zero}, {alpha, zero, {}})) > 0.9);
    }
};

QTEST_APPLESS_MAIN(TestMatteParts)
#include "tst_matte_parts.moc"
