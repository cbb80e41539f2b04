#include "app/error_text.h"
#include "app/pages/attempt_list.h"
#include "app/pages/person_header.h"
#include "app/pages/queue_filter_menu.h"
#include "app/pages/review_page.h"
#include "app/pages/watermark.h"
#include "resources/resources.h"
#include "widgets/empty_state.h"
#include "widgets/toast_line.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

// The review page as a desk: what is fetched, what is given back, what is lost.
namespace photodesk::app {
namespace {
constexpr int watermarkEveryMs = 20'000; // it shows minutes
}

void ReviewPage::connectDesk()
{
    connect(&work_.queue(), &ReviewQueue::photoReturned, this,
            [this] { say(tr("Given back; somebody else gets it.")); });
    connect(&work_.queue(), &ReviewQueue::returnFailed, this,
            [this](const Error& error) { say(errorLine(error, Doing::Returning)); });
    connect(&work_.queue(), &ReviewQueue::leasesLost, this, [this](const QStringList& ids) {
        if (!ids.contains(shownId_))
            return;
        // Once the next one is here: its coming clears the line.
        QMetaObject::invokeMethod(
            this,
            [this] {
                say(work_.review().current()
                        ? tr("The photo that was here went to somebody else; this is the next one.")
                        : tr("The photo that was here went to somebody else."));
            },
            Qt::QueuedConnection);
    });
    connect(&work_.session(), &Session::stateChanged, this, [this](Session::State state) {
        applyPolicy();
        if (state == Session::State::SignedOut || state == Session::State::Locked)
            forgetClipboard();
    });
    connect(&work_.session(), &Session::settingsChanged, this, &ReviewPage::applyPolicy);
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            [this] { copied_ = false; }); // something else lies there now
    connect(&watermarkClock_, &QTimer::timeout, this, &ReviewPage::applyPolicy);
    watermarkClock_.start(watermarkEveryMs);
    applyPolicy();
    connect(header_, &PersonHeader::historyRequested, this, &ReviewPage::toggleHistory);
    connect(filter_, &QueueFilterMenu::filterChanged, this, &ReviewPage::takeFocus);
    connect(pane_->emptyState(), &EmptyState::actionRequested, this, [this] {
        if (filter_->isFiltered())
            filter_->showEverything();
        else
            work_.queue().refresh();
    });
}

void ReviewPage::say(const QString& words)
{
    pane_->toast()->show(words, {}, {}, int(resources::limit("toast_ms"_L1)));
}

void ReviewPage::giveBack()
{
    if (const ReviewItem* item = work_.review().current())
        work_.queue().returnPhoto(QString(item->record.id));
}

void ReviewPage::toggleHistory()
{
    const bool open = !history_->isVisibleTo(this);
    history_->setVisible(open);
    checkArea_->setVisible(!open);
    header_->setHistoryOpen(open);
    refreshHistory();
}

void ReviewPage::refreshHistory()
{
    if (!history_->isVisibleTo(this))
        return;
    std::vector<Attempt> attempts;
    if (const ReviewItem* item = work_.review().current()) {
        attempts.push_back(item->attempt);
        attempts.insert(attempts.end(), item->previous.begin(), item->previous.end());
    }
    history_->setAttempts(std::move(attempts));
}

void ReviewPage::copyPhoto()
{
    const ReviewItem* item = work_.review().current();
    const PreparedImage photo = pane_->mainView()->photo();
    if (!item || photo.isNull())
        return;
    if (!work_.session().settings().photoClipboard) {
        say(tr("Photos may not be copied here."));
        return;
    }
    // Only once it stands in the audit log.
    work_.api()
        .photoCopied(item->record.id, item->attempt.number)
        .then(this, [this, photo, id = item->record.id](const ApiResult<void>& noted) {
            if (!noted) {
                say(errorLine(noted.error().error, Doing::Copying));
            } else if (work_.session().state() == Session::State::SignedIn) {
                QGuiApplication::clipboard()->setImage(photo.levels.front());
                copied_ = true; // after the clipboard has told of the change
                say(tr("Copied; it stands in the audit log, and goes from the clipboard when you sign out."));
            }
        });
}

void ReviewPage::forgetClipboard()
{
    if (std::exchange(copied_, false))
        QGuiApplication::clipboard()->clear();
}

QString watermarkText(Workplace& workplace)
{
    Session& session = workplace.session();
    if (!session.settings().watermark || session.state() == Session::State::SignedOut)
        return {};
    return session.staff().user + u' '
           + QLocale::c().toString(workplace.clock().now().toLocalTime(), u"yyyy-MM-dd HH:mm"_s);
}

void ReviewPage::applyPolicy()
{
    pane_->setWatermark(watermarkText(work_));
}

void ReviewPage::showNothingLeft()
{
    if (filter_->isFiltered())
        pane_->emptyState()->setContent(Icon::Filter, tr("Nothing waits under this choice"),
                                        filter_->button()->text(), tr("Show everything"));
    else
        pane_->emptyState()->setContent(Icon::Check, tr("Every photo is reviewed"),
                                        tr("New ones appear here by themselves."), tr("Look again"));
}

} // namespace photodesk::app
