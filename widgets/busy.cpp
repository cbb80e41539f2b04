#include "widgets/busy.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QProgressBar>

#include <algorithm>

namespace photodesk::widgets {
namespace {

constexpr int steps = 24, stepMs = 40;

} // namespace

Spinner::Spinner(QWidget* parent) : QWidget(parent)
{
    setFixedSize(20, 20);
    timer_.setInterval(stepMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        step_ = (step_ + 1) % steps;
        update();
    });
}

void Spinner::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (theme.reducedMotion()) {
        painter.drawPixmap(0, 0, iconPixmap(Icon::Clock, theme.colour(Role::Muted), 20, devicePixelRatioF()));
        return;
    }
    const QRectF circle = QRectF(rect()).adjusted(3, 3, -3, -3);
    painter.setPen(QPen(theme.colour(Role::Divider), 2));
    painter.drawEllipse(circle);
    painter.setPen(QPen(theme.colour(Role::Accent), 2, Qt::SolidLine, Qt::RoundCap));
    constexpr int sixteenths = 16;
    painter.drawArc(circle, -step_ * 360 / steps * sixteenths, 100 * sixteenths);
}

void Spinner::showEvent(QShowEvent* event)
{
    if (!Theme::current().reducedMotion())
        timer_.start();
    QWidget::showEvent(event);
}

void Spinner::hideEvent(QHideEvent* event)
{
    timer_.stop();
    QWidget::hideEvent(event);
}

Busy::Busy(QWidget* parent)
    : QWidget(parent), spinner_(new Spinner(this)),
      text_(makeLabel({}, TextSize::Body, Role::Muted, false, this)), bar_(new QProgressBar(this)),
      cancel_(makeButton({}, ButtonKind::Normal, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(spinner_);
    layout->addWidget(text_);
    layout->addWidget(bar_, 1);
    layout->addWidget(cancel_);
    layout->addStretch();
    bar_->setTextVisible(false);
    bar_->setMinimumWidth(120);
    for (QWidget* part : {static_cast<QWidget*>(spinner_), static_cast<QWidget*>(text_),
                          static_cast<QWidget*>(bar_), static_cast<QWidget*>(cancel_)})
        part->hide();
    setMinimumHeight(Theme::current().metric(Metric::Control));
    delay_.setSingleShot(true);
    delay_.setInterval(Theme::current().metric(Metric::BusyDelay));
    connect(&delay_, &QTimer::timeout, this, [this] { reveal(true); });
    connect(cancel_, &QPushButton::clicked, this, &Busy::cancelled);
}

void Busy::start(const QString& text, bool cancellable)
{
    running_ = true;
    setText(text);
    cancel_->setText(tr("Cancel"));
    bar_->setRange(0, 0);
    cancel_->setEnabled(cancellable);
    if (!isShowing())
        delay_.start();
}

void Busy::setText(const QString& text)
{
    text_->setText(text);
    setAccessibleName(text);
}

void Busy::setProgress(qint64 done, qint64 total)
{
    constexpr int thousand = 1000;
    if (total <= 0) {
        bar_->setRange(0, 0);
    } else {
        bar_->setRange(0, thousand);
        bar_->setValue(int(std::clamp<qint64>(done * thousand / total, 0, thousand)));
    }
    bar_->setVisible(isShowing() && total > 0);
}

void Busy::stop()
{
    running_ = false;
    delay_.stop();
    reveal(false);
}

bool Busy::isShowing() const
{
    return running_ && !spinner_->isHidden();
}

void Busy::reveal(bool on)
{
    spinner_->setVisible(on);
    text_->setVisible(on);
    bar_->setVisible(on && bar_->maximum() > 0);
    cancel_->setVisible(on && cancel_->isEnabled());
    if (on)
        Q_EMIT shown();
}

} // namespace photodesk::widgets
