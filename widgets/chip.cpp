#include "widgets/chip.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int padding = 9;
constexpr int gap = 6;
constexpr int textMax = 220; // a longer reason is elided; the tooltip has all of it

} // namespace

Chip::Chip(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    refreshAccessible();
    connect(this, &QAbstractButton::toggled, this, &Chip::refreshAccessible);
}

void Chip::setKeyHint(const QString& key)
{
    key_ = key;
    updateGeometry();
    update();
}

void Chip::setCount(int count)
{
    count_ = count;
    updateGeometry();
    refreshAccessible();
    update();
}

void Chip::setMain(bool main)
{
    main_ = main;
    refreshAccessible();
    update();
}

void Chip::setSuggested(bool suggested)
{
    suggested_ = suggested;
    updateGeometry();
    refreshAccessible();
    update();
}

void Chip::refreshAccessible()
{
    QStringList parts{text()};
    if (count_ >= 0)
        parts.append(QLocale().toString(count_));
    if (main_)
        parts.append(tr("main reason"));
    if (suggested_)
        parts.append(tr("suggested by the checks"));
    setAccessibleName(parts.join(u", "_s));
    setToolTip(parts.join(u" · "_s)); // whole, where the chip elides it
}

QSize Chip::sizeHint() const
{
    const Theme& theme = Theme::current();
    const QFontMetrics body(theme.font(TextSize::Body, true));
    const QFontMetrics small(theme.font(TextSize::Small));
    int width = 2 * padding + std::min(textMax, body.horizontalAdvance(text()) + 1);
    if (!key_.isEmpty())
        width += small.horizontalAdvance(key_) + gap;
    if (count_ >= 0)
        width += body.horizontalAdvance(QLocale().toString(count_)) + gap;
    if (suggested_)
        width += 6 + gap;
    return {width, theme.metric(Metric::Hit)};
}

QSize Chip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 2 * Theme::current().metric(Metric::Hit)), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::current();
    const bool on = isChecked();
    const bool filled = on && main_;
    const QColor ground = theme.colour(
        filled ? Role::Accent : (on ? Role::Selected : (underMouse() ? Role::Hover : Role::Surface)));
    const QColor text = theme.colour(filled ? Role::OnAccent : (isEnabled() ? Role::Text : Role::Muted));
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double ring = hasFocus() ? theme.metric(Metric::FocusRing) : 1.0;
    const QRectF box = QRectF(rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2);
    const Role edge = hasFocus() ? (filled ? Role::Text : Role::Accent) : (on ? Role::Accent : Role::Border);
    painter.setPen(QPen(theme.colour(edge), ring));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, theme.metric(Metric::Corner), theme.metric(Metric::Corner));

    QRect area = rect().adjusted(padding, 0, -padding, 0);
    const auto word = [&](const QString& words, const QFont& font, const QColor& colour) {
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, words);
        area.setLeft(area.left() + QFontMetrics(font).horizontalAdvance(words) + gap);
    };
    const QColor quiet = filled ? text : theme.colour(Role::Muted);
    if (!key_.isEmpty())
        word(key_, theme.font(TextSize::Small), quiet);
    const QFont body = theme.font(TextSize::Body, on);
    const int reserved =
        (count_ >= 0 ? QFontMetrics(body).horizontalAdvance(QLocale().toString(count_)) + gap : 0)
        + (suggested_ ? 6 + gap : 0);
    word(QFontMetrics(body).elidedText(this->text(), Qt::ElideRight, area.width() - reserved + 1), body,
         text);
    if (count_ >= 0)
        word(QLocale().toString(count_), body, quiet);
    if (suggested_) {
        // A small diamond: proposed by the machine, chosen or not.
        const QPointF middle(rect().right() - padding - 3, rect().center().y() + 1);
        painter.setPen(Qt::NoPen);
        painter.setBrush(filled ? text : theme.colour(Role::Warn));
        painter.drawPolygon(QPolygonF{middle + QPointF(0, -4), middle + QPointF(4, 0), middle + QPointF(0, 4),
                                      middle + QPointF(-4, 0)});
    }
}

void Chip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->modifiers() & Qt::ShiftModifier)
        Q_EMIT mainRequested();
    else
        QAbstractButton::mousePressEvent(event);
}

void Chip::keyPressEvent(QKeyEvent* event)
{
    const bool space = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return;
    if (space && event->modifiers() & Qt::ShiftModifier)
        Q_EMIT mainRequested();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void Chip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

ChipRow::ChipRow(QWidget* parent) : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addStretch();
}

void ChipRow::setExclusive(bool exclusive)
{
    exclusive_ = exclusive;
}

void ChipRow::addChip(const QString& id, const QString& text)
{
    auto* chip = new Chip(text, this);
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->insertWidget(int(chips_.size()), chip);
    chips_.append({id, chip});
    connect(chip, &QAbstractButton::clicked, this, [this, chip] { onClicked(chip); });
    if (exclusive_ && chips_.size() == 1)
        chip->setChecked(true);
}

void ChipRow::setCount(const QString& id, int count)
{
    for (const auto& [known, chip] : chips_) {
        if (known == id)
            chip->setCount(count);
    }
}

void ChipRow::setCurrent(const QString& id)
{
    setSelected({id});
}

void ChipRow::setSelected(const QStringList& ids)
{
    for (const auto& [id, chip] : chips_)
        chip->setChecked(ids.contains(id));
}

void ChipRow::clear()
{
    for (const auto& [id, chip] : std::as_const(chips_))
        delete chip;
    chips_.clear();
}

QString ChipRow::current() const
{
    return selected().value(0);
}

QStringList ChipRow::selected() const
{
    QStringList ids;
    for (const auto& [id, chip] : chips_) {
        if (chip->isChecked())
            ids.append(id);
    }
    return ids;
}

void ChipRow::onClicked(Chip* chip)
{
    if (exclusive_) {
        for (const auto& [id, other] : std::as_const(chips_))
            other->setChecked(other == chip);
    }
    Q_EMIT selectionChanged(selected());
}

void ChipRow::keyPressEvent(QKeyEvent* event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : (event->key() == Qt::Key_Left ? -1 : 0);
    const auto focused =
        std::ranges::find_if(chips_, [](const auto& chip) { return chip.second->hasFocus(); });
    if (step == 0 || focused == chips_.end())
        return QWidget::keyPressEvent(event);
    const auto next =
        std::clamp<qsizetype>(std::distance(chips_.begin(), focused) + step, 0, chips_.size() - 1);
    chips_[next].second->setFocus(Qt::TabFocusReason);
}

} // namespace photodesk::widgets
