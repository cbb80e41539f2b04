#include "app/tour.h"

#include "app/key_press.h"
#include "app/pages/cheat_sheet.h"
#include "app/pages/history_page.h"
#include "app/pages/review_page.h"
#include "app/pages/rework_page.h"
#include "app/pages/settings_page.h"
#include "app/pages/sign_in_page.h"

#include <QApplication>
#include <QPixmap>
#include <QTableView>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace photodesk::app {
namespace {
constexpr int stepLimitMs = 60'000;
constexpr int failed = 3;
} // namespace

Tour::Tour(Workplace& workplace, MainWindow& window, const QString& folder, QObject* parent)
    : QObject(parent), work_(workplace), window_(window), folder_(folder)
{
    limit_.setSingleShot(true);
    limit_.setInterval(stepLimitMs);
    connect(&limit_, &QTimer::timeout, this, [this] {
        qWarning("tour: step %d did not come to its end", int(at_));
        Q_EMIT finished(failed);
    });
    // Queued: the widgets that hear the same signal have then done their part.
    auto hear = [this](auto* sender, auto signal) {
        connect(sender, signal, this, &Tour::look, Qt::QueuedConnection);
    };
    hear(&work_.session(), &Session::stateChanged);
    hear(&work_.review(), &ReviewController::currentChanged);
    hear(&work_.review(), &ReviewController::stageChanged);
    hear(&work_.review(), &ReviewController::decided);
    hear(&work_.review(), &ReviewController::takenBack);
    hear(&work_.review(), &ReviewController::undoFailed);
    hear(&work_.prefetcher(), &Prefetcher::analysed);
    hear(&work_.prefetcher(), &Prefetcher::ready);
    hear(&work_.outbox(), &Outbox::countsChanged);
    hear(&work_.ownDay(), &OwnDayWatch::changed);
    hear(window.reviewPage(), &ReviewPage::photoShown);
    hear(window.reviewPage()->pane()->mainView(), &widgets::PhotoView::shownChanged);
    hear(window.historyPage(), &HistoryPage::loaded);
    hear(window.cheatSheet(), &CheatSheet::opened);
    hear(window.cheatSheet(), &CheatSheet::closed);
    hear(&window.reworkPage()->controller(), &ReworkController::stageChanged);
    hear(&window.reworkPage()->controller(), &ReworkController::pictureChanged);
}

void Tour::start()
{
    if (!folder_.mkpath(u"."_s)) {
        qWarning("tour: the folder can't be made");
        Q_EMIT finished(failed);
        return;
    }
    plan();
    QMetaObject::invokeMethod(this, &Tour::begin, Qt::QueuedConnection);
}

void Tour::add(const QString& picture, std::function<void()> act, std::function<bool()> until)
{
    steps_.push_back({picture, std::move(act), std::move(until)});
}

bool Tour::photoReady() const
{
    const ReviewItem* item = work_.review().current();
    if (!item || work_.review().stage() != ReviewController::Stage::Deciding)
        return false;
    const auto kind = item->attempt.derived ? PhotoKind::Derived : PhotoKind::Original;
    return work_.prefetcher().isAnalysed({item->record.id, item->attempt.number, kind})
           && !window_.reviewPage()->pane()->mainView()->photo().isNull();
}

void Tour::plan()
{
    auto ready = [this] { return photoReady(); };
    window_.resize(1440, 900);
    add(u"sign-in"_s, [] {}, {});
    add(
        u"review"_s, [this] { window_.signInPage()->form()->submit(); }, ready);
    add(u"review-overlays-off"_s, [this] { hold(Qt::Key_O, true); });
    add({}, [this] { hold(Qt::Key_O, false); });
    add(u"review-overlays-face"_s, [this] { press(Qt::Key_G, {}, u"g"_s); });
    add({}, [this] {
        for (int i = 0; i < 4; ++i)
            press(Qt::Key_G, {}, u"g"_s); // round to where it began
    });
    add(u"review-finding"_s, [this] { press(Qt::Key_Down); });
    add(u"person-history"_s, [this] { press(Qt::Key_H, {}, u"h"_s); });
    add({}, [this] { press(Qt::Key_H, {}, u"h"_s); });
    add(
        u"my-day"_s, [this] { press(Qt::Key_D, Qt::ControlModifier); },
        [this] { return work_.ownDay().day().has_value(); });
    add({}, [this] { press(Qt::Key_D, Qt::ControlModifier); });
    add(u"review-original"_s, [this] { press(Qt::Key_C, {}, u"c"_s); });
    add({}, [this] { press(Qt::Key_C, {}, u"c"_s); });
    add(u"review-side-by-side"_s, [this] { press(Qt::Key_V, {}, u"v"_s); });
    add({}, [this] { press(Qt::Key_V, {}, u"v"_s); });
    add(u"review-actual-size"_s, [this] { press(Qt::Key_0, {}, u"0"_s); });
    add({}, [this] { press(Qt::Key_F, {}, u"f"_s); });
    auto compared = [this] { return !window_.reviewPage()->pane()->mainView()->second().isNull(); };
    add(
        u"review-dividing-line"_s, [this] { press(Qt::Key_L, {}, u"l"_s); }, compared);
    add(
        u"review-blink"_s, [this] { press(Qt::Key_B, {}, u"b"_s); },
        [this] {
            return window_.reviewPage()->pane()->mainView()->shown() == widgets::PhotoView::Shown::Second;
        });
    add({}, [this] { press(Qt::Key_Escape); });
    add(u"review-turned"_s, [this] { press(Qt::Key_Period, {}, u"."_s); });
    add(u"review-sharpness-histogram"_s, [this] {
        press(Qt::Key_Comma, {}, u","_s);
        press(Qt::Key_0, Qt::AltModifier);
        press(Qt::Key_I, {}, u"i"_s);
    });
    add({}, [this] {
        press(Qt::Key_0, Qt::AltModifier);
        press(Qt::Key_I, {}, u"i"_s);
        press(Qt::Key_I, {}, u"i"_s);
    });
    planRework();
    add(
        u"review-approved"_s, [this] { press(Qt::Key_A, {}, u"a"_s); }, ready);
    add(
        u"review-undone"_s, [this] { press(Qt::Key_Z, {}, u"z"_s); }, ready);
    add(
        {}, [this] { press(Qt::Key_A, {}, u"a"_s); }, ready);
    add(u"reject-why"_s, [this] { press(Qt::Key_R, {}, u"r"_s); });
    add(u"reject-reasons"_s, [this] {
        press(Qt::Key_1, {}, u"1"_s);
        press(Qt::Key_3, {}, u"3"_s);
    });
    add(
        u"rejected"_s, [this] { press(Qt::Key_Return); }, ready);
    add(
        {}, [this] { press(Qt::Key_S, {}, u"s"_s); }, ready);
    add(
        u"review-skipped"_s, [this] { press(Qt::Key_Space, {}, u" "_s); }, ready);
    add(
        u"nothing-under-this-choice"_s,
        [this] {
            ClaimFilter filter;
            constexpr qint64 yearMs = qint64(366) * 86'400'000;
            filter.ageMs = yearMs;
            work_.queue().setFilter(filter);
        },
        [this] { return work_.review().stage() == ReviewController::Stage::Empty; });
    add(
        {}, [this] { work_.queue().setFilter({}); }, ready);
    add(u"not-accepted"_s, [this] { press(Qt::Key_E, Qt::ControlModifier); });
    add(
        {}, [this] { press(Qt::Key_E, Qt::ControlModifier); },
        [this] { return work_.outbox().unsent() == 0; });
    add(
        u"cheat-sheet"_s, [this] { press(Qt::Key_F1); },
        [this] { return window_.cheatSheet()->isVisible(); });
    add(
        {}, [this] { press(Qt::Key_Escape); }, [this] { return !window_.cheatSheet()->isVisible(); });
    add(
        u"history"_s, [this] { press(Qt::Key_2, Qt::ControlModifier); },
        [this] { return window_.historyPage()->table()->model()->rowCount() > 0; });
    planSheet();
    add(u"settings"_s, [this] { press(Qt::Key_Comma, Qt::ControlModifier); });
    planLook(u"zh_CN"_s, u"dark"_s);
    planLook(u"en"_s, u"light"_s);
    planLook(u"en"_s, u"dark"_s);
    add(
        u"review-1920"_s,
        [this] {
            work_.settings().set(Setting::Language, u"zh_CN"_s);
            work_.settings().set(Setting::Theme, u"light"_s);
            press(Qt::Key_1, Qt::ControlModifier);
            window_.resize(1920, 1080);
        },
        ready);
    add(
        u"review-1280"_s, [this] { window_.resize(1280, 720); }, ready);
    // 1920 × 1080 at 200 %.
    add(
        u"review-960"_s, [this] { window_.resize(960, 540); }, ready);
    add(
        u"cheat-sheet-960"_s, [this] { press(Qt::Key_F1); },
        [this] { return window_.cheatSheet()->isVisible(); });
    add({}, [this] { press(Qt::Key_Escape); });
    add(u"person-history-960"_s, [this] { press(Qt::Key_H, {}, u"h"_s); });
    add({}, [this] { press(Qt::Key_H, {}, u"h"_s); });
    add(
        u"history-960"_s, [this] { press(Qt::Key_2, Qt::ControlModifier); },
        [this] { return window_.historyPage()->table()->model()->rowCount() > 0; });
    add(u"settings-960"_s, [this] { press(Qt::Key_Comma, Qt::ControlModifier); });
    add(
        {}, [this] { press(Qt::Key_1, Qt::ControlModifier); }, ready);
    add(
        u"locked"_s,
        [this] {
            window_.resize(1440, 900);
            press(Qt::Key_L, Qt::ControlModifier);
        },
        [this] { return work_.session().state() == Session::State::Locked; });
}

void Tour::planRework()
{
    ReworkController& rework = window_.reworkPage()->controller();
    auto painted = [&rework] {
        return rework.stage() == ReworkController::Stage::Ready && !rework.picture().isNull()
               && !rework.isPainting();
    };
    add(
        u"rework"_s, [this] { press(Qt::Key_E, {}, u"e"_s); }, painted);
    add(
        u"rework-outside"_s,
        [this] {
            for (int i = 0; i < 6; ++i)
                press(Qt::Key_Down, Qt::ShiftModifier);
            press(Qt::Key_Greater, Qt::ShiftModifier, u">"_s);
        },
        painted);
    add(
        u"rework-brush"_s,
        [this] {
            press(Qt::Key_R, {}, u"r"_s);
            press(Qt::Key_D, {}, u"d"_s);
            window_.reworkPage()->brush()->setFocus();
            press(Qt::Key_Space, {}, u" "_s);
        },
        painted);
    add(u"rework-side-by-side"_s, [this] { press(Qt::Key_V, {}, u"v"_s); });
    add(
        {}, [this] { press(Qt::Key_R, {}, u"r"_s); }, painted);
    add(
        {}, [this] { press(Qt::Key_Escape); },
        [this] { return !window_.reworkPage()->isOpen() && photoReady(); });
}

void Tour::planLook(const QString& language, const QString& theme)
{
    const QString suffix = u'-' + language.left(2) + u'-' + theme;
    add(u"settings"_s + suffix, [=, this] {
        work_.settings().set(Setting::Language, language);
        work_.settings().set(Setting::Theme, theme);
    });
    add(
        u"history"_s + suffix, [this] { press(Qt::Key_2, Qt::ControlModifier); },
        [this] { return window_.historyPage()->table()->model()->rowCount() > 0; });
    add(
        u"review"_s + suffix, [this] { press(Qt::Key_1, Qt::ControlModifier); },
        [this] { return photoReady(); });
    add(u"reject"_s + suffix, [this] { press(Qt::Key_R, {}, u"r"_s); });
    add({}, [this] { press(Qt::Key_Escape); });
    add(u"cheat-sheet"_s + suffix, [this] { press(Qt::Key_F1); });
    add({}, [this] { press(Qt::Key_Escape); });
    add({}, [this] { press(Qt::Key_Comma, Qt::ControlModifier); });
}

void Tour::begin()
{
    if (at_ >= steps_.size()) {
        limit_.stop();
        Q_EMIT finished(0);
        return;
    }
    limit_.start();
    window_.activateWindow(); // without a window manager nobody else does, and shortcuts need it
    steps_[at_].act();
    // Two rounds of the event loop: layouts ask for their second pass in the first one.
    QTimer::singleShot(0, this, [this] {
        QTimer::singleShot(0, this, [this] {
            acted_ = true;
            look();
        });
    });
}

void Tour::look()
{
    if (looking_ || !acted_ || at_ >= steps_.size())
        return;
    const Step& step = steps_[at_];
    if (step.until && !step.until())
        return;
    looking_ = true;
    if (!step.picture.isEmpty())
        keep(step.picture);
    looking_ = false;
    acted_ = false;
    ++at_;
    QMetaObject::invokeMethod(this, &Tour::begin, Qt::QueuedConnection);
}

void Tour::keep(const QString& picture)
{
    const QString file = folder_.filePath(u"%1-%2.png"_s.arg(++pictures_, 2, 10, QChar(u'0')).arg(picture));
    if (!window_.grab().save(file))
        qWarning("tour: a picture could not be written");
}

void Tour::press(int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    pressKey(window_, key, modifiers, text);
}

void Tour::hold(int key, bool down)
{
    holdKey(window_, key, down);
}

} // namespace photodesk::app
