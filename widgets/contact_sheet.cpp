#include "widgets/contact_sheet.h"

#include "widgets/sheet_tile_painter.h"
#include "widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace photodesk::widgets {

ContactSheet::ContactSheet(QWidget* parent) : QListView(parent)
{
    setItemDelegate(new SheetTilePainter(this));
    setProperty("bare", true);
    // As a list that wraps: rows keep their places, and ten thousand are laid out in a moment.
    setViewMode(QListView::ListMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setUniformItemSizes(true);
    setLayoutMode(QListView::SinglePass);
    setResizeMode(QListView::Adjust);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // coming and going it would lay everything out again
    setMouseTracking(true);
    told_.setSingleShot(true);
    told_.setInterval(0);
    connect(&told_, &QTimer::timeout, this, &ContactSheet::viewChanged);
    arrange();
}

void ContactSheet::setModel(QAbstractItemModel* model)
{
    QListView::setModel(model);
    const auto tell = [this] { told_.start(); };
    connect(model, &QAbstractItemModel::modelReset, this, tell);
    connect(model, &QAbstractItemModel::rowsInserted, this, tell);
    connect(model, &QAbstractItemModel::layoutChanged, this, tell);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { Q_EMIT selectedCountChanged(0); });
}

void ContactSheet::setDescribe(std::function<SheetTile(const QModelIndex&)> describe)
{
    describe_ = std::move(describe);
}

void ContactSheet::setPictureWidth(int pixels)
{
    if (pictureWidth_ == pixels)
        return;
    const QModelIndex kept = currentIndex().isValid() ? currentIndex() : indexAt({8, 8});
    pictureWidth_ = pixels;
    arrange();
    if (kept.isValid())
        scrollTo(kept, QAbstractItemView::PositionAtCenter);
    told_.start();
}

void ContactSheet::arrange()
{
    const int wide = std::max(1, viewport()->width() - 1); // a line that is full to the pixel wraps too early
    columns_ = std::max(1, wide / (pictureWidth_ + SheetTilePainter::margin(Qt::Horizontal)));
    const int cell = wide / columns_;
    const int height = (cell - SheetTilePainter::margin(Qt::Horizontal)) * 4 / 3;
    setGridSize({cell, height + SheetTilePainter::margin(Qt::Vertical)});
    verticalScrollBar()->setSingleStep(gridSize().height() / 3);
}

QSize ContactSheet::pictureSize() const
{
    return gridSize()
           - QSize(SheetTilePainter::margin(Qt::Horizontal), SheetTilePainter::margin(Qt::Vertical));
}

std::pair<int, int> ContactSheet::rowsInView(double screensAround) const
{
    const int count = model() ? model()->rowCount() : 0;
    if (count == 0)
        return {0, -1};
    const double screen = viewport()->height(), line = gridSize().height();
    const double top = verticalScrollBar()->value();
    const int first = int(std::floor((top - screensAround * screen) / line)) * columns_;
    const int last = (int(std::floor((top + screen * (1 + screensAround)) / line)) + 1) * columns_ - 1;
    return {std::clamp(first, 0, count - 1), std::clamp(last, 0, count - 1)};
}

int ContactSheet::selectedCount() const
{
    int count = 0;
    const QItemSelection ranges = selectionModel() ? selectionModel()->selection() : QItemSelection();
    for (const QItemSelectionRange& range : ranges)
        count += range.height();
    return count;
}

void ContactSheet::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    switch (event->key()) {
    case Qt::Key_Space:
        if (currentIndex().isValid())
            selectionModel()->select(currentIndex(), QItemSelectionModel::Toggle);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid())
            Q_EMIT opened(currentIndex());
        return;
    case Qt::Key_Escape: event->ignore(); return;
    default: break;
    }
    // Letters are the page's keys, not a search for a name: there are no names here.
    if (plain && !event->text().isEmpty() && event->text().front().isPrint()) {
        event->ignore();
        return;
    }
    QListView::keyPressEvent(event);
}

void ContactSheet::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const QModelIndex index = indexAt(event->pos()); index.isValid() && event->button() == Qt::LeftButton)
        Q_EMIT opened(index);
}

QItemSelectionModel::SelectionFlags ContactSheet::selectionCommand(const QModelIndex& index,
                                                                   const QEvent* event) const
{
    if (event && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<const QKeyEvent*>(event);
        if (key->matches(QKeySequence::SelectAll))
            return QItemSelectionModel::Select;
        return key->modifiers() & Qt::ShiftModifier ? QItemSelectionModel::SelectCurrent
                                                    : QItemSelectionModel::NoUpdate;
    }
    if (!event) // moved by the program or by the focus: what is chosen stays
        return QItemSelectionModel::NoUpdate;
    return QListView::selectionCommand(index, event);
}

void ContactSheet::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT selectedCountChanged(selectedCount());
}

void ContactSheet::resizeEvent(QResizeEvent* event)
{
    arrange();
    QListView::resizeEvent(event);
    told_.start();
}

void ContactSheet::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    told_.start();
}

bool ContactSheet::event(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        arrange();
    return QListView::event(event);
}

} // namespace photodesk::widgets
