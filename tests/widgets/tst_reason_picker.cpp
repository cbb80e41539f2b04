#include "resources/resources.h"
#include "widgets/chip.h"
#include "widgets/form_field.h"
#include "widgets/reason_panel.h"
#include "widgets/reason_picker.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

const QByteArray catalogueJson = R"({"reasons": [
 {"code":"L01","group_zh":"光线","group_en":"Light","zh":"光线过暗","en":"Under-exposed","pinyin":"gxga","hotkey":"1",
  "advice_zh":"到亮处重拍","advice_en":"Take it again in brighter light","severity":"block"},
 {"code":"G01","group_zh":"眼镜","group_en":"Glasses","zh":"佩戴眼镜","en":"Wearing glasses","pinyin":"pdyj","hotkey":"2",
  "advice_zh":"摘下眼镜重拍","advice_en":"Take it again without glasses","severity":"block"},
 {"code":"H01","group_zh":"头发","group_en":"Hair","zh":"头发遮挡眉毛","en":"Hair over eyebrows","pinyin":"tfzdmm",
  "advice_zh":"把头发别到眉上","advice_en":"Pin hair above the brows","severity":"block"},
 {"code":"B03","group_zh":"背景","group_en":"Background","zh":"换底边缘不净","en":"Cut-out edge faulty","pinyin":"hdbybj",
  "advice_zh":"由工作人员处理","advice_en":"Staff will redo it","severity":"rework"},
 {"code":"X01","group_zh":"回退","group_en":"Registry","zh":"质量检测不通过","en":"Registry refused","pinyin":"zljc",
  "advice_zh":"重新上传","advice_en":"Upload again","severity":"reopen"},
 {"code":"O01","group_zh":"旧","group_en":"Old","zh":"旧原因","en":"Old reason","pinyin":"jyy","hotkey":"3",
  "advice_zh":"-","advice_en":"-","severity":"block","retired":true},
 {"code":"Z99","group_zh":"其他","group_en":"Other","zh":"其他","en":"Other","pinyin":"qt",
  "advice_zh":"请看说明","advice_en":"See the note","severity":"block","needs_text":true}]})";

} // namespace

class TestReasonPicker : public QObject {
    Q_OBJECT
    std::unique_ptr<QWidget> window_;
    ReasonPicker* picker_ = nullptr;

    ReasonPanel* panel() { return window_->findChild<ReasonPanel*>(); }

    void find(const QString& text) { panel()->search()->setText(text); }

    QStringList found()
    {
        QStringList codes;
        const QAbstractItemModel* model = panel()->list()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QString code = model->index(row, 0).data(ReasonPanel::CodeRole).toString();
            if (!code.isEmpty())
                codes.append(code);
        }
        return codes;
    }

private Q_SLOTS:
    void init()
    {
        window_ = std::make_unique<QWidget>();
        auto* layout = new QVBoxLayout(window_.get());
        layout->addStretch();
        picker_ = new ReasonPicker;
        picker_->setLocale(QLocale(QLocale::English));
        layout->addWidget(picker_);
        auto catalogue = ReasonCatalogue::fromJson(catalogueJson);
        QVERIFY(catalogue.has_value());
        picker_->setCatalogue(*std::move(catalogue));
        window_->resize(420, 700);
        window_->show();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        window_->setFocus();
    }

    void cleanup() { window_.reset(); }

    void digitsChooseAndTheFirstIsMain()
    {
        QSignalSpy changed(picker_, &ReasonPicker::changed);
        QTest::keyClick(window_.get(), Qt::Key_2);
        QTest::keyClick(window_.get(), Qt::Key_1);
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"G01"_s, u"L01"_s}, u"G01"_s, {}}));
        QCOMPARE(changed.size(), 2);
        QTest::keyClick(window_.get(), Qt::Key_1, Qt::ShiftModifier);
        QCOMPARE(picker_->selection().main, u"L01"_s);
        QTest::keyClick(window_.get(), Qt::Key_1); // taken away: the next one is main
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"G01"_s}, u"G01"_s, {}}));
        QTest::keyClick(window_.get(), Qt::Key_3); // retired: no key
        QCOMPARE(picker_->selection().codes.size(), 1);
        QVERIFY(picker_->check());
    }

    void aLetterOpensItsGroupAndADigitChooses()
    {
        QTest::keyClick(window_.get(), Qt::Key_G, Qt::ShiftModifier);
        QVERIFY(panel() && panel()->isVisible());
        QCOMPARE(panel()->search()->text(), u"G"_s);
        QCOMPARE(found().front(), u"G01"_s); // before Light, whose pinyin holds a g
        QVERIFY(found().size() > 1);
        QTest::keyClick(panel()->search(), Qt::Key_9); // there is no G09
        QVERIFY(picker_->selection().codes.isEmpty());
        find(u"g"_s);
        QTest::keyClick(panel()->search(), Qt::Key_1);
        QCOMPARE(picker_->selection().codes, QStringList{u"G01"_s});
        QCOMPARE(panel()->search()->text(), u"g"_s);
        find(u"l"_s);
        QTest::keyClick(panel()->search(), Qt::Key_1);
        QCOMPARE(picker_->selection().codes, (QStringList{u"G01"_s, u"L01"_s}));
        QTest::keyClick(panel()->search(), Qt::Key_Escape);
        QVERIFY(!panel()->isVisible());
        // What only the registry says has no letter.
        QTest::keyClick(window_.get(), Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(!panel()->isVisible());
    }

    void mainByShiftAlsoChooses()
    {
        QTest::keyClick(window_.get(), Qt::Key_1);
        QTest::keyClick(window_.get(), Qt::Key_2, Qt::ShiftModifier);
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"L01"_s, u"G01"_s}, u"G01"_s, {}}));
    }

    void singleKeysCanBeTurnedOff()
    {
        picker_->setDigitKeysEnabled(false);
        picker_->setKeys({}, {});
        picker_->setLocale(QLocale(QLocale::Chinese)); // chips and keys are made anew
        QTest::keyClick(window_.get(), Qt::Key_1);
        QTest::keyClick(window_.get(), Qt::Key_F);
        QVERIFY(picker_->selection().codes.isEmpty());
        QVERIFY(!panel());
        picker_->setDigitKeysEnabled(true);
        QTest::keyClick(window_.get(), Qt::Key_1);
        QCOMPARE(picker_->selection().codes, QStringList(u"L01"_s));
    }

    void clicksChooseAndShiftClickMakesMain()
    {
        Chip* glasses = nullptr;
        for (Chip* chip : picker_->findChildren<Chip*>()) {
            if (chip->text() == u"Wearing glasses"_s)
                glasses = chip;
        }
        QVERIFY(glasses);
        QTest::keyClick(window_.get(), Qt::Key_1);
        QTest::mouseClick(glasses, Qt::LeftButton);
        QCOMPARE(picker_->selection().main, u"L01"_s);
        QTest::mouseClick(glasses, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(picker_->selection().main, u"G01"_s);
        QVERIFY(glasses->isMain());
        QVERIFY(glasses->accessibleName().contains(u"main"_s));
    }

    void findsByChinesePinyinEnglishAndCode()
    {
        QTest::keyClick(window_.get(), Qt::Key_F);
        QVERIFY(panel() && panel()->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), panel()->search());
        find(u"眉毛"_s);
        QCOMPARE(found(), QStringList(u"H01"_s));
        find(u"tfz"_s);
        QCOMPARE(found(), QStringList(u"H01"_s));
        find(u"EYEBROWS"_s);
        QCOMPARE(found(), QStringList(u"H01"_s));
        find(u"z99"_s);
        QCOMPARE(found(), QStringList(u"Z99"_s));
        find(u"zzzz"_s);
        QVERIFY(found().isEmpty());
        find({});
        QCOMPARE(found(), QStringList({u"L01"_s, u"G01"_s, u"H01"_s, u"B03"_s,
                                       u"Z99"_s})); // no registry's, no retired
    }

    void panelIsWorkedByKeys()
    {
        QTest::keyClick(window_.get(), Qt::Key_F);
        QLineEdit* search = panel()->search();
        QTest::keyClicks(search, u"tfz"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(picker_->selection().codes, QStringList(u"H01"_s));
        QTest::keyClicks(search, u"pdyj"_s); // what was typed before is replaced
        QTest::keyClick(search, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"H01"_s, u"G01"_s}, u"G01"_s, {}}));
        QTest::keyClick(search, Qt::Key_Return); // and off again
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"H01"_s}, u"H01"_s, {}}));
        search->clear();
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(picker_->selection().codes.contains(u"G01"_s)); // group heads are stepped over
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!panel()->isVisible());
        QTest::keyClick(window_.get(), Qt::Key_1); // digits work again at once
        QVERIFY(picker_->selection().codes.contains(u"L01"_s));
    }

    void typingIsNotChoosing()
    {
        QTest::keyClick(window_.get(), Qt::Key_N);
        auto* note = picker_->findChild<QLineEdit*>();
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, u"F 12"_s);
        QCOMPARE(picker_->selection(), (ReasonSelection{{}, {}, u"F 12"_s}));
        QVERIFY(!panel());
    }

    void suggestionsArePreTicked()
    {
        picker_->setSuggested({u"H01"_s, u"G01"_s, u"H01"_s, u"O01"_s, u"Q77"_s});
        QCOMPARE(picker_->selection(), (ReasonSelection{{u"H01"_s, u"G01"_s}, u"H01"_s, {}}));
        QCOMPARE(picker_->suggested(), QStringList({u"H01"_s, u"G01"_s}));
        picker_->toggle(u"H01"_s); // its chip stays, since it was suggested
        int shown = 0;
        for (const Chip* chip : picker_->findChildren<Chip*>())
            shown += !chip->isHidden() && chip->text() == u"Hair over eyebrows"_s;
        QCOMPARE(shown, 1);
        picker_->clear();
        QCOMPARE(picker_->selection(), ReasonSelection());
    }

    void aNoteIsDemanded()
    {
        picker_->toggle(u"Z99"_s);
        QVERIFY(picker_->needsNote());
        QCOMPARE(picker_->check().error().code, ErrorCode::ReasonRequired);
        QVERIFY(!picker_->demandComplete());
        auto* note = picker_->findChild<QLineEdit*>();
        QTRY_VERIFY(note->hasFocus());
        QTest::keyClicks(note, u"a phone's shadow"_s);
        QVERIFY(picker_->check());
        QVERIFY(picker_->demandComplete());
        picker_->clear();
        QVERIFY(!picker_->demandComplete()); // nothing chosen
        picker_->toggle(u"B03"_s);
        QVERIFY(!picker_->demandComplete()); // staff's work is no reason for a student
    }

    void previewIsWhatTheStudentReads()
    {
        picker_->toggle(u"G01"_s);
        picker_->toggle(u"B03"_s);
        picker_->toggle(u"L01"_s);
        picker_->makeMain(u"L01"_s);
        QCOMPARE(picker_->studentPreview(), u"到亮处重拍\n摘下眼镜重拍"_s); // main first, no rework
        picker_->setStudentLocale(QLocale(QLocale::English));
        QCOMPARE(picker_->studentPreview(),
                 u"Take it again in brighter light\nTake it again without glasses"_s);
        ReasonSelection with = picker_->selection();
        with.note = u"  by the window "_s;
        picker_->setSelection(with);
        QVERIFY(picker_->studentPreview().endsWith(u"by the window"_s));
    }

    void titlesFollowTheLanguage()
    {
        picker_->setLocale(QLocale(QLocale::Chinese));
        QStringList titles;
        for (const Chip* chip : picker_->findChildren<Chip*>()) {
            if (!chip->isHidden())
                titles.append(chip->text());
        }
        QCOMPARE(titles, QStringList({u"光线过暗"_s, u"佩戴眼镜"_s}));
    }

    void theShippedCatalogueFits()
    {
        auto catalogue = resources::reasons();
        QVERIFY(catalogue.has_value());
        picker_->setCatalogue(*std::move(catalogue));
        QTest::keyClick(window_.get(), Qt::Key_1);
        QTest::keyClick(window_.get(), Qt::Key_9);
        QCOMPARE(picker_->selection().codes.size(), 2);
        QVERIFY(picker_->check());
    }
};

QTEST_MAIN(TestReasonPicker)
#include "tst_reason_picker.moc"
