#pragma once

#include "app/review/sheet_controller.h"

#include <QWidget>

class QMenu;
class QSlider;
class QToolButton;

namespace photodesk::widgets {
class ChipRow;
} // namespace photodesk::widgets

namespace photodesk::app {

/// One row: which photos (batch, attempts, colour) and in which order; at the right how large.
class SheetFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit SheetFilterBar(SheetController& sheet, QWidget* parent = nullptr);

    void refresh(); ///< counts and batches
    void retranslate();
    void sortBy(SheetSort sort, const QString& check = {}); ///< the same again turns it round
    [[nodiscard]] widgets::ChipRow* colours() const { return colours_; }
    [[nodiscard]] QToolButton* sortButton() const { return sort_; }
    [[nodiscard]] QToolButton* batchButton() const { return batch_; }
    [[nodiscard]] QSlider* size() const { return size_; }

Q_SIGNALS:
    void sizeChanged(int pixels);

private:
    void buildBatches();
    void buildAttempts();
    void buildSorts();
    void applyFilter();
    [[nodiscard]] QString sortText() const;

    SheetController& sheet_;
    QToolButton* batch_;
    QToolButton* attempts_;
    widgets::ChipRow* colours_;
    QToolButton* sort_;
    QToolButton* direction_;
    QSlider* size_;
    std::optional<bool> repeated_;
};

} // namespace photodesk::app
