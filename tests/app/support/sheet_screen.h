#pragma once

#include "app/pages/bulk_panel.h"
#include "app/pages/main_window.h"
#include "app/pages/review_page.h"
#include "app/pages/sample_bar.h"
#include "app/pages/screen_photo.h"
#include "app/pages/sheet_filter_bar.h"
#include "app/pages/sheet_page.h"
#include "tests/app/support/desk.h"
#include "tests/app/support/fake_sheet.h"
#include "widgets/banner.h"
#include "widgets/contact_sheet.h"

#include <QLabel>
#include <QPushButton>

namespace photodesk::test {

/// A senior reviewer's whole window over clean photos; keys go in as a person presses them.
struct SheetScreen : Desk {
    explicit SheetScreen(int photos) : Desk(0, app::paintForScreen), sheet(server), window(*work)
    {
        for (int i = 1; i <= photos; ++i)
            server.addRecord(FakeSheet::cleanRecord(i, 100 - i));
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        ok = QTest::qWaitForWindowActive(&window) && signIn()
             && QTest::qWaitFor([this] { return work->review().current() != nullptr; });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(window.windowHandle(), key, modifiers);
    }
    app::SheetPage& page() { return *window.sheetPage(); }
    widgets::ContactSheet& grid() { return *page().sheet(); }
    app::BulkController& bulk() { return work->bulk(); }
    /// By its key; true once everything is there.
    bool openSheet(int photos)
    {
        press(Qt::Key_T, Qt::ControlModifier);
        return QTest::qWaitFor([this, photos] {
            return page().isVisible() && work->sheet().isLoaded() && !work->sheet().isLoading()
                   && grid().model()->rowCount() == photos;
        });
    }
    /// From the sheet to the first photo of the sample.
    bool drawAndLook()
    {
        press(Qt::Key_A, Qt::ControlModifier);
        press(Qt::Key_B, Qt::ControlModifier);
        if (!page().panel()->isProposing())
            return false;
        press(Qt::Key_Space); // the focus stands on the main button
        if (!QTest::qWaitFor([this] { return bulk().isSampling() && !bulk().isBusy(); }))
            return false;
        page().panel()->mainButton()->setFocus();
        press(Qt::Key_Space);
        return QTest::qWaitFor([this] { return bulk().isLooking() && current(); });
    }
    [[nodiscard]] bool current()
    {
        const app::ReviewItem* item = work->review().current();
        return item && sheet.sample.contains(item->record.id)
               && !window.reviewPage()->pane()->mainView()->photo().isNull();
    }
    /// Approves one photo of the sample and waits until the server has it.
    bool approveOne()
    {
        const int before = int(server.applied().size());
        press(Qt::Key_A);
        return QTest::qWaitFor([this, before] {
            return int(server.applied().size()) == before + 1 && work->outbox().unsent() == 0;
        });
    }

    FakeSheet sheet;
    app::MainWindow window;
    bool ok = false;
};

} // namespace photodesk::test
