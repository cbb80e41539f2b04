#include "app/pages/main_window.h"

#include "app/error_text.h"
#include "app/pages/cheat_sheet.h"
#include "app/pages/history_page.h"
#include "app/pages/refused_panel.h"
#include "app/pages/review_page.h"
#include "app/pages/rework_page.h"
#include "app/pages/settings_page.h"
#include "app/pages/sheet_page.h"
#include "app/pages/sign_in_page.h"
#include "app/pages/state_text.h"
#include "app/pages/today_panel.h"
#include "widgets/controls.h"
#include "widgets/nav_rail.h"
#include "widgets/status_line.h"
#include "widgets/toast_line.h"

#include <QApplication>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr QSize firstSize(1440, 900);
constexpr QSize leastSize(960, 540); // 1920 × 1080 at 200 %
constexpr int bannerWidth = 720;
constexpr int closeWaitMs = 1500;

} // namespace

MainWindow::MainWindow(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace), root_(new QStackedWidget(this)), workspace_(new QWidget),
      pages_(new QStackedWidget), rail_(new NavRail), status_(new StatusLine), banner_(new Banner(this)),
      signIn_(new SignInPage(workplace, SignInForm::Purpose::First)),
      lock_(new SignInPage(workplace, SignInForm::Purpose::Unlock)),
      curtain_(new SignInPage(workplace, SignInForm::Purpose::Again, this)),
      review_(new ReviewPage(workplace)), sheet_(new SheetPage(workplace)),
      history_(new HistoryPage(workplace)), settings_(new SettingsPage(workplace)),
      rework_(new ReworkPage(workplace)), cheatSheet_(new CheatSheet(this)), today_(new TodayPanel(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"PhotoDesk"_s);
    setMinimumSize(leastSize);
    build();
    connectWork();
    connectDesk();
    retranslate();
    if (!restoreGeometry(work_.settings().value(Setting::MainWindowGeometry).toByteArray()))
        resize(firstSize);
    refreshStatus();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    pages_->addWidget(review_);
    pages_->addWidget(sheet_);
    pages_->addWidget(history_);
    pages_->addWidget(settings_);
    pages_->addWidget(rework_);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addWidget(pages_, 1);
    auto* column = new QVBoxLayout(workspace_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row, 1);
    column->addWidget(status_);
    root_->addWidget(signIn_);
    root_->addWidget(workspace_);
    root_->addWidget(lock_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(root_);
    curtain_->setTranslucent(true);
    curtain_->hide();
    banner_->hide();
    for (SignInPage* page : {lock_, curtain_})
        connect(page->form(), &SignInForm::signOutRequested, &work_, &Workplace::signOut);
    connect(rail_, &NavRail::pageRequested, this, &MainWindow::openPage);
    connect(rail_, &NavRail::actionTriggered, this, [this](const QString& id) {
        run(id == "lock"_L1 ? Command::Lock : id == "keys"_L1 ? Command::CheatSheet : Command::SignOut);
    });
    applyKeys();
    connect(review_, &ReviewPage::sheetRequested, this, [this] { openPage(u"sheet"_s); });
    connect(sheet_, &SheetPage::reviewRequested, this, [this] { openPage(u"review"_s); });
    connect(history_, &HistoryPage::undone, this, [this] { openPage(u"review"_s); });
    connect(review_, &ReviewPage::reworkRequested, this, [this] {
        rework_->open(*work_.review().current());
        openPage(u"review"_s);
    });
    connect(rework_, &ReworkPage::closed, this, [this](bool saved) {
        if (pages_->currentWidget() == rework_)
            openPage(u"review"_s);
        if (saved)
            review_->pane()->toast()->show(tr("Reworked. This is the new picture."));
    });
    connect(status_, &StatusLine::notAcceptedClicked, this, [this] { run(Command::NotAccepted); });
    connect(banner_, &Banner::dismissed, banner_, &QWidget::hide);
}

void MainWindow::buildRail()
{
    const QString current = rail_->current();
    rail_->clear();
    auto first = [this](Command command) { return keyMap_.first(command); };
    rail_->addPage(u"review"_s, Icon::Review, tr("Review"), first(Command::PageReview));
    rail_->addPage(u"sheet"_s, Icon::Gallery, tr("Sheet"), first(Command::PageSheet));
    rail_->addPage(u"history"_s, Icon::History, tr("History"), first(Command::PageHistory));
    rail_->addPage(u"settings"_s, Icon::Settings, tr("Settings"), first(Command::PageSettings),
                   NavRail::Place::Bottom);
    rail_->addAction(u"keys"_s, Icon::Keyboard, tr("Keys"));
    rail_->addAction(u"lock"_s, Icon::Lock, tr("Lock"));
    rail_->addAction(u"signOut"_s, Icon::SignOut, tr("Sign out"));
    rail_->setCurrent(current.isEmpty() ? u"review"_s : current);
    applyRights();
}

void MainWindow::applyKeys()
{
    keyMap_ = KeyMap::from(work_.settings());
    rework_->setKeys(keyMap_);
    sheet_->setKeys(keyMap_);
    qDeleteAll(std::exchange(shortcuts_, {}));
    for (const Command command :
         {Command::CheatSheet, Command::Lock, Command::SignOut, Command::NotAccepted, Command::Today}) {
        for (const QKeySequence& keys : keyMap_.keys(command)) {
            auto* shortcut = new QShortcut(keys, workspace_);
            shortcut->setAutoRepeat(false);
            connect(shortcut, &QShortcut::activated, this, [this, command] { run(command); });
            shortcuts_ << shortcut;
        }
    }
    buildRail();
}

void MainWindow::connectWork()
{
    connect(&work_.session(), &Session::stateChanged, this, &MainWindow::onState);
    connect(&work_.session(), &Session::trouble, this,
            [this](const Error& error) { signIn_->form()->showError(error); });
    connect(&work_.transport(), &Transport::onlineChanged, this, &MainWindow::onOnline);
    connect(&work_.outbox(), &Outbox::countsChanged, this, &MainWindow::refreshStatus);
    connect(&work_.outbox(), &Outbox::refusedNow, this, [this](const RefusedDecision& refused) {
        Banner::Text text = errorText(refused.error, Doing::Sending);
        text.todo = tr("It stands in the list of what was not accepted.");
        say(Banner::Kind::Warning, text);
    });
    connect(&work_, &Workplace::outboxFailed, this, [this](const Error& error) {
        Banner::Text text = errorText(error, Doing::Deciding);
        text.meaning = tr("No decision can be made until this is mended.");
        say(Banner::Kind::Error, text);
    });
    connect(&work_.queue(), &ReviewQueue::leasesLost, this, [this](const QStringList& ids) {
        say(Banner::Kind::Info, {tr("%n photo(s) went to somebody else.", nullptr, int(ids.size())),
                                 tr("You were away longer than the lease lasts; nothing was decided."),
                                 {},
                                 errorName(ErrorCode::LeaseLost),
                                 {}});
    });
    connect(&work_.review(), &ReviewController::countersChanged, this, &MainWindow::refreshStatus);
    connect(&work_.queue(), &ReviewQueue::countsChanged, this, &MainWindow::refreshStatus);
    connect(&work_.queue(), &ReviewQueue::itemsChanged, this, &MainWindow::refreshStatus);
    connect(&work_.settings(), &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::Keys || setting == Setting::SingleKeys)
            applyKeys();
    });
}

void MainWindow::openPage(const QString& id)
{
    if (!mayOpen(id))
        return;
    QWidget* page = id == "history"_L1    ? static_cast<QWidget*>(history_)
                    : id == "sheet"_L1    ? static_cast<QWidget*>(sheet_)
                    : id == "settings"_L1 ? static_cast<QWidget*>(settings_)
                    : rework_->isOpen()   ? static_cast<QWidget*>(rework_)
                                          : static_cast<QWidget*>(review_);
    pages_->setCurrentWidget(page);
    rail_->setCurrent(id);
    if (page == review_)
        review_->takeFocus();
    else if (page == rework_)
        rework_->takeFocus();
}

void MainWindow::run(Command command)
{
    switch (command) {
    case Command::CheatSheet: cheatSheet_->open(keyMap_); break;
    case Command::Lock: work_.lock(); break;
    case Command::SignOut: work_.signOut(); break;
    case Command::Today: toggleToday(); break;
    case Command::NotAccepted: {
        const bool shown = review_->refusedPanel()->isVisible();
        openPage(u"review"_s);
        review_->showRefused(!shown);
        break;
    }
    default: break;
    }
}

void MainWindow::onState(Session::State state)
{
    const QString user = work_.session().staff().user;
    const bool expired = state == Session::State::Expired;
    if (expired && !curtain_->isVisible())
        focusBefore_ = QApplication::focusWidget();
    workspace_->setEnabled(!expired);
    curtain_->setVisible(expired);
    switch (state) {
    case Session::State::SignedOut:
        banner_->hide();
        today_->hide();
        cheatSheet_->hide();
        pages_->setCurrentWidget(review_); // where the next person begins
        rail_->setCurrent(u"review"_s);
        root_->setCurrentWidget(signIn_);
        signIn_->form()->takeFocus();
        break;
    case Session::State::SigningIn: break;
    case Session::State::SignedIn:
        root_->setCurrentWidget(workspace_);
        applyRights();
        if (focusBefore_)
            focusBefore_->setFocus();
        else if (pages_->currentWidget() == review_)
            review_->takeFocus();
        focusBefore_.clear();
        break;
    case Session::State::Expired:
        curtain_->form()->setUser(user);
        placeFloating();
        curtain_->raise();
        curtain_->form()->takeFocus();
        break;
    case Session::State::Locked:
        cheatSheet_->hide();
        today_->hide();
        banner_->hide();
        lock_->form()->setUser(user);
        root_->setCurrentWidget(lock_);
        break;
    }
    refreshStatus();
}

void MainWindow::onOnline(bool online)
{
    refreshStatus();
    if (work_.session().state() != Session::State::SignedIn)
        return;
    if (!online) {
        offlineSaid_ = true;
        say(Banner::Kind::Warning, {tr("The server can't be reached."),
                                    tr("Your decisions are kept and will be sent."),
                                    tr("You can go on with the photos you have."),
                                    errorName(ErrorCode::NetworkUnreachable),
                                    {}});
    } else if (std::exchange(offlineSaid_, false)) {
        banner_->hide();
    }
}

void MainWindow::say(Banner::Kind kind, const Banner::Text& text)
{
    banner_->show(kind, text);
    placeFloating();
    banner_->raise();
    if (curtain_->isVisible())
        curtain_->raise();
}

void MainWindow::refreshStatus()
{
    status_->setConnection(work_.transport().isOnline() ? ConnectionState::Connected
                                                        : ConnectionState::Offline);
    status_->setUnsent(work_.outbox().unsent());
    const int refused = int(work_.outbox().refused().size());
    status_->setNotAccepted(refused);
    rail_->setBadge(u"review"_s, refused);
    const auto& counts = work_.queue().counts();
    // What is left to do for this person: what nobody has yet and what lies on this desk.
    status_->setQueue(counts ? counts->waiting + int(work_.queue().items().size()) : -1);
    const auto& day = work_.ownDay().day();
    status_->setToday(work_.review().today(), work_.review().medianSeconds(),
                      day ? day->perHour.value_or(0) : 0);
    const Staff& staff = work_.session().staff();
    status_->setAccount(staff.displayName, staff.roles.empty() ? QString() : roleText(staff.roles.front()));
}

void MainWindow::placeFloating()
{
    curtain_->setGeometry(rect());
    const int width = std::min(bannerWidth, this->width() - 2 * 24);
    banner_->setFixedWidth(width);
    banner_->adjustSize();
    banner_->move((this->width() - width) / 2, 16);
    today_->place();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    placeFloating();
    QWidget::resizeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    work_.settings().set(Setting::MainWindowGeometry, saveGeometry());
    work_.settings().sync();
    QStringList held;
    for (const ReviewItem& item : work_.queue().items())
        held << item.record.id;
    if (closing_ || held.isEmpty() || !work_.transport().isOnline()
        || work_.session().state() != Session::State::SignedIn) {
        event->accept();
        QCoreApplication::quit();
        return;
    }
    // Give the photos back, so that nobody waits five minutes for them; then go, answered or not.
    closing_ = true;
    event->ignore();
    hide();
    work_.api().release(held).then(this, [this](const ApiResult<QStringList>&) { close(); });
    QTimer::singleShot(closeWaitMs, this, &QWidget::close);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void MainWindow::retranslate()
{
    buildRail();
    refreshStatus();
}

} // namespace photodesk::app
