#pragma once

#include "domain/report.h"

#include <QImage>
#include <QListView>
#include <QTimer>

#include <functional>
#include <optional>

namespace photodesk::widgets {

/// What one place of a contact sheet shows.
struct SheetTile {
    QImage image; ///< null: not here yet
    MachineVerdict verdict = MachineVerdict::Amber;
    int attempt = 1;
    bool note = false;                 ///< the student left one
    bool elsewhere = false;            ///< somebody else has it
    QString text;                      ///< under the picture: a value, or how long it waits
    std::optional<CheckStatus> status; ///< of the value
};

/// A grid of small pictures, any number of them. Arrows move, Space chooses, Shift extends, Ctrl+A takes all;
/// moving never loses what is chosen. Texts for screen readers are the model's.
class ContactSheet : public QListView {
    Q_OBJECT
public:
    explicit ContactSheet(QWidget* parent = nullptr);

    /// Asked for what is in view and nothing else.
    void setDescribe(std::function<SheetTile(const QModelIndex&)> describe);
    [[nodiscard]] SheetTile describe(const QModelIndex& index) const
    {
        return describe_ ? describe_(index) : SheetTile();
    }

    void setPictureWidth(int pixels); ///< logical; the row fills the view, so pictures grow a little
    [[nodiscard]] int pictureWidth() const { return pictureWidth_; }
    [[nodiscard]] QSize pictureSize() const; ///< as painted, logical
    [[nodiscard]] int columns() const { return columns_; }
    /// First and last row in view, with as many screens more above and below; {0, -1} for none.
    [[nodiscard]] std::pair<int, int> rowsInView(double screensAround = 0) const;
    [[nodiscard]] int selectedCount() const;

    void setModel(QAbstractItemModel* model) override;

Q_SIGNALS:
    void viewChanged(); ///< other rows, or another size of picture; told once a turn of the event loop
    void opened(const QModelIndex& index); ///< Return, or a double click
    void selectedCountChanged(int count);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool event(QEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex& index,
                                                         const QEvent* event) const override;

private:
    void arrange();
    std::function<SheetTile(const QModelIndex&)> describe_;
    int pictureWidth_ = 112;
    int columns_ = 1;
    QTimer told_;
};

} // namespace photodesk::widgets
