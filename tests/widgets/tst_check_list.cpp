#include "fixtures.h"

#include "resources/resources.h"
#include "widgets/check_list.h"
#include "widgets/check_names.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

const QSize photo(1200, 1600);

CheckResult made(const QString& id, CheckStatus status)
{
    CheckResult check;
    check.id = id;
    check.status = status;
    return check;
}

QStringList ids(const CheckListModel& model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row).data(CheckListModel::FoldRole).toBool()
                        ? u"FOLD"_s
                        : model.index(row).data(CheckListModel::IdRole).toString());
    return list;
}

CheckResult measured(double value, const QString& unit, std::optional<double> min, std::optional<double> max)
{
    CheckResult check = made(u"x"_s, CheckStatus::Pass);
    check.value = value;
    check.unit = unit;
    check.min = min;
    check.max = max;
    return check;
}

} // namespace

class TestCheckList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void modelHoldsItsContract()
    {
        CheckListModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setUnfolded(true); // nothing to unfold
        model.setChecks(paintedReport(photo).checks);
        model.setUnfolded(true);
        model.toggleDisagreement(0);
        model.setUnfolded(false);
        model.setUnfolded(true);
        model.setChecks({made(u"a"_s, CheckStatus::Pass)});
        model.setUnfolded(true);
        model.setChecks({made(u"a"_s, CheckStatus::Fail)});
        model.setUnfolded(true);
        model.setChecks({});
        QCOMPARE(model.rowCount(), 0);
    }

    void worstFirstPassesFolded()
    {
        CheckListModel model;
        using S = CheckStatus;
        CheckResult needed = made(u"n"_s, S::NotAssessed);
        needed.blocking = true;
        model.setChecks({made(u"p1"_s, S::Pass), needed, made(u"w1"_s, S::Warn), made(u"f"_s, S::Fail),
                         made(u"p2"_s, S::Pass), made(u"w2"_s, S::Warn), made(u"o"_s, S::NotAssessed)});
        QCOMPARE(ids(model), QStringList({u"f"_s, u"w1"_s, u"w2"_s, u"n"_s, u"FOLD"_s}));
        model.setUnfolded(true);
        QCOMPARE(ids(model),
                 QStringList({u"f"_s, u"w1"_s, u"w2"_s, u"n"_s, u"FOLD"_s, u"o"_s, u"p1"_s, u"p2"_s}));
        QVERIFY(model.index(4).data().toString().contains(u"2"_s)
                && model.index(4).data().toString().contains(u"1"_s));
        QVERIFY(model.summary().contains(u"3"_s));
        model.setChecks({made(u"p1"_s, S::Pass)});
        QVERIFY2(!model.isUnfolded(), "another photo folds again");
        QVERIFY(!model.summary().contains(u"1"_s));
    }

    void disagreementsAreOfFindingsOnly()
    {
        CheckListModel model;
        QSignalSpy changed(&model, &CheckListModel::disagreementsChanged);
        using S = CheckStatus;
        CheckResult needed = made(u"n"_s, S::NotAssessed);
        needed.blocking = true;
        model.setChecks({made(u"w"_s, S::Warn), made(u"f"_s, S::Fail), needed, made(u"p"_s, S::Pass)});
        QVERIFY(model.toggleDisagreement(1));
        QVERIFY(model.toggleDisagreement(0));
        QVERIFY(!model.toggleDisagreement(2)); // not assessed
        QVERIFY(!model.toggleDisagreement(3)); // the folding row
        QVERIFY(!model.toggleDisagreement(-1));
        QCOMPARE(model.disagreements(), QStringList({u"f"_s, u"w"_s}));
        QVERIFY(model.toggleDisagreement(0));
        QCOMPARE(model.disagreements(), QStringList({u"w"_s}));
        QCOMPARE(changed.size(), 3);
        model.setChecks({made(u"w"_s, S::Warn)});
        QVERIFY(model.disagreements().isEmpty());
        QCOMPARE(changed.size(), 4);
    }

    void keysAskForPlaces()
    {
        CheckListView view;
        view.setChecks(paintedReport(photo).checks);
        view.resize(340, 500);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        QSignalSpy places(&view, &CheckListView::placeRequested);
        view.list()->setCurrentIndex({});
        view.selectNext(); // the page's own key, from anywhere
        QCOMPARE(view.list()->currentIndex().row(), 0);
        QCOMPARE(places.takeLast().at(0).toRectF(), QRectF(420, 560, 360, 160)); // the glasses
        QTest::keyClick(view.list(), Qt::Key_Down);
        QCOMPARE(places.takeLast().at(0).toRectF(), QRectF(360, 400, 480, 560)); // the light
        QTest::keyClick(view.list(), Qt::Key_Down);
        QVERIFY(places.takeLast().at(0).toRectF().isNull()); // a head top has no place
        QTest::keyClick(view.list(), Qt::Key_Up);
        QSignalSpy disagreed(&view, &CheckListView::disagreementsChanged);
        QTest::keyClick(view.list(), Qt::Key_D);
        QCOMPARE(disagreed.takeLast().at(0).toStringList(), QStringList(u"light.left_right"_s));
        QTest::keyClick(view.list(), Qt::Key_D);
        QVERIFY(view.disagreements().isEmpty());
    }

    void keysFoldAndUnfold()
    {
        CheckListView view;
        view.setChecks(paintedReport(photo).checks);
        view.resize(340, 700);
        view.show();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        const int folded = view.model()->rowCount();
        view.list()->setCurrentIndex(view.model()->index(folded - 1));
        QTest::keyClick(view.list(), Qt::Key_Right);
        QCOMPARE(view.model()->rowCount(), folded + 8);
        QTest::keyClick(view.list(), Qt::Key_Left);
        QCOMPARE(view.model()->rowCount(), folded);
        QTest::keyClick(view.list(), Qt::Key_Return);
        QCOMPARE(view.model()->rowCount(), folded + 8);
        const QRect row = view.list()->visualRect(view.model()->index(folded - 1));
        QTest::mouseClick(view.list()->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(view.model()->rowCount(), folded);
        QVERIFY(row.height() >= 28 && row.height() <= 32);
    }

    void doesNotScrollInTheCommonCase()
    {
        CheckListView view;
        view.setChecks(paintedReport(photo).checks);
        view.resize(328, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(view.list()->visualRect(view.model()->index(view.model()->rowCount() - 1)).bottom()
                <= view.list()->viewport()->height());
    }

    void everyCheckOfEveryStandardHasAName()
    {
        for (const QString& id : resources::standardIds()) {
            const auto standard = resources::standard(id);
            QVERIFY2(standard.has_value(), qPrintable(id));
            for (const CheckLimits& limits : standard->checks)
                QVERIFY2(checkName(limits.id) != limits.id, qPrintable(limits.id));
        }
        QCOMPARE(checkName(u"of.tomorrow"_s), u"of.tomorrow"_s);
    }

    void facts_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QVariant>("min");
        QTest::addColumn<QVariant>("max");
        QTest::addColumn<QString>("text");
        QTest::newRow("share above") << 0.31 << u"share"_s << QVariant() << QVariant(0.05)
                                     << u"31 % > 5.0 %"_s;
        QTest::newRow("ratio below") << 0.71 << u"ratio"_s << QVariant(0.75) << QVariant()
                                     << u"0.71 < 0.75"_s;
        QTest::newRow("ratio within")
            << 0.02 << u"ratio"_s << QVariant() << QVariant(0.05) << u"0.02 ≤ 0.05"_s;
        QTest::newRow("degrees") << 12.34 << u"deg"_s << QVariant(-6.0) << QVariant(6.0) << u"12.3° > 6°"_s;
        QTest::newRow("degrees within")
            << -2.0 << u"deg"_s << QVariant(-6.0) << QVariant(6.0) << u"-2°, ± 6°"_s;
        QTest::newRow("range") << 248.0 << u"px"_s << QVariant(200.0) << QVariant(300.0)
                               << u"248 px in 200–300 px"_s;
        QTest::newRow("count") << 2.0 << QString() << QVariant(1.0) << QVariant(1.0) << u"2 > 1"_s;
        QTest::newRow("right count") << 1.0 << QString() << QVariant(1.0) << QVariant(1.0) << u"1"_s;
        QTest::newRow("close") << 0.0504 << u"ratio"_s << QVariant() << QVariant(0.05)
                               << u"0.0504 > 0.0500"_s;
        QTest::newRow("least") << 120.0 << u"level"_s << QVariant(90.0) << QVariant() << u"120 ≥ 90"_s;
    }

    void facts()
    {
        QFETCH(double, value);
        QFETCH(QString, unit);
        QFETCH(QVariant, min);
        QFETCH(QVariant, max);
        const auto limit = [](const QVariant& v) {
            return v.isValid() ? std::optional(v.toDouble()) : std::nullopt;
        };
        QTEST(checkFact(measured(value, unit, limit(min), limit(max)), QLocale::c()), "text");
    }

    void notAssessedSaysWhy()
    {
        CheckResult check = made(u"glasses.worn"_s, CheckStatus::NotAssessed);
        check.why = u"no_face"_s;
        QVERIFY(!checkFact(check, QLocale::c()).isEmpty());
        check.why = u"something_new"_s;
        QVERIFY(!checkFact(check, QLocale::c()).contains(u'_'));
    }

    void rowsAreReadAloud()
    {
        CheckListModel model;
        model.setChecks(paintedReport(photo).checks);
        const QString text = model.index(0).data(Qt::AccessibleTextRole).toString();
        QVERIFY(text.contains(checkName(u"glasses.worn"_s))
                && text.contains(checkStatusText(CheckStatus::Fail)));
        QStringList marks;
        for (const auto status :
             {CheckStatus::Pass, CheckStatus::Warn, CheckStatus::Fail, CheckStatus::NotAssessed})
            marks.append(checkMark(status));
        marks.removeDuplicates();
        QCOMPARE(marks.size(), 4);
    }
};

QTEST_MAIN(TestCheckList)
#include "tst_check_list.moc"
