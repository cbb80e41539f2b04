#pragma once

#include "app/client/api_types.h"

#include <QFrame>

class QLabel;

namespace photodesk::widgets {
class PhotoView;
}

namespace photodesk::app {

class AttemptList;
class Workplace;

/// A photo that was decided, to be looked at again: the picture of that attempt, who it is (masked), all that
/// was said. Decides nothing. Empty while nothing is chosen.
class PastPhotoPanel : public QFrame {
    Q_OBJECT
public:
    explicit PastPhotoPanel(Workplace& workplace, QWidget* parent = nullptr);

    void show(const PastDecision& decision); ///< the newest call wins
    using QFrame::show;
    void clear();
    [[nodiscard]] widgets::PhotoView* view() const { return view_; }
    [[nodiscard]] AttemptList* attempts() const { return attempts_; }

Q_SIGNALS:
    void shown(); ///< the picture is on the canvas

protected:
    void changeEvent(QEvent* event) override;

private:
    void onRecord(const StaffRecord& record);
    void loadPicture(const Attempt& attempt);
    void retranslate();

    Workplace& work_;
    quint64 wanted_ = 0;
    int attemptWanted_ = 0;
    std::optional<StaffRecord> record_;
    QLabel* person_;
    QLabel* state_;
    widgets::PhotoView* view_;
    AttemptList* attempts_;
};

} // namespace photodesk::app
