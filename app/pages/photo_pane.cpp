#include "app/pages/photo_pane.h"

#include "app/pages/watermark.h"
#include "widgets/controls.h"
#include "widgets/empty_state.h"
#include "widgets/theme.h"
#include "widgets/toast_line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
namespace {

QLabel* caption(QWidget* parent)
{
    QLabel* label = makeLabel({}, TextSize::Small, widgets::Role::OnCanvas, false, parent);
    label->setAlignment(Qt::AlignCenter);
    label->setFixedHeight(24);
    return label;
}

} // namespace

PhotoPane::PhotoPane(QWidget* parent)
    : QWidget(parent), main_(new PhotoView), second_(new PhotoView), mainCaption_(caption(this)),
      secondCaption_(caption(this)), zoom_(makeLabel({}, TextSize::Small, widgets::Role::Muted)),
      tools_(new QWidget), toast_(new ToastLine), empty_(new EmptyState), stack_(new QStackedLayout)
{
    setObjectName(u"photoPane"_s);
    main_->setObjectName(u"photoView"_s);
    second_->setObjectName(u"secondPhotoView"_s);
    auto column = [](QLabel* title, PhotoView* view) {
        auto* half = new QWidget;
        auto* box = new QVBoxLayout(half);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(0);
        box->addWidget(title);
        box->addWidget(view, 1);
        return half;
    };
    auto* canvas = new QWidget;
    auto* views = new QHBoxLayout(canvas);
    views->setContentsMargins(0, 0, 0, 0);
    views->setSpacing(1);
    secondHalf_ = column(secondCaption_, second_);
    views->addWidget(column(mainCaption_, main_), 1);
    views->addWidget(secondHalf_, 1);
    stack_->addWidget(canvas);
    stack_->addWidget(empty_);
    empty_->setOnCanvas();
    sync_.add(main_);
    sync_.add(second_);
    connect(main_, &PhotoView::zoomChanged, this, &PhotoPane::zoomShown);

    buildTools();
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(stack_, 1);
    box->addWidget(toast_);
    box->addWidget(tools_);
    setOverlays(overlaysOf(preset_));
    setMode(Mode::Processed);
    refresh();
    retranslate();
}

void PhotoPane::buildTools()
{
    fitButton_ = makeIconButton(Icon::Fit, {});
    actualButton_ = makeIconButton(Icon::ZoomIn, {});
    compareButton_ = makeMenuButton(Icon::Compare, {});
    overlayButton_ = makeMenuButton(Icon::Layers, {});
    fitButton_->setObjectName(u"fitButton"_s);
    compareButton_->setObjectName(u"compareButton"_s);
    overlayButton_->setObjectName(u"overlayButton"_s);
    compareMenu_ = new QMenu(compareButton_);
    overlayMenu_ = new QMenu(overlayButton_);
    compareButton_->setMenu(compareMenu_);
    overlayButton_->setMenu(overlayMenu_);
    connect(fitButton_, &QToolButton::clicked, this, &PhotoPane::fit);
    connect(actualButton_, &QToolButton::clicked, this, &PhotoPane::actualSize);
    zoom_->setMinimumWidth(48);
    auto* row = new QHBoxLayout(tools_);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(fitButton_);
    row->addWidget(actualButton_);
    row->addWidget(zoom_);
    row->addWidget(compareButton_);
    row->addWidget(overlayButton_);
    row->addStretch();
    // A click on a tool must not take the keys from the photo.
    for (QToolButton* button : {fitButton_, actualButton_, compareButton_, overlayButton_})
        button->setFocusPolicy(Qt::TabFocus);
}

void PhotoPane::addTool(QWidget* tool)
{
    tools_->layout()->addWidget(tool);
}

void PhotoPane::buildMenus()
{
    compareMenu_->clear();
    auto entry = [this](QMenu* menu, const QString& text, Command command) {
        QAction* action = menu->addAction(text + u'\t' + keyMap_.text(command));
        action->setCheckable(true);
        return action;
    };
    auto addMode = [&](const QString& text, Mode mode, Command command) {
        QAction* action = entry(compareMenu_, text, command);
        action->setChecked(mode_ == mode);
        action->setEnabled(mode == Mode::Original || hasProcessed_);
        connect(action, &QAction::triggered, this, [this, mode] { setMode(mode); });
    };
    addMode(tr("Processed picture"), Mode::Processed, Command::Compare);
    addMode(tr("Original"), Mode::Original, Command::Compare);
    addMode(tr("Side by side"), Mode::SideBySide, Command::SideBySide);

    overlayMenu_->clear();
    for (const OverlayPreset preset : {OverlayPreset::None, OverlayPreset::Geometry, OverlayPreset::Face,
                                       OverlayPreset::Exposure, OverlayPreset::All}) {
        QAction* action = entry(overlayMenu_, overlayPresetName(preset), Command::OverlayPreset);
        action->setChecked(overlays_ == overlaysOf(preset));
        connect(action, &QAction::triggered, this, [this, preset] {
            preset_ = preset;
            setOverlays(overlaysOf(preset));
        });
    }
    overlayMenu_->addSeparator();
    for (const Overlay overlay : allOverlays()) {
        QAction* action = overlayMenu_->addAction(overlayName(overlay));
        action->setCheckable(true);
        action->setChecked(overlays_.testFlag(overlay));
        connect(action, &QAction::triggered, this, [this, overlay](bool on) {
            Overlays changed = overlays_;
            changed.setFlag(overlay, on);
            setOverlays(changed);
        });
    }
}

void PhotoPane::showPhoto(const Photo& processed, const Photo& original, bool hasProcessed)
{
    processed_ = processed;
    original_ = original;
    hasProcessed_ = hasProcessed;
    main_->setPlaceholder(tr("Loading the photo…"));
    second_->setPlaceholder(tr("Loading the photo…"));
    refresh();
    refreshTools();
}

void PhotoPane::refine(PhotoKind kind, const Photo& photo)
{
    (kind == PhotoKind::Derived ? processed_ : original_) = photo;
    refresh();
}

void PhotoPane::clear(const QString& words)
{
    processed_.reset();
    original_.reset();
    main_->setPlaceholder(words);
    second_->setPlaceholder(words);
    refresh();
}

void PhotoPane::setWatermark(const QString& text)
{
    if (std::exchange(watermark_, text) == text)
        return;
    markPhoto(main_, text);
    markPhoto(second_, text);
}

void PhotoPane::setKeys(const KeyMap& keys)
{
    keyMap_ = keys;
    retranslate();
}

void PhotoPane::setCut(const std::optional<QRectF>& crop)
{
    crop_ = crop;
}

void PhotoPane::put(PhotoView* view, const Photo& photo, bool original)
{
    view->setProperty("original", original);
    if (!photo) {
        view->setPhoto(PreparedImage());
        return;
    }
    // The same pixels again would make the view forget its highlight.
    if (view->photo().isNull()
        || view->photo().levels.front().cacheKey() != photo->image.levels.front().cacheKey())
        view->setPhoto(photo->image);
    view->setOverlayData(photo->overlays);
    view->setOverlays(overlays_);
}

void PhotoPane::refresh()
{
    const bool both = mode_ == Mode::SideBySide && hasProcessed_;
    const bool original = mode_ == Mode::Original || !hasProcessed_;
    put(main_, original && !both ? original_ : processed_, original && !both);
    secondHalf_->setVisible(both);
    if (both)
        put(second_, original_, true);
}

void PhotoPane::showPlace(const QRectF& onOriginal)
{
    for (PhotoView* view : {main_, second_}) {
        if (view->property("original").toBool())
            view->highlight(onOriginal);
        else
            view->highlight(crop_ ? fromOriginal(onOriginal, *crop_, view->photo().fullSize) : QRectF());
    }
}

void PhotoPane::setMode(Mode mode)
{
    mode_ = mode;
    refresh();
    refreshTools();
    Q_EMIT modeChanged(mode);
}

void PhotoPane::toggleOriginal()
{
    setMode(mode_ == Mode::Original ? Mode::Processed : Mode::Original);
}

void PhotoPane::toggleSideBySide()
{
    setMode(mode_ == Mode::SideBySide ? Mode::Processed : Mode::SideBySide);
}

void PhotoPane::setOverlays(Overlays overlays)
{
    overlays_ = overlays;
    main_->setOverlays(overlays);
    second_->setOverlays(overlays);
    refreshTools();
    Q_EMIT overlaysChanged(overlays);
}

void PhotoPane::nextOverlayPreset()
{
    constexpr int presets = int(OverlayPreset::All) + 1;
    preset_ = OverlayPreset((int(preset_) + 1) % presets);
    setOverlays(overlaysOf(preset_));
}

void PhotoPane::holdOverlaysHidden(bool hidden)
{
    main_->holdOverlaysHidden(hidden);
    second_->holdOverlaysHidden(hidden);
}

void PhotoPane::setMagnifying(bool on)
{
    main_->setMagnifying(on);
}

void PhotoPane::fit()
{
    main_->zoomToFit();
}

void PhotoPane::actualSize()
{
    main_->zoomToActual();
}

void PhotoPane::zoomIn()
{
    main_->zoomIn();
}

void PhotoPane::zoomOut()
{
    main_->zoomOut();
}

bool PhotoPane::isZoomed() const
{
    return main_->viewState().mode != ViewState::Mode::Fit;
}

void PhotoPane::showEmptyState(bool shown)
{
    stack_->setCurrentIndex(shown ? 1 : 0);
    tools_->setEnabled(!shown);
}

void PhotoPane::zoomShown(double percent, bool fits)
{
    zoom_->setText(fits ? tr("Fit") : locale().toString(percent, 'f', 0) + u" %"_s);
}

void PhotoPane::refreshTools()
{
    const bool original = mode_ == Mode::Original || !hasProcessed_;
    mainCaption_->setText(original && !(mode_ == Mode::SideBySide && hasProcessed_) ? tr("Original")
                                                                                    : tr("Processed"));
    secondCaption_->setText(tr("Original"));
    buildMenus();
}

void PhotoPane::retranslate()
{
    auto name = [this](QToolButton* button, Command command) {
        button->setToolTip(keyMap_.hint(command));
        button->setAccessibleName(commandText(command));
    };
    name(fitButton_, Command::Fit);
    name(actualButton_, Command::ActualSize);
    compareButton_->setText(tr("Compare"));
    overlayButton_->setText(tr("Overlays"));
    zoomShown(main_->zoomPercent(), !isZoomed());
    refreshTools();
}

void PhotoPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PhotoPane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colour(widgets::Role::Canvas));
    painter.fillRect(tools_->geometry(), Theme::current().colour(widgets::Role::Surface));
}

} // namespace photodesk::app
