#include "widgets/queue_strip.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int thumbnailWidth = 72, thumbnailHeight = 92, rowHeight = 104;

/// Thumbnail in the middle, number at its left, the machine's mark and the attempt on it.
class QueueRow : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::current();
        const bool current = index.data(QueueModel::CurrentRole).toBool();
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const QRectF box(option.rect.right() - thumbnailWidth - 9, option.rect.top() + 6, thumbnailWidth,
                         thumbnailHeight);
        paintThumbnail(*painter, box, index);
        if (current || option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme.colour(current ? Role::Accent : Role::Text), current ? 3 : 1));
            painter->drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 5, 5);
        }
        painter->setFont(theme.font(TextSize::Small, current));
        painter->setPen(theme.colour(current ? Role::Text : Role::Muted));
        const QRectF number(option.rect.left(), box.top(), box.left() - option.rect.left() - 5, 20);
        painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(index.row() + 1));
        paintMarks(*painter, box, index);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {96, rowHeight}; }

private:
    static void paintThumbnail(QPainter& painter, const QRectF& box, const QModelIndex& index)
    {
        const Theme& theme = Theme::current();
        const QImage image = index.data(QueueModel::ThumbnailRole).value<QImage>();
        QPainterPath clip;
        clip.addRoundedRect(box, 4, 4);
        painter.fillPath(clip, theme.colour(Role::Canvas));
        if (image.isNull())
            return;
        painter.save();
        painter.setClipPath(clip);
        painter.setOpacity(index.data(QueueModel::DecidedRole).isValid() ? 0.4 : 1.0);
        // Fills the box; the head is above the middle, so what is cut is cut below.
        const double scale = std::max(box.width() / image.width(), box.height() / image.height());
        const QSizeF source(box.width() / scale, box.height() / scale);
        const double top = (image.height() - source.height()) * 0.25;
        painter.drawImage(box, image, QRectF(QPointF((image.width() - source.width()) / 2, top), source));
        painter.restore();
    }

    static void paintMarks(QPainter& painter, const QRectF& box, const QModelIndex& index)
    {
        const Theme& theme = Theme::current();
        const auto badge = [&](Icon name, Role role, const QPointF& corner) {
            const QRectF disc(corner, QSizeF(18, 18));
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.colour(Role::Surface));
            painter.drawEllipse(disc);
            painter.drawPixmap(
                disc.adjusted(3, 3, -3, -3).toRect(),
                iconPixmap(name, theme.colour(role), 12, painter.device()->devicePixelRatioF()));
        };
        const QPointF bottomRight = box.bottomRight() - QPointF(21, 21);
        const QVariant decided = index.data(QueueModel::DecidedRole);
        const QVariant verdict = index.data(QueueModel::VerdictRole);
        if (decided.isValid()) {
            const auto said = Verdict(decided.toInt());
            badge(said == Verdict::Approve ? Icon::Check
                                           : (said == Verdict::Reject ? Icon::Cross : Icon::Person),
                  said == Verdict::Approve ? Role::Pass : (said == Verdict::Reject ? Role::Fail : Role::Text),
                  bottomRight);
        } else if (verdict.isValid()) {
            const auto machine = MachineVerdict(verdict.toInt());
            if (machine != MachineVerdict::Green)
                badge(machine == MachineVerdict::Red ? Icon::Cross : Icon::Alert,
                      machine == MachineVerdict::Red ? Role::Fail : Role::Warn, bottomRight);
        }
        const int attempt = index.data(QueueModel::AttemptRole).toInt();
        if (attempt > 1) {
            const QString text = u"×%1"_s.arg(attempt);
            painter.setFont(theme.font(TextSize::Small, true));
            const QRectF pill(box.left() + 3, box.bottom() - 21,
                              painter.fontMetrics().horizontalAdvance(text) + 8, 18);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.colour(Role::Surface));
            painter.drawRoundedRect(pill, 4, 4);
            painter.setPen(theme.colour(Role::Text));
            painter.drawText(pill, Qt::AlignCenter, text);
        }
    }
};

} // namespace

QueueStrip::QueueStrip(QWidget* parent)
    : QWidget(parent), model_(new QueueModel(this)), list_(new QListView(this)),
      counter_(makeLabel({}, TextSize::Small, Role::Muted, false, this)),
      foldButton_(makeIconButton(Icon::ChevronLeft, tr("Fold the queue"), {}, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 0, 4, 0);
    head->addWidget(counter_, 1);
    head->addWidget(foldButton_);
    layout->addLayout(head);
    layout->addWidget(list_, 1);
    layout->addStretch();

    list_->setModel(model_);
    list_->setItemDelegate(new QueueRow(list_));
    list_->setProperty("bare", true);
    list_->setSelectionMode(QAbstractItemView::NoSelection);
    list_->setUniformItemSizes(true);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setFocusPolicy(Qt::TabFocus);
    list_->setAccessibleName(tr("Queue"));
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT activated(index.data(QueueModel::IdRole).toString());
    };
    connect(list_, &QListView::clicked, this, choose);
    connect(list_, &QListView::activated, this, choose);
    connect(foldButton_, &QToolButton::clicked, this, [this] {
        setFolded(!folded_);
        Q_EMIT foldedChanged(folded_);
    });
    connect(model_, &QAbstractItemModel::modelReset, this, &QueueStrip::refresh);
    connect(model_, &QAbstractItemModel::dataChanged, this, &QueueStrip::refresh);
    refresh();
}

void QueueStrip::setFolded(bool folded)
{
    folded_ = folded;
    refresh();
}

void QueueStrip::refresh()
{
    const Theme& theme = Theme::current();
    list_->setVisible(!folded_);
    auto* column = static_cast<QBoxLayout*>(layout());
    column->setStretch(column->count() - 1, folded_ ? 1 : 0);
    setFixedWidth(folded_ ? theme.metric(Metric::Control) + 8 : theme.metric(Metric::Strip));
    auto* head = static_cast<QBoxLayout*>(layout()->itemAt(0)->layout());
    head->setDirection(folded_ ? QBoxLayout::BottomToTop : QBoxLayout::LeftToRight);
    head->setContentsMargins(folded_ ? 4 : 12, 0, 4, 0);
    counter_->setAlignment(folded_ ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignLeft);
    const int current = model_->indexOf(model_->current());
    const int count = model_->rowCount();
    const QString place = current < 0 ? QLocale().toString(count) : u"%1/%2"_s.arg(current + 1).arg(count);
    counter_->setText(place);
    counter_->setAccessibleName(tr("%1 photos claimed").arg(count));
    foldButton_->setIcon(icon(folded_ ? Icon::ChevronRight : Icon::ChevronLeft, Role::Muted));
    foldButton_->setToolTip(folded_ ? tr("Unfold the queue") : tr("Fold the queue"));
    foldButton_->setAccessibleName(foldButton_->toolTip());
    if (current >= 0 && !folded_)
        list_->scrollTo(model_->index(current), QAbstractItemView::EnsureVisible);
}

void QueueStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange && list_)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace photodesk::widgets
