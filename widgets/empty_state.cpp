#include "widgets/empty_state.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>

namespace photodesk::widgets {
namespace {

constexpr int pictureSide = 40, textWidth = 420;

} // namespace

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent), picture_(new QLabel(this)),
      title_(makeLabel({}, TextSize::Title, Role::Text, true, this)),
      text_(makeLabel({}, TextSize::Body, Role::Muted, false, this)),
      action_(makeButton(QString(), ButtonKind::Primary, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(0);
    layout->addStretch(2);
    layout->addWidget(picture_, 0, Qt::AlignHCenter);
    layout->addSpacing(12);
    layout->addWidget(title_, 0, Qt::AlignHCenter);
    layout->addSpacing(4);
    layout->addWidget(text_, 0, Qt::AlignHCenter);
    layout->addSpacing(12);
    layout->addWidget(action_, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    title_->setAlignment(Qt::AlignCenter);
    text_->setAlignment(Qt::AlignCenter);
    connect(action_, &QPushButton::clicked, this, &EmptyState::actionRequested);
}

void EmptyState::setContent(Icon icon, const QString& title, const QString& text, const QString& action)
{
    icon_ = icon;
    title_->setText(title);
    text_->setText(text);
    // Wrapped only when it must be: a wrapping label of its own accord makes a narrow column.
    const bool wide = text_->fontMetrics().horizontalAdvance(text) > textWidth;
    text_->setWordWrap(wide);
    text_->setMinimumWidth(wide ? textWidth : 0);
    text_->setMaximumWidth(textWidth);
    text_->setVisible(!text.isEmpty());
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    refresh();
}

void EmptyState::setOnCanvas()
{
    onCanvas_ = true;
    for (QLabel* label : {title_, text_})
        setLabelRole(label, Role::OnCanvas);
    refresh();
}

QString EmptyState::title() const
{
    return title_->text();
}

void EmptyState::refresh()
{
    const QColor ink = Theme::current().colour(onCanvas_ ? Role::OnCanvas : Role::Muted);
    picture_->setPixmap(iconPixmap(icon_, ink, pictureSide, devicePixelRatioF()));
}

void EmptyState::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange && picture_)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace photodesk::widgets
