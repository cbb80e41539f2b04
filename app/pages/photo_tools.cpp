#include "app/pages/photo_tools.h"

#include "app/command_table.h"
#include "widgets/controls.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace photodesk::widgets;

namespace photodesk::app {
std::optional<Command> commandOf(Overlay overlay)
{
    switch (overlay) {
    case Overlay::FaceBox: return Command::ShowFaceBox;
    case Overlay::Mesh: return Command::ShowMesh;
    case Overlay::EyeLine: return Command::ShowEyeLine;
    case Overlay::HeadTopChin: return Command::ShowHeadTopChin;
    case Overlay::Centre: return Command::ShowCentre;
    case Overlay::Bands: return Command::ShowBands;
    case Overlay::PoseAxes: return Command::ShowPose;
    case Overlay::MaskEdge: return Command::ShowMaskEdge;
    case Overlay::Zebra: return Command::ShowZebra;
    case Overlay::Sharpness: return Command::ShowSharpness;
    case Overlay::Histogram: return Command::Histogram;
    case Overlay::HistogramOfFace: break;
    }
    return std::nullopt;
}

std::optional<Overlay> overlayOf(Command command)
{
    for (const Overlay overlay : allOverlays()) {
        if (commandOf(overlay) == command)
            return overlay;
    }
    return std::nullopt;
}

PhotoTools::PhotoTools(PhotoPane& pane)
    : QWidget(&pane), pane_(pane), fit_(makeIconButton(Icon::Fit, {})),
      actual_(makeIconButton(Icon::ZoomIn, {})), zoom_(makeMenuButton(Icon::Search, {})),
      left_(makeIconButton(Icon::RotateLeft, {})), right_(makeIconButton(Icon::RotateRight, {})),
      compare_(makeMenuButton(Icon::Compare, {})), overlays_(makeMenuButton(Icon::Layers, {})),
      zoomMenu_(new QMenu(zoom_)), compareMenu_(new QMenu(compare_)), overlayMenu_(new QMenu(overlays_))
{
    fit_->setObjectName(u"fitButton"_s);
    zoom_->setObjectName(u"zoomButton"_s);
    left_->setObjectName(u"rotateLeftButton"_s);
    right_->setObjectName(u"rotateRightButton"_s);
    compare_->setObjectName(u"compareButton"_s);
    overlays_->setObjectName(u"overlayButton"_s);
    zoom_->setMenu(zoomMenu_);
    compare_->setMenu(compareMenu_);
    overlays_->setMenu(overlayMenu_);
    connect(zoomMenu_, &QMenu::aboutToShow, this, &PhotoTools::fillZoomMenu);
    connect(compareMenu_, &QMenu::aboutToShow, this, &PhotoTools::fillCompareMenu);
    connect(overlayMenu_, &QMenu::aboutToShow, this, &PhotoTools::fillOverlayMenu);
    PhotoView* view = pane.mainView();
    connect(fit_, &QToolButton::clicked, view, &PhotoView::zoomToFit);
    connect(actual_, &QToolButton::clicked, view, &PhotoView::zoomToActual);
    connect(left_, &QToolButton::clicked, view, &PhotoView::rotateLeft);
    connect(right_, &QToolButton::clicked, view, &PhotoView::rotateRight);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    for (QToolButton* button : {fit_, actual_, zoom_, left_, right_, compare_, overlays_}) {
        row->addWidget(button);
        button->setFocusPolicy(Qt::TabFocus); // a click on a tool must not take the keys from the photo
    }
    row->addStretch();
    retranslate();
}

void PhotoTools::setKeys(const KeyMap& keys)
{
    keyMap_ = keys;
    retranslate();
}

QString PhotoTools::keyText(Command command) const
{
    return keyMap_.text(command);
}

/// The key is written behind the words; it works through the page's KeyRouter.
QAction* PhotoTools::addEntry(QMenu* menu, const QString& text, std::optional<Command> command)
{
    const QString keys = command ? keyText(*command) : QString();
    return menu->addAction(keys.isEmpty() ? text : text + u'\t' + keys);
}

QAction* PhotoTools::addCheck(QMenu* menu, const QString& text, std::optional<Command> command, bool on)
{
    QAction* action = addEntry(menu, text, command);
    action->setCheckable(true);
    action->setChecked(on);
    return action;
}

void PhotoTools::showZoom(double percent, bool fits)
{
    percent_ = percent;
    fits_ = fits;
    zoom_->setText(fits ? tr("Fit") : locale().toString(percent, 'f', 0) + u" %"_s);
    zoom_->setAccessibleName(tr("Zoom, %1").arg(zoom_->text()));
}

void PhotoTools::fillZoomMenu()
{
    zoomMenu_->clear();
    PhotoView* view = pane_.mainView();
    const auto add = [&](Command command, auto act) {
        connect(addEntry(zoomMenu_, commandText(command), command), &QAction::triggered, view, act);
    };
    add(Command::Fit, &PhotoView::zoomToFit);
    add(Command::ActualSize, &PhotoView::zoomToActual);
    connect(addEntry(zoomMenu_, commandText(Command::TwiceSize), Command::TwiceSize), &QAction::triggered,
            &pane_, &PhotoPane::twiceSize);
    zoomMenu_->addSeparator();
    add(Command::ZoomIn, &PhotoView::zoomIn);
    add(Command::ZoomOut, &PhotoView::zoomOut);
}

void PhotoTools::fillCompareMenu()
{
    using Mode = PhotoPane::Mode;
    compareMenu_->clear();
    auto* group = new QActionGroup(compareMenu_);
    const auto add = [&](const QString& text, Mode mode, Command command) {
        QAction* action = addCheck(compareMenu_, text, command, pane_.mode() == mode);
        action->setEnabled(mode == Mode::First || pane_.canCompare());
        group->addAction(action);
        connect(action, &QAction::triggered, &pane_, [this, mode] { pane_.setMode(mode); });
    };
    const auto title = [this](int index) {
        return index >= 0 ? pane_.pictures()[std::size_t(index)].title : QString();
    };
    if (pane_.firstChosen() >= 0)
        add(title(pane_.firstChosen()), Mode::First, Command::Compare);
    if (pane_.canCompare())
        add(title(pane_.secondChosen()), Mode::Second, Command::Compare);
    add(commandText(Command::SideBySide), Mode::SideBySide, Command::SideBySide);
    add(commandText(Command::Blink), Mode::Blink, Command::Blink);
    add(commandText(Command::Slider), Mode::Slider, Command::Slider);
    if (pane_.pictures().size() > 2) {
        compareMenu_->addSeparator();
        addPictures(tr("Picture shown"), true);
        addPictures(tr("Compared with"), false);
    }
}

void PhotoTools::addPictures(const QString& title, bool first)
{
    QMenu* menu = compareMenu_->addMenu(title);
    auto* group = new QActionGroup(menu);
    const int chosen = first ? pane_.firstChosen() : pane_.secondChosen();
    const int other = first ? pane_.secondChosen() : pane_.firstChosen();
    for (int i = 0; i < int(pane_.pictures().size()); ++i) {
        QAction* action = addCheck(menu, pane_.pictures()[std::size_t(i)].title, std::nullopt, i == chosen);
        action->setEnabled(i != other);
        group->addAction(action);
        connect(action, &QAction::triggered, &pane_,
                [this, i, other, first] { first ? pane_.choose(i, other) : pane_.choose(other, i); });
    }
}

void PhotoTools::fillOverlayMenu()
{
    overlayMenu_->clear();
    for (const OverlayPreset preset : {OverlayPreset::None, OverlayPreset::Geometry, OverlayPreset::Face,
                                       OverlayPreset::Exposure, OverlayPreset::All}) {
        QAction* action = addCheck(overlayMenu_, overlayPresetName(preset), Command::OverlayPreset,
                                   pane_.overlays() == overlaysOf(preset));
        connect(action, &QAction::triggered, &pane_, [this, preset] { pane_.setPreset(preset); });
    }
    overlayMenu_->addSeparator();
    for (const Overlay overlay : allOverlays()) {
        QAction* action = addCheck(overlayMenu_, overlayName(overlay), commandOf(overlay),
                                   pane_.overlays().testFlag(overlay));
        connect(action, &QAction::triggered, &pane_, [this, overlay] { pane_.toggleOverlay(overlay); });
    }
}

void PhotoTools::retranslate()
{
    for (const auto& [button, command] :
         {std::pair{fit_, Command::Fit}, std::pair{actual_, Command::ActualSize},
          std::pair{left_, Command::RotateLeft}, std::pair{right_, Command::RotateRight}}) {
        button->setToolTip(keyMap_.hint(command));
        button->setAccessibleName(commandText(command));
    }
    compare_->setText(tr("Compare"));
    overlays_->setText(tr("Overlays"));
    showZoom(percent_, fits_);
}

void PhotoTools::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace photodesk::app
