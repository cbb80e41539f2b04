#include "widgets/banner.h"

#include "widgets/controls.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

Role roleOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Error: return Role::Fail;
    case Banner::Kind::Warning: return Role::Warn;
    case Banner::Kind::Info: break;
    }
    return Role::Accent;
}

} // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent), mark_(new QLabel(this)), what_(makeLabel({}, TextSize::Body, Role::Text, true, this)),
      more_(makeLabel({}, TextSize::Body, Role::Text, false, this)),
      code_(makeLabel({}, TextSize::Small, Role::Muted, false, this)),
      action_(makeButton(QString(), ButtonKind::Normal, this)),
      close_(makeIconButton(Icon::Close, tr("Dismiss"), {}, this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(mark_, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(what_);
    words->addWidget(more_);
    layout->addLayout(words, 1);
    layout->addWidget(code_, 0, Qt::AlignVCenter);
    layout->addWidget(action_, 0, Qt::AlignVCenter);
    layout->addWidget(close_, 0, Qt::AlignVCenter);
    mark_->setFixedSize(20, 20);
    what_->setWordWrap(true);
    more_->setWordWrap(true);
    code_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(action_, &QPushButton::clicked, this, &Banner::actionRequested);
    connect(close_, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    hide();
}

void Banner::show(Kind kind, const Text& text, bool dismissible)
{
    kind_ = kind;
    what_->setText(text.what);
    QStringList more{text.meaning, text.todo};
    more.removeAll(QString());
    more_->setText(more.join(u' '));
    more_->setVisible(!more.isEmpty());
    code_->setText(text.code);
    code_->setVisible(!text.code.isEmpty());
    action_->setText(text.action);
    action_->setVisible(!text.action.isEmpty());
    close_->setVisible(dismissible);
    setAccessibleName(this->text());
    refresh();
    show();
}

QString Banner::text() const
{
    QStringList parts{what_->text(), more_->text()};
    parts.removeAll(QString());
    return parts.join(u' ');
}

void Banner::refresh()
{
    const Icon name = kind_ == Kind::Info ? Icon::Info : Icon::Alert;
    mark_->setPixmap(iconPixmap(name, Theme::current().colour(roleOf(kind_)), 20, devicePixelRatioF()));
}

void Banner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange && mark_)
        refresh();
    QFrame::changeEvent(event);
}

void Banner::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Role::Surface));
    painter.fillRect(QRect(0, 0, 4, height()), theme.colour(roleOf(kind_)));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.colour(Role::Divider));
}

} // namespace photodesk::widgets
