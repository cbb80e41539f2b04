#include "app/pages/bulk_panel.h"
#include "app/pages/sheet_filter_bar.h"
#include "app/pages/sheet_page.h"
#include "app/tour.h"
#include "widgets/contact_sheet.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

// The contact sheet's part of the tour; with an account that may, also an approval of many together.
namespace photodesk::app {
namespace {

bool picturesThere(const widgets::ContactSheet& sheet)
{
    const auto [first, last] = sheet.rowsInView();
    for (int row = first; row <= last; ++row) {
        if (sheet.describe(sheet.model()->index(row, 0)).image.isNull())
            return false;
    }
    return last >= first;
}

} // namespace

void Tour::planSheet()
{
    SheetPage& page = *window_.sheetPage();
    connect(&work_.sheet(), &SheetController::changed, this, &Tour::look, Qt::QueuedConnection);
    connect(&work_.bulk(), &BulkController::changed, this, &Tour::look, Qt::QueuedConnection);
    connect(&work_.sheet().thumbnails(), &Thumbnails::ready, this, &Tour::look, Qt::QueuedConnection);
    const auto ready = [this, &page] { return !work_.sheet().isLoading() && picturesThere(*page.sheet()); };
    add(
        u"sheet"_s, [this] { press(Qt::Key_T, Qt::ControlModifier); }, ready);
    add(
        u"sheet-by-check"_s, [&page] { page.filters()->sortBy(SheetSort::Check, u"light.left_right"_s); },
        ready);
    add(u"sheet-chosen"_s, [this] {
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_End);
        press(Qt::Key_Space);
    });
    planBulk();
    add(
        u"sheet-en-dark"_s,
        [this] {
            work_.settings().set(Setting::Language, u"en"_s);
            work_.settings().set(Setting::Theme, u"dark"_s);
        },
        ready);
    add({}, [this] {
        work_.settings().set(Setting::Language, u"zh_CN"_s);
        work_.settings().set(Setting::Theme, u"light"_s);
        press(Qt::Key_Escape);
    });
}

void Tour::planBulk()
{
    SheetPage& page = *window_.sheetPage();
    // Who is signed in is known only when the steps are taken.
    const auto may = [this] { return work_.bulk().mayApprove(); };
    const auto click = [=, &page] {
        if (may())
            page.panel()->mainButton()->click();
    };
    add(u"bulk-offered"_s, [this] { press(Qt::Key_B, Qt::ControlModifier); });
    add(u"bulk-drawn"_s, click,
        [=, this] { return !may() || (work_.bulk().isSampling() && !work_.bulk().isBusy()); });
    add(u"bulk-sample"_s, click, [=, this] { return !may() || (work_.bulk().isLooking() && photoReady()); });
    constexpr int mostOfTheDemo = 12;
    for (int i = 0; i < mostOfTheDemo; ++i) {
        add(
            i == 1 ? u"bulk-sample-next"_s : QString(),
            [=, this] {
                if (may() && work_.bulk().isLooking() && !work_.bulk().isReady())
                    press(Qt::Key_A, {}, u"a"_s);
            },
            [=, this] {
                return !may() || work_.bulk().isReady() || (work_.outbox().unsent() == 0 && photoReady());
            });
    }
    add(u"bulk-sample-done"_s, [] {});
    add(
        u"bulk-ready"_s, [this] { window_.openPage(u"sheet"_s); },
        [this] { return !work_.sheet().isLoading(); });
    add(u"bulk-approved"_s, click, [=, this] {
        return !may() || (!work_.bulk().isSampling() && !work_.sheet().isLoading() && !work_.bulk().isBusy());
    });
    add({}, click, [=, this] { return !may() || (!work_.sheet().isLoading() && !work_.bulk().isBusy()); });
    add(u"bulk-undone"_s, [] {});
    add({}, [&page] { page.panel()->otherButton()->click(); });
}

} // namespace photodesk::app
