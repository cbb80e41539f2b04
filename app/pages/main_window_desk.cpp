#include "app/pages/history_page.h"
#include "app/pages/main_window.h"
#include "app/pages/review_page.h"
#include "app/pages/today_panel.h"
#include "widgets/nav_rail.h"
#include "widgets/status_line.h"

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

// The window as one person's desk: their pages, their day, their rest.
namespace photodesk::app {

void MainWindow::connectDesk()
{
    connect(&work_.ownDay(), &OwnDayWatch::changed, this, [this] {
        today_->setDay(work_.ownDay().day());
        refreshStatus();
    });
    connect(status_, &StatusLine::todayClicked, this, [this] { run(Command::Today); });
    connect(&work_.session(), &Session::settingsChanged, this, &MainWindow::applyRights);
    connect(&work_.rest(), &RestReminder::due, this, [this](int minutes) {
        status_->setReminder(
            tr("%n min without a pause: look into the distance for a moment", nullptr, minutes));
    });
    connect(&work_.rest(), &RestReminder::rested, this, [this] { status_->setReminder({}); });
}

void MainWindow::toggleToday()
{
    if (today_->isVisible()) {
        today_->hide();
        return;
    }
    work_.ownDay().refresh();
    today_->show();
}

bool MainWindow::mayOpen(const QString& id) const
{
    if (id == "review"_L1 || id == "history"_L1)
        return rightsOf(work_.session().staff().roles).testFlag(Right::Review);
    return true;
}

void MainWindow::applyRights()
{
    for (const QString& id : {u"review"_s, u"history"_s})
        rail_->setPageVisible(id, mayOpen(id));
    if (work_.session().state() == Session::State::SignedIn && !mayOpen(rail_->current()))
        openPage(u"settings"_s);
}

} // namespace photodesk::app
