#include "widgets/status_line.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

QPushButton* statusButton(QWidget* parent)
{
    auto* button = makeButton(QString(), ButtonKind::Quiet, parent);
    button->setProperty("kind", u"status"_s);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void setAlert(QPushButton* button, bool alert)
{
    if (button->property("alert").toBool() == alert)
        return;
    button->setProperty("alert", alert);
    button->style()->unpolish(button);
    button->style()->polish(button);
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent), state_(makeLabel({}, TextSize::Small, Role::Muted, true, this)),
      unsentButton_(statusButton(this)), notAcceptedButton_(statusButton(this)),
      queueLabel_(makeLabel({}, TextSize::Small, Role::Text, false, this)), todayButton_(statusButton(this)),
      reminderButton_(statusButton(this)),
      accountLabel_(makeLabel({}, TextSize::Small, Role::Muted, false, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 2, 12, 2);
    layout->setSpacing(24);
    layout->addWidget(state_);
    layout->addWidget(unsentButton_);
    layout->addWidget(notAcceptedButton_);
    layout->addWidget(queueLabel_);
    layout->addWidget(todayButton_);
    layout->addWidget(reminderButton_);
    layout->addStretch();
    layout->addWidget(accountLabel_);
    todayButton_->setObjectName(u"todayButton"_s);
    reminderButton_->setObjectName(u"reminderButton"_s);
    reminderButton_->hide();
    connect(todayButton_, &QPushButton::clicked, this, &StatusLine::todayClicked);
    connect(reminderButton_, &QPushButton::clicked, this, [this] {
        setReminder({});
        Q_EMIT reminderDismissed();
    });
    setFixedHeight(28);
    setAccessibleName(tr("Status"));
    connect(unsentButton_, &QPushButton::clicked, this, &StatusLine::unsentClicked);
    connect(notAcceptedButton_, &QPushButton::clicked, this, &StatusLine::notAcceptedClicked);
    refresh();
}

void StatusLine::setConnection(ConnectionState state)
{
    connection_ = state;
    refresh();
}

void StatusLine::setUnsent(int count)
{
    unsent_ = count;
    refresh();
}

void StatusLine::setNotAccepted(int count)
{
    notAccepted_ = count;
    refresh();
}

void StatusLine::setQueue(int count)
{
    queue_ = count;
    refresh();
}

void StatusLine::setToday(int count, double medianSeconds, double perHour)
{
    today_ = count;
    median_ = medianSeconds;
    perHour_ = perHour;
    refresh();
}

void StatusLine::setReminder(const QString& text)
{
    reminderButton_->setText(text);
    reminderButton_->setToolTip(tr("Click to take this away"));
    reminderButton_->setVisible(!text.isEmpty());
    setAccessibleDescription(this->text());
}

QString StatusLine::reminder() const
{
    return reminderButton_->isVisibleTo(this) ? reminderButton_->text() : QString();
}

void StatusLine::setAccount(const QString& name, const QString& role)
{
    accountLabel_->setText(role.isEmpty() ? name : u"%1 · %2"_s.arg(name, role));
}

void StatusLine::refresh()
{
    const QLocale words = locale();
    switch (connection_) {
    case ConnectionState::Connected:
        state_->setText(u"● "_s + tr("connected"));
        setLabelRole(state_, Role::Pass);
        break;
    case ConnectionState::Connecting:
        state_->setText(u"○ "_s + tr("connecting"));
        setLabelRole(state_, Role::Muted);
        break;
    case ConnectionState::Offline:
        state_->setText(u"✕ "_s + tr("offline"));
        setLabelRole(state_, Role::Fail);
        break;
    }
    unsentButton_->setText(tr("unsent %1").arg(words.toString(unsent_)));
    unsentButton_->setToolTip(tr("Decisions kept on this computer until the server has them"));
    setAlert(unsentButton_, unsent_ > 0);
    notAcceptedButton_->setText(tr("not accepted %1").arg(words.toString(notAccepted_)));
    notAcceptedButton_->setVisible(notAccepted_ > 0);
    setAlert(notAcceptedButton_, notAccepted_ > 0);
    queueLabel_->setText(queue_ < 0 ? tr("queue –") : tr("queue %1").arg(words.toString(queue_)));
    QStringList today{tr("today %1").arg(words.toString(today_))};
    if (median_ > 0)
        today << tr("%1 s").arg(words.toString(median_, 'f', 1));
    if (perHour_ > 0)
        today << tr("%1/h").arg(words.toString(perHour_, 'f', 0));
    todayButton_->setText(today.join(u" · "_s));
    todayButton_->setToolTip(tr("My day"));
    setAccessibleDescription(text());
}

QString StatusLine::text() const
{
    QStringList parts{state_->text(), unsentButton_->text()};
    if (notAccepted_ > 0)
        parts.append(notAcceptedButton_->text());
    parts << queueLabel_->text() << todayButton_->text();
    if (!reminder().isEmpty())
        parts << reminder();
    return parts.join(u"   "_s);
}

void StatusLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LocaleChange)
        refresh();
    QWidget::changeEvent(event);
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colour(Role::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::current().colour(Role::Divider));
}

} // namespace photodesk::widgets
