#include "app/pages/review_page.h"

#include "app/error_text.h"
#include "app/pages/attempt_list.h"
#include "app/pages/key_router.h"
#include "app/pages/person_header.h"
#include "app/pages/queue_filter_menu.h"
#include "app/pages/refused_panel.h"
#include "app/pages/sample_bar.h"
#include "app/review/history_model.h"
#include "imaging/photo.h"
#include "resources/resources.h"
#include "widgets/check_list.h"
#include "widgets/controls.h"
#include "widgets/decision_bar.h"
#include "widgets/empty_state.h"
#include "widgets/queue_strip.h"
#include "widgets/reason_picker.h"
#include "widgets/theme.h"
#include "widgets/toast_line.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QScrollArea>
#include <QShortcut>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {
constexpr int narrowBelow = 1360; // look.md: at 1280 the strip is a counter

/// Scrolls only where the screen is too low for all of it, as when it is enlarged; what decides stays below.
QScrollArea* makeLowScreenScroll(QWidget* content)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // a click beside the rows must not take the keys from the photo
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    // A key that goes to the note must show it.
    QObject::connect(qApp, &QApplication::focusChanged, scroll, [scroll, content](QWidget*, QWidget* now) {
        if (now && content->isAncestorOf(now))
            scroll->ensureWidgetVisible(now);
    });
    return scroll;
}
} // namespace

ReviewPage::ReviewPage(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace), strip_(new QueueStrip), pane_(new PhotoPane),
      header_(new PersonHeader(workplace.reasons())), checks_(new CheckListView), picker_(new ReasonPicker),
      bar_(new DecisionBar), refused_(new RefusedPanel(workplace.outbox(), workplace.reasons())),
      sampleBar_(new SampleBar(workplace.bulk())), keys_(new KeyRouter(this)),
      filter_(new QueueFilterMenu(workplace, this)), reworkButton_(makeIconButton(Icon::Crop, {})),
      history_(new AttemptList(workplace.reasons())),
      confirm_(new QShortcut(QKeySequence(Qt::Key_Return), this)),
      confirmKeypad_(new QShortcut(QKeySequence(Qt::Key_Enter), this))
{
    setObjectName(u"reviewPage"_s);
    setFocusPolicy(Qt::StrongFocus);
    build();
    connectWork();
    connectDesk();
    const int overlays = work_.settings().value(Setting::Overlays).toInt();
    if (overlays >= 0)
        pane_->setOverlays(Overlays::fromInt(overlays));
    strip_->setFolded(work_.settings().isOn(Setting::QueueStripFolded));
    applyKeys();
    retranslate();
    onCurrentChanged();
    onStageChanged();
}

void ReviewPage::build()
{
    strip_->setObjectName(u"queueStrip"_s);
    checks_->setObjectName(u"checkList"_s);
    picker_->setObjectName(u"reasonPicker"_s);
    bar_->setObjectName(u"decisionBar"_s);
    reworkButton_->setObjectName(u"reworkButton"_s);
    reworkButton_->setFocusPolicy(Qt::TabFocus);
    connect(reworkButton_, &QToolButton::clicked, this, [this] { run(Command::Rework); });
    pane_->addTool(reworkButton_);
    pane_->addTool(filter_->button());
    picker_->setCatalogue(work_.reasons());

    auto* inspector = new QFrame;
    inspector->setObjectName(u"inspector"_s);
    inspector->setFixedWidth(Theme::current().metric(Metric::Inspector));
    inspector->setAutoFillBackground(true);
    inspector->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(inspector);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto inset = [](QWidget* widget) {
        auto* box = new QVBoxLayout;
        box->setContentsMargins(16, 12, 16, 12);
        box->addWidget(widget);
        return box;
    };
    column->addWidget(header_);
    column->addWidget(makeDivider());
    auto* facts = new QWidget;
    auto* factsColumn = new QVBoxLayout(facts);
    factsColumn->setContentsMargins(0, 0, 0, 0);
    factsColumn->setSpacing(0);
    checkArea_ = checks_;
    auto* middle = inset(checks_);
    middle->addWidget(history_);
    history_->hide();
    factsColumn->addLayout(middle, 1);
    factsColumn->addWidget(makeDivider());
    factsColumn->addLayout(inset(picker_));
    column->addWidget(makeLowScreenScroll(facts), 1);
    column->addWidget(makeDivider());
    column->addLayout(inset(bar_));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(strip_);
    auto* canvas = new QVBoxLayout;
    canvas->setSpacing(0);
    canvas->addWidget(sampleBar_);
    canvas->addWidget(pane_, 1);
    row->addLayout(canvas, 1);
    row->addWidget(makeDivider(Qt::Vertical));
    row->addWidget(inspector);
    row->addWidget(refused_);
    refused_->hide();
    confirm_->setEnabled(false);
    confirmKeypad_->setEnabled(false);
}

void ReviewPage::connectWork()
{
    ReviewController& review = work_.review();
    connect(&review, &ReviewController::currentChanged, this, &ReviewPage::onCurrentChanged);
    connect(&review, &ReviewController::stageChanged, this, &ReviewPage::onStageChanged);
    connect(&review, &ReviewController::decided, this, &ReviewPage::onDecided);
    connect(&review, &ReviewController::decisionFailed, this,
            [this](const Error& error) { pane_->toast()->show(errorLine(error, Doing::Deciding)); });
    connect(&review, &ReviewController::takenBack, this, [this](const Opinion& opinion, bool) {
        settingReasons_ = true;
        if (!opinion.reasons.isEmpty() || !opinion.note.isEmpty())
            picker_->setSelection({opinion.reasons, opinion.mainReason, opinion.note});
        settingReasons_ = false;
        pane_->toast()->show(tr("Taken back: %1").arg(verdictText(opinion.verdict)), {}, {},
                             int(resources::limit("toast_ms"_L1)));
    });
    connect(&review, &ReviewController::undoFailed, this, [this](const Error& error) {
        pane_->toast()->show(errorLine(error, Doing::Undoing), {}, {}, int(resources::limit("toast_ms"_L1)));
    });
    connect(&review, &ReviewController::replaced, this, [this](const QString& recordId) {
        thumbnailsAsked_.remove(recordId);
        fetchThumbnails();
    });
    connect(&work_.queue(), &ReviewQueue::itemsChanged, this, &ReviewPage::onItemsChanged);
    connect(&work_.prefetcher(), &Prefetcher::ready, this, &ReviewPage::onPhoto);
    connect(&work_.prefetcher(), &Prefetcher::analysed, this, &ReviewPage::onPhoto);
    connect(&work_.prefetcher(), &Prefetcher::failed, this, &ReviewPage::onPhoto);
    connect(&work_.transport(), &Transport::onlineChanged, this, &ReviewPage::onStageChanged);

    connect(bar_, &DecisionBar::decided, this, &ReviewPage::onVerdict);
    connect(confirm_, &QShortcut::activated, this, [this] { onVerdict(Verdict::Reject); });
    connect(confirmKeypad_, &QShortcut::activated, this, [this] { onVerdict(Verdict::Reject); });
    connect(picker_, &ReasonPicker::changed, this, [this] {
        if (!settingReasons_)
            reasonsTouched_ = true;
    });
    connect(checks_, &CheckListView::placeRequested, pane_, &PhotoPane::showPlace);
    connect(strip_, &QueueStrip::activated, &work_.review(), &ReviewController::show);
    connect(strip_, &QueueStrip::foldedChanged, this,
            [this](bool folded) { work_.settings().set(Setting::QueueStripFolded, folded); });
    connect(pane_, &PhotoPane::overlaysChanged, this,
            [this](Overlays overlays) { work_.settings().set(Setting::Overlays, overlays.toInt()); });
    connect(pane_->toast(), &ToastLine::actionTriggered, &work_.review(), &ReviewController::undo);
    connect(pane_->mainView(), &PhotoView::viewStateChanged, this,
            [this] { keys_->setArrowsPan(pane_->isZoomed()); });
    connectPane();
    connect(refused_, &RefusedPanel::closeRequested, this, [this] { showRefused(false); });
    connect(&work_.settings(), &Settings::changed, this, [this](Setting setting) {
        if (setting == Setting::Keys || setting == Setting::SingleKeys)
            applyKeys();
    });
    connect(keys_, &KeyRouter::triggered, this, &ReviewPage::run);
    connect(sampleBar_, &SampleBar::sheetRequested, this, &ReviewPage::sheetRequested);
    connect(&work_.bulk(), &BulkController::changed, this, &ReviewPage::onStageChanged);
    connect(keys_, &KeyRouter::held, this, &ReviewPage::hold);
}

void ReviewPage::showPictures(const ReviewItem& item)
{
    std::optional<Cut> cut;
    if (item.report.crop)
        cut = Cut{*item.report.crop, item.report.turn};
    pane_->showPictures(picturesOf(item), cut);
}

void ReviewPage::onCurrentChanged()
{
    const ReviewItem* item = work_.review().current();
    setRejecting(false);
    reasonsTouched_ = false;
    shownId_ = item ? item->record.id : QString();
    strip_->model()->setCurrent(shownId_);
    header_->setItem(item, work_.clock().now());
    refreshHistory();
    settingReasons_ = true;
    if (item) {
        showPictures(*item);
        checks_->setChecks(item->report.checks);
        picker_->setSuggested(ReviewController::suggestedReasons(item->report));
        bar_->setAvailable(Verdict::SecondOpinion, item->record.state != RecordState::SecondReview);
    } else {
        pane_->clear({});
        checks_->setChecks({});
        picker_->clear();
    }
    settingReasons_ = false;
    if (item)
        Q_EMIT photoShown();
}

void ReviewPage::onStageChanged()
{
    const auto stage = work_.review().stage();
    const bool has = work_.review().current() != nullptr;
    bar_->setReady(has);
    reworkButton_->setEnabled(stage == ReviewController::Stage::Deciding);
    picker_->setEnabled(has);
    const bool empty = !has && stage != ReviewController::Stage::Committing;
    pane_->showEmptyState(empty);
    if (!empty)
        return;
    EmptyState* state = pane_->emptyState();
    if (stage == ReviewController::Stage::Idle
        && !rightsOf(work_.session().staff().roles).testFlag(Right::Review)) {
        state->setContent(Icon::Lock, tr("This account does not review photos"),
                          tr("Ask an administrator for the right, or sign in as somebody else."));
    } else if (!work_.transport().isOnline()) {
        state->setContent(Icon::Offline, tr("No photos until the server is back"),
                          tr("Your decisions are kept and will be sent."));
    } else if (work_.bulk().isLooking()) {
        state->setContent(Icon::Gallery, tr("The sample is looked at"),
                          work_.bulk().isReady() ? tr("Go back to the contact sheet to confirm.")
                                                 : tr("It is sent to the server now."));
    } else if (stage == ReviewController::Stage::Empty) {
        showNothingLeft();
    } else {
        state->setContent(Icon::Clock, tr("Fetching photos…"));
    }
}

void ReviewPage::onItemsChanged()
{
    std::vector<QueueItem> items;
    for (const ReviewItem& item : work_.queue().items())
        items.push_back({item.record.id, {}, item.attempt.verdict, item.attempt.number, {}});
    strip_->model()->setItems(std::move(items));
    if (const ReviewItem* item = work_.review().current())
        strip_->model()->setCurrent(item->record.id);
    fetchThumbnails();
}

void ReviewPage::fetchThumbnails()
{
    QSet<QString> present;
    for (const ReviewItem& item : work_.queue().items()) {
        const QString id = item.record.id;
        present.insert(id);
        if (thumbnailsAsked_.contains(id))
            continue;
        work_.photos()
            .fetch(id, item.attempt.number, PhotoKind::Thumbnail)
            .then(this, [this, id](const Result<QByteArray>& bytes) {
                if (!bytes)
                    return;
                auto decode = [data = *bytes]() -> QImage {
                    const imaging::DecodeLimits limits{resources::limit("upload_max_bytes"_L1),
                                                       resources::limit("upload_max_pixels"_L1)};
                    const auto image =
                        imaging::decodeReduced(data, limits, int(resources::limit("thumbnail_px"_L1)));
                    return image ? *image : QImage();
                };
                work_.pool().run(std::move(decode), 0).then(this, [this, id](const QImage& image) {
                    strip_->model()->setThumbnail(id, image);
                    onThumbnail(id);
                });
            });
    }
    thumbnailsAsked_ = present; // one that left and comes back is fetched again
}

void ReviewPage::onVerdict(Verdict verdict)
{
    if (verdict != Verdict::Reject) {
        send(verdict);
        return;
    }
    // Reasons the person chose are used at once; those the machine proposed must be looked at first.
    const bool chosen = reasonsTouched_ && picker_->check().has_value();
    if (!rejecting_ && !chosen) {
        setRejecting(true);
        return;
    }
    if (picker_->demandComplete())
        send(verdict);
    else
        setRejecting(true);
}

void ReviewPage::send(Verdict verdict)
{
    Opinion opinion;
    opinion.verdict = verdict;
    opinion.disagreements = checks_->disagreements();
    const ReasonSelection selection = picker_->selection();
    if (verdict == Verdict::Reject || (verdict == Verdict::SecondOpinion && reasonsTouched_)) {
        opinion.reasons = selection.codes;
        opinion.mainReason = selection.main;
    }
    if (verdict != Verdict::Approve)
        opinion.note = selection.note;
    setRejecting(false);
    takeFocus();
    work_.review().decide(opinion);
}

void ReviewPage::setRejecting(bool rejecting)
{
    if (rejecting_ == rejecting)
        return;
    rejecting_ = rejecting;
    confirm_->setEnabled(rejecting);
    confirmKeypad_->setEnabled(rejecting);
    picker_->setProperty("asking", rejecting);
    if (rejecting)
        pane_->toast()->show(
            tr("Why? Choose with 1–9, then %1 or Enter. Esc steps back.").arg(keyMap_.text(Command::Reject)));
    else
        pane_->toast()->clear();
}

void ReviewPage::onDecided(const Decision& decision)
{
    QStringList words{verdictText(decision.verdict)};
    for (const QString& code : decision.reasons)
        words << reasonText(work_.reasons(), code, locale());
    pane_->toast()->show(words.join(u" · "_s), tr("Undo"), keyMap_.first(Command::Undo));
}

void ReviewPage::showRefused(bool shown)
{
    refused_->setVisible(shown);
}

void ReviewPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ReviewPage::resizeEvent(QResizeEvent* event)
{
    if (!work_.settings().isOn(Setting::QueueStripFolded))
        strip_->setFolded(window()->width() < narrowBelow);
    QWidget::resizeEvent(event);
}

void ReviewPage::retranslate()
{
    reworkButton_->setToolTip(keyMap_.hint(Command::Rework));
    reworkButton_->setAccessibleName(commandText(Command::Rework));
    if (const ReviewItem* item = work_.review().current())
        showPictures(*item); // their titles
    onStageChanged();
}

} // namespace photodesk::app
