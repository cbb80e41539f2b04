#include "app/review/sheet_model.h"
#include "tests/app/support/desk.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestSheetModel : public QObject {
    Q_OBJECT

    test::FakeClock clock_;

    static SheetPhoto photo(const QString& id, MachineVerdict verdict, std::optional<double> value = {},
                            int hoursAgo = 1, bool repeated = false)
    {
        SheetPhoto p;
        p.recordId = id;
        p.verdict = verdict;
        p.checkValue = value;
        p.queuedAt = QDateTime::currentDateTimeUtc().addSecs(-3600 * hoursAgo);
        p.repeated = repeated;
        p.attempt = repeated ? 2 : 1;
        p.rendered = true;
        return p;
    }
    static QString ids(const SheetModel& model)
    {
        QString text;
        for (int row = 0; row < model.rowCount(); ++row)
            text += model.at(row)->recordId;
        return text;
    }
    static std::vector<SheetPhoto> five()
    {
        return {photo(u"a"_s, MachineVerdict::Amber, 3.0, 1, true),
                photo(u"b"_s, MachineVerdict::Green, {}, 5), photo(u"c"_s, MachineVerdict::Red, -2.0, 4),
                photo(u"d"_s, MachineVerdict::Green, 1.0, 3), photo(u"e"_s, MachineVerdict::Green, 1.0, 2)};
    }

private Q_SLOTS:
    void sorts()
    {
        SheetModel model(clock_);
        const QAbstractItemModelTester tester(&model);
        model.setPhotos(five());
        QCOMPARE(ids(model), u"abcde"_s);
        model.setSort(SheetSort::Queue, true);
        QCOMPARE(ids(model), u"edcba"_s);
        model.setSort(SheetSort::Waiting, false);
        QCOMPARE(ids(model), u"bcdea"_s);
        model.setSort(SheetSort::Verdict, false);
        QCOMPARE(ids(model), u"bdeac"_s);
        model.setSort(SheetSort::Verdict, true);
        QCOMPARE(ids(model), u"cabde"_s);
        model.setSort(SheetSort::Check, false);
        QCOMPARE(ids(model), u"cdeab"_s);
        model.setSort(SheetSort::Check, true);
        QCOMPARE(ids(model), u"adecb"_s); // what was not assessed stands last either way
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.rowOf(model.at(row)->recordId), row);
    }

    void filters()
    {
        SheetModel model(clock_);
        const QAbstractItemModelTester tester(&model);
        model.setPhotos(five());
        model.setFilter({MachineVerdict::Green, {}});
        QCOMPARE(ids(model), u"bde"_s);
        QCOMPARE(model.rowOf(u"a"_s), -1);
        QCOMPARE(model.count(std::nullopt), 5);
        QCOMPARE(model.count(MachineVerdict::Green), 3);
        model.setFilter({{}, true});
        QCOMPARE(ids(model), u"a"_s);
        model.setFilter({MachineVerdict::Red, true});
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(ids(model), u"abcde"_s);
    }

    void pagesComeInOrderAndKeepWhatIsChosen()
    {
        SheetModel model(clock_);
        const QAbstractItemModelTester tester(&model);
        QItemSelectionModel selection(&model);
        auto photos = five();
        model.setPhotos({photos[0], photos[1]});
        model.setSort(SheetSort::Check, false);
        selection.select(model.index(model.rowOf(u"a"_s)), QItemSelectionModel::Select);
        model.append({photos[2], photos[3], photos[4]});
        QCOMPARE(ids(model), u"cdeab"_s);
        QCOMPARE(selection.selectedIndexes().size(), 1);
        QCOMPARE(model.at(selection.selectedIndexes().front().row())->recordId, u"a"_s);
        model.setSort(SheetSort::Waiting, false);
        QCOMPARE(model.at(selection.selectedIndexes().front().row())->recordId, u"a"_s);
        model.append({});
        model.setFilter({MachineVerdict::Red, {}});
        model.append({photo(u"f"_s, MachineVerdict::Green), photo(u"g"_s, MachineVerdict::Red, {}, 9)});
        QCOMPARE(ids(model), u"gc"_s);
    }

    void readAloud()
    {
        SheetModel model(clock_);
        SheetPhoto special = photo(u"a"_s, MachineVerdict::Amber, {}, 3, true);
        special.note = true;
        special.held = SheetPhoto::Held::Other;
        model.setPhotos({special});
        const QString text = model.index(0).data(Qt::AccessibleTextRole).toString();
        for (const QString& word : {u"Photo 1"_s, u"Something to look at"_s, u"3 h"_s, u"attempt 2"_s,
                                    u"note"_s, u"somebody else"_s})
            QVERIFY2(text.contains(word), qPrintable(text));
        QVERIFY(!special.isClean());
        QVERIFY(five()[1].isClean());
    }

    void tenThousandAtOnce()
    {
        SheetModel model(clock_);
        std::vector<SheetPhoto> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back(photo(QString::number(i), MachineVerdict(i % 3),
                                 i % 7 ? std::optional(i * 37 % 1009) : std::nullopt));
        model.setPhotos(many);
        QElapsedTimer timer;
        timer.start();
        model.setSort(SheetSort::Check, false);
        model.setFilter({MachineVerdict::Green, {}});
        QCOMPARE(model.rowCount(), 3334);
        QVERIFY2(timer.elapsed() < 1000, "sorting and filtering is not at once");
    }
};

QTEST_GUILESS_MAIN(TestSheetModel)
#include "tst_sheet_model.moc"
