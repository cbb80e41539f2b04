#include "widgets/toast_line.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {

ToastLine::ToastLine(QWidget* parent)
    : QWidget(parent), text_(makeLabel({}, TextSize::Body, Role::Text, false, this)),
      action_(makeButton(QString(), ButtonKind::Quiet, this))
{
    action_->setProperty("kind", u"link"_s);
    action_->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 6, 2);
    layout->setSpacing(8);
    layout->addStretch();
    layout->addWidget(text_);
    layout->addWidget(action_);
    layout->addStretch();
    setFixedHeight(Theme::current().metric(Metric::Control));
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &ToastLine::clear);
    connect(action_, &QPushButton::clicked, this, &ToastLine::actionTriggered);
    clear();
}

void ToastLine::show(const QString& text, const QString& action, const QKeySequence& key, int forMs)
{
    text_->setText(text);
    setAccessibleName(text);
    action_->setVisible(!action.isEmpty());
    action_->setText(key.isEmpty() ? action
                                   : u"%1  %2"_s.arg(action, key.toString(QKeySequence::NativeText)));
    action_->setAccessibleName(action);
    timer_.stop();
    if (forMs > 0)
        timer_.start(forMs);
    update();
}

void ToastLine::clear()
{
    timer_.stop();
    text_->clear();
    action_->hide();
    setAccessibleName({});
    update();
}

QString ToastLine::text() const
{
    return text_->text();
}

void ToastLine::paintEvent(QPaintEvent*)
{
    if (text_->text().isEmpty())
        return;
    const Theme& theme = Theme::current();
    QRectF pill = text_->geometry();
    if (action_->isVisible())
        pill |= QRectF(action_->geometry());
    pill = QRectF(pill.left() - 12, 1, pill.width() + (action_->isVisible() ? 18 : 24), height() - 2);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.colour(Role::Divider), 1));
    painter.setBrush(theme.colour(Role::Surface));
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), theme.metric(Metric::Corner),
                            theme.metric(Metric::Corner));
}

} // namespace photodesk::widgets
