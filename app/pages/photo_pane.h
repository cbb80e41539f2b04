#pragma once

#include "app/pages/compare.h"
#include "app/pages/screen_photo.h"
#include "widgets/photo_view.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QStackedLayout;

namespace photodesk::widgets {
class EmptyState;
class ToastLine;
} // namespace photodesk::widgets

namespace photodesk::app {

class KeyMap;

class PhotoTools;

/// The canvas: one picture of a record, or two of them compared; overlays; below them one line of tools and
/// the quiet line of the last decision. Zoom, place, mode, choice and overlays stay from record to record.
class PhotoPane : public QWidget {
    Q_OBJECT
public:
    enum class Mode {
        First,      ///< the picture chosen to be shown, by default the processed one
        Second,     ///< the one it is compared with, by default the original
        SideBySide, ///< both, each in its own frame, zoomed and moved together
        Blink,      ///< one in the place of the other, in turn; by key only where motion is reduced
        Slider,     ///< one in the place of the other, a movable line between them
    };
    Q_ENUM(Mode)
    explicit PhotoPane(QWidget* parent = nullptr);

    using Photo = std::shared_ptr<const ScreenPhoto>;
    /// What there is of a picture by now; each may be missing.
    struct Pixels {
        Photo look, full;
        QImage thumbnail; ///< the first to be had, until there is a look
    };
    /// Where pictures come from. Asked often: it only hands out what is there.
    void setSource(std::function<Pixels(const ComparePicture&)> source);
    /// Another record. `cut`: where its processed picture was cut out of its original.
    void showPictures(std::vector<ComparePicture> pictures, const std::optional<Cut>& cut);
    /// One more to compare the record shown with.
    void addPicture(ComparePicture picture);
    /// There is more, or better, of this picture: nothing moves.
    void refine(const PhotoKey& key);
    void setProblem(const PhotoKey& key, const QString& words); ///< it will not come
    void clear(const QString& words);
    void showPlace(const QRectF& onOriginal); ///< a finding's place; null: none
    void setWatermark(const QString& text);   ///< over every picture; empty: none
    [[nodiscard]] const QString& watermark() const { return main_->watermark(); }

    [[nodiscard]] const std::vector<ComparePicture>& pictures() const { return pictures_; }
    [[nodiscard]] int firstChosen() const { return first_; }   ///< index; −1: none
    [[nodiscard]] int secondChosen() const { return second_; } ///< −1: nothing to compare with
    void choose(int first, int second);
    [[nodiscard]] Mode mode() const { return mode_; }
    void setMode(Mode mode);
    void togglePicture(); ///< first or second alone
    void toggleSideBySide() { toggle(Mode::SideBySide); }
    void toggle(Mode mode); ///< on, or back to the first picture; Blink without motion: the other picture
    /// Back from two pictures in one place; false when it was none of these.
    bool leaveComparing();
    [[nodiscard]] bool canCompare() const { return second_ >= 0; }
    [[nodiscard]] bool isSplit() const;

    void setOverlays(widgets::Overlays overlays);
    void setPreset(widgets::OverlayPreset preset);
    [[nodiscard]] widgets::Overlays overlays() const { return overlays_; }
    void toggleOverlay(widgets::Overlay overlay);
    void nextOverlayPreset();
    void nextHistogram(); ///< none, of all, of the face
    void holdOverlaysHidden(bool hidden);
    void setMagnifying(bool on);
    void fit();
    void actualSize();
    void twiceSize();
    void zoomIn();
    void zoomOut();
    [[nodiscard]] bool isZoomed() const; ///< arrows then pan

    [[nodiscard]] widgets::PhotoView* mainView() const { return main_; }
    [[nodiscard]] widgets::PhotoView* secondView() const { return side_; } ///< of SideBySide
    void setKeys(const KeyMap& keys);                                      ///< for tooltips and menus
    [[nodiscard]] PhotoTools* tools() const { return tools_; }
    [[nodiscard]] widgets::ToastLine* toast() const { return toast_; }
    [[nodiscard]] widgets::EmptyState* emptyState() const { return empty_; }
    void showEmptyState(bool shown);
    /// At the right of the tools, e.g. what the queue is filtered by.
    void addTool(QWidget* tool);

Q_SIGNALS:
    void overlaysChanged(photodesk::widgets::Overlays overlays);
    void modeChanged(photodesk::app::PhotoPane::Mode mode);
    /// What is on screen besides the record's own two pictures: to be fetched, and to be kept no longer than
    /// it is named here.
    void othersChosen(const std::vector<photodesk::app::ComparePicture>& pictures);
    void fullWanted(const photodesk::app::PhotoKey& key); ///< it is shown larger than its look is

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void refresh(); ///< pictures into views
    void put(widgets::PhotoView* view, int picture);
    void putSecond();
    void wantFull(int picture);
    void tellOthers();
    void blink();
    void refreshBlink();
    void refreshCaptions();
    void chooseByHabit();
    [[nodiscard]] int find(ComparePicture::Kind kind) const;
    [[nodiscard]] int alone() const; ///< the picture of the main view
    [[nodiscard]] Mode shownMode() const;
    [[nodiscard]] Pixels pixelsOf(int picture) const;
    [[nodiscard]] Registration registrationOf(int picture, const Pixels& pixels) const;
    [[nodiscard]] QString titleOf(int picture) const;

    std::function<Pixels(const ComparePicture&)> source_;
    std::vector<ComparePicture> pictures_;
    QHash<PhotoKey, QString> problems_;
    std::optional<Cut> cut_;
    int first_ = -1, second_ = -1;
    ComparePicture::Kind firstHabit_ = ComparePicture::Kind::Processed;
    ComparePicture::Kind secondHabit_ = ComparePicture::Kind::Original;
    bool hadOthers_ = false;
    Mode mode_ = Mode::First;
    QTimer blink_;
    widgets::Overlays overlays_;
    widgets::OverlayPreset preset_ = widgets::OverlayPreset::Geometry;
    widgets::PhotoView* main_;
    widgets::PhotoView* side_;
    QHash<widgets::PhotoView*, PhotoKey> keys_; ///< of the picture each view holds
    widgets::ViewSync sync_;
    QWidget* sideHalf_ = nullptr;
    QLabel* mainCaption_;
    QLabel* sideCaption_;
    PhotoTools* tools_;
    widgets::ToastLine* toast_;
    widgets::EmptyState* empty_;
    QStackedLayout* stack_;
};

} // namespace photodesk::app
