#include "app/pages/rework_page.h"

#include "app/error_text.h"
#include "app/pages/rework_panel.h"
#include "widgets/controls.h"
#include "widgets/crop_frame.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QStackedLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

constexpr int firstRadius = 10; // output pixels

QLabel* caption()
{
    QLabel* label = makeLabel({}, TextSize::Small, widgets::Role::OnCanvas);
    label->setAlignment(Qt::AlignCenter);
    label->setFixedHeight(24);
    return label;
}

imaging::Stroke::Mark markOf(MatteBrush::Mark mark)
{
    return mark == MatteBrush::Mark::Keep ? imaging::Stroke::Mark::Keep : imaging::Stroke::Mark::Remove;
}

/// The standard's ranges with what is measured now, for the frame.
OverlayData factsOf(const ReworkController& controller)
{
    const imaging::Analysis* analysis = controller.analysis();
    if (!analysis || analysis->landmarks.empty())
        return {};
    Report report = analysis->report;
    report.checks = controller.judged();
    report.crop = controller.plan().now().crop;
    return overlayDataFrom(report, controller.standard());
}

} // namespace

ReworkPage::ReworkPage(Workplace& workplace, QWidget* parent)
    : QWidget(parent), work_(workplace), controller_(workplace),
      title_(makeLabel({}, TextSize::Title, widgets::Role::Text, true)),
      hint_(makeLabel({}, TextSize::Body, widgets::Role::Muted)), foot_(new QWidget), banner_(new Banner),
      frameCaption_(caption()), brushCaption_(caption()), frame_(new CropFrame), beforeView_(new MatteBrush),
      left_(new QStackedLayout), brush_(new MatteBrush), panel_(new ReworkPanel)
{
    setObjectName(u"reworkPage"_s);
    build();
    connectParts();
    setBrush(MatteBrush::Mark::Keep, firstRadius);
    retranslate();
}

void ReworkPage::build()
{
    frame_->setObjectName(u"cropFrame"_s);
    brush_->setObjectName(u"matteBrush"_s);
    beforeView_->setDrawable(false);
    beforeView_->setFocusPolicy(Qt::NoFocus);
    left_->addWidget(frame_);
    left_->addWidget(beforeView_);
    foot_->setProperty("ground", u"surface"_s);
    foot_->hide();
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 8);
    head->setSpacing(16);
    head->addWidget(title_);
    head->addWidget(hint_, 1);
    // At the foot: the window's own banner floats at the top.
    auto* bannerBox = new QVBoxLayout(foot_);
    bannerBox->setContentsMargins(16, 8, 16, 8);
    bannerBox->addWidget(banner_);
    auto* panes = new QHBoxLayout;
    panes->setSpacing(1);
    auto pane = [panes](QLabel* title, QLayout* content) {
        auto* column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(title);
        column->addLayout(content, 1);
        panes->addLayout(column, 1);
    };
    pane(frameCaption_, left_);
    auto* right = new QVBoxLayout;
    right->addWidget(brush_);
    pane(brushCaption_, right);
    auto* work = new QVBoxLayout;
    work->setSpacing(0);
    work->addLayout(head);
    work->addLayout(panes, 1);
    work->addWidget(foot_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(work, 1);
    row->addWidget(makeDivider(Qt::Vertical));
    row->addWidget(panel_);
}

void ReworkPage::connectParts()
{
    using Kind = ReworkPlan::Kind;
    connect(&controller_, &ReworkController::stageChanged, this, &ReworkPage::onStage);
    connect(&controller_, &ReworkController::stateChanged, this, &ReworkPage::onState);
    connect(&controller_, &ReworkController::pictureChanged, this, &ReworkPage::onPicture);
    connect(&controller_, &ReworkController::failed, this, &ReworkPage::onFailed);
    connect(&controller_, &ReworkController::saveFailed, this, &ReworkPage::onSaveFailed);
    connect(banner_, &Banner::actionRequested, this, [this] {
        foot_->hide();
        controller_.sendAgain();
        takeFocus();
    });
    connect(&controller_, &ReworkController::strokeRefused, this, [this] {
        say(Banner::Kind::Info, {tr("That stroke is more than one rework can hold."),
                                 tr("It was taken back."),
                                 tr("Use a smaller brush, or save and go on from there."),
                                 {},
                                 {}});
    });
    connect(&controller_, &ReworkController::draftReturned, this, [this] {
        say(Banner::Kind::Info,
            {tr("What you had set before the screen was locked is here again."), {}, {}, {}, {}});
    });
    connect(&controller_, &ReworkController::saved, this, [this] {
        open_ = false;
        Q_EMIT closed(true);
    });
    connect(frame_, &CropFrame::moved, &controller_, &ReworkController::moveCrop);
    connect(frame_, &CropFrame::sized, &controller_, &ReworkController::sizeCrop);
    connect(frame_, &CropFrame::cropped, &controller_,
            [this](const QRectF& crop, bool row) { controller_.setCrop(crop, Kind::Size, row); });
    connect(frame_, &CropFrame::dragEnded, &controller_, &ReworkController::endRow);
    connect(frame_, &CropFrame::eyesPicked, &controller_, &ReworkController::placeEyes);
    connect(brush_, &MatteBrush::drawn, &controller_,
            [this](MatteBrush::Mark mark, const std::vector<QPointF>& points, double radius) {
                controller_.addStroke(markOf(mark), points, radius);
            });
    connect(brush_, &MatteBrush::sizeWanted, this,
            [this](int steps) { run(steps > 0 ? Command::BrushLarger : Command::BrushSmaller, 1); });
    connect(panel_, &ReworkPanel::turnChosen, &controller_,
            [this](double degrees) { controller_.setTurn(degrees, true); });
    connect(panel_, &ReworkPanel::turnEnded, &controller_, &ReworkController::endRow);
    connect(panel_, &ReworkPanel::markChosen, this,
            [this](MatteBrush::Mark mark) { setBrush(mark, int(brush_->radius())); });
    connect(panel_, &ReworkPanel::radiusChosen, this,
            [this](int radius) { setBrush(brush_->mark(), radius); });
    connect(panel_, &ReworkPanel::undoRequested, &controller_, &ReworkController::undo);
    connect(panel_, &ReworkPanel::redoRequested, &controller_, &ReworkController::redo);
    connect(panel_, &ReworkPanel::resetRequested, &controller_, &ReworkController::reset);
    connect(panel_, &ReworkPanel::restoreRequested, &controller_, &ReworkController::restore);
    connect(panel_, &ReworkPanel::saveRequested, this, [this] { run(Command::ReworkSave, 1); });
    connect(panel_, &ReworkPanel::cancelRequested, this, &ReworkPage::cancel);
    connect(banner_, &Banner::dismissed, foot_, &QWidget::hide);
}

void ReworkPage::open(const ReviewItem& item)
{
    open_ = true;
    foot_->hide();
    setSideBySide(false);
    frame_->showWholePhoto(false);
    controller_.open(item);
    retranslate();
}

bool ReworkPage::isOpen() const
{
    return open_;
}

void ReworkPage::takeFocus()
{
    frame_->setFocus();
}

void ReworkPage::onStage()
{
    using Stage = ReworkController::Stage;
    const Stage stage = controller_.stage();
    if (stage == Stage::Closed) {
        onPicture();
        if (std::exchange(open_, false))
            Q_EMIT closed(false);
        return;
    }
    const bool loading = stage == Stage::Loading;
    frame_->setPlaceholder(loading ? tr("Opening the original…") : QString());
    brush_->setPlaceholder(loading                     ? tr("Opening the original…")
                           : stage == Stage::NeedsEyes ? tr("The result comes once the eyes are placed.")
                                                       : QString());
    frame_->setPickingEyes(stage == Stage::NeedsEyes);
    brush_->setDrawable(stage == Stage::Ready);
    panel_->setSaving(stage == Stage::Saving);
    onState();
    refreshHint();
}

void ReworkPage::onState()
{
    const ReworkState& state = controller_.plan().now();
    const bool ready = controller_.stage() == ReworkController::Stage::Ready;
    frame_->setFrame(state.crop, state.turn);
    frame_->setFacts(factsOf(controller_));
    panel_->setMeasures(state.crop.isEmpty() ? std::vector<CheckResult>() : controller_.judged());
    panel_->setTurn(state.turn, controller_.turnMost());
    panel_->setCan({ready, ready && controller_.plan().canUndo(), ready && controller_.plan().canRedo(),
                    ready && controller_.isChanged(), controller_.canRestore(), controller_.canSave()});
}

void ReworkPage::onPicture()
{
    const QImage& preview = controller_.preview();
    if (preview.isNull() != shownPreview_.isNull() || preview.cacheKey() != shownPreview_.cacheKey()) {
        shownPreview_ = preview;
        frame_->setPicture(preview, controller_.photoSize());
        onState();
    }
    brush_->setPicture(controller_.picture());
    beforeView_->setPicture(controller_.before());
}

void ReworkPage::say(Banner::Kind kind, const Banner::Text& text)
{
    banner_->show(kind, text);
    foot_->show();
}

void ReworkPage::onFailed(const Error& error)
{
    const bool opening = controller_.stage() == ReworkController::Stage::Broken;
    Banner::Text text = errorText(error, opening ? Doing::LoadingPhoto : Doing::Reworking);
    if (opening)
        text.meaning = tr("This photo can't be reworked here; it is as it was.");
    if (controller_.stage() == ReworkController::Stage::Lost)
        text.todo = tr("Close this and go on with the next photo.");
    say(Banner::Kind::Error, text);
}

void ReworkPage::onSaveFailed(const Error& error)
{
    Banner::Text text = errorText(error, Doing::Reworking);
    switch (error.code) { // what waits in the outbox goes by itself, this does not
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::RequestTimeout:
    case ErrorCode::TooManyRequests:
    case ErrorCode::Overloaded: text.todo = tr("Send it once the server is back."); break;
    default: break;
    }
    text.action = tr("Send again");
    say(Banner::Kind::Warning, text);
}

void ReworkPage::setBrush(MatteBrush::Mark mark, int radius)
{
    const int held = std::clamp(radius, ReworkPanel::brushLeast(), ReworkPanel::brushMost());
    brush_->setBrush(mark, held);
    panel_->setBrush(mark, held);
}

void ReworkPage::setSideBySide(bool on)
{
    sideBySide_ = on;
    left_->setCurrentIndex(on ? 1 : 0);
    retranslate();
}

void ReworkPage::glance(bool on)
{
    brush_->setGlance(on ? controller_.before() : QImage());
    brushCaption_->setText(on ? tr("Before") : tr("Result"));
}

QString ReworkPage::titleText() const
{
    const ReviewItem* item = controller_.item();
    return item ? tr("Rework: %1 %2").arg(item->person.nameMasked, item->person.idLast4) : QString();
}

void ReworkPage::refreshHint()
{
    using Stage = ReworkController::Stage;
    switch (controller_.stage()) {
    case Stage::NeedsEyes:
        hint_->setText(tr("No face was found. Click both eyes, or set them with arrows and Enter."));
        return;
    case Stage::Ready:
        hint_->setText(tr("Tab changes between frame and brush; arrows move what has the ring."));
        return;
    default: hint_->clear();
    }
}

void ReworkPage::retranslate()
{
    title_->setText(titleText());
    frameCaption_->setText(sideBySide_ ? tr("Before") : tr("Original and frame"));
    brushCaption_->setText(tr("Result"));
    refreshHint();
}

void ReworkPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        onState();
    }
    QWidget::changeEvent(event);
}

void ReworkPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& theme = Theme::current();
    painter.fillRect(rect(), theme.colour(widgets::Role::Surface));
    const int top = frameCaption_->y();
    painter.fillRect(QRect(0, top, panel_->x(), frameCaption_->height()),
                     theme.colour(widgets::Role::Canvas));
}

} // namespace photodesk::app
