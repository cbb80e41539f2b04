#include "widgets/nav_rail.h"

#include "widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

constexpr int buttonHeight = 52;

/// Icon above a small word; a bar at the left when it is the page that is shown.
class RailButton : public QAbstractButton {
public:
    RailButton(Icon icon, const QString& text, QWidget* parent) : QAbstractButton(parent), icon_(icon)
    {
        setText(text);
        setAccessibleName(text);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setFixedSize(Theme::current().metric(Metric::Rail), buttonHeight);
    }

    void setBadge(int count)
    {
        badge_ = count;
        setAccessibleName(count > 0 ? u"%1, %2"_s.arg(text()).arg(count) : text());
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const Theme& theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(rect()).adjusted(4, 2, -4, -2);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.colour(isChecked() ? Role::Selected : Role::Hover));
            painter.drawRoundedRect(ground, 6, 6);
        }
        if (isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.colour(Role::Accent));
            painter.drawRoundedRect(QRectF(0, ground.top() + 8, 3, ground.height() - 16), 1.5, 1.5);
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme.colour(Role::Accent), theme.metric(Metric::FocusRing)));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), 6, 6);
        }
        const QColor colour = theme.colour(isChecked() ? Role::Accent : Role::Muted);
        const int side = theme.metric(Metric::Icon);
        painter.drawPixmap((width() - side) / 2, 7, iconPixmap(icon_, colour, side, devicePixelRatioF()));
        QFont font = theme.font(TextSize::Small, isChecked());
        font.setPixelSize(std::min(font.pixelSize(), 12));
        painter.setFont(font);
        painter.setPen(theme.colour(isChecked() ? Role::Text : Role::Muted));
        const QRect words(1, 28, width() - 2, 18);
        painter.drawText(words, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        if (badge_ > 0)
            paintBadge(painter);
    }

private:
    void paintBadge(QPainter& painter) const
    {
        const Theme& theme = Theme::current();
        const QString text = badge_ > 99 ? u"99+"_s : QString::number(badge_);
        QFont font = theme.font(TextSize::Small, true);
        font.setPixelSize(10);
        painter.setFont(font);
        const int wide = std::max(16, painter.fontMetrics().horizontalAdvance(text) + 8);
        const QRectF pill(width() - wide - 5, 4, wide, 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.colour(Role::Accent));
        painter.drawRoundedRect(pill, 8, 8);
        painter.setPen(theme.colour(Role::OnAccent));
        painter.drawText(pill, Qt::AlignCenter, text);
    }

    Icon icon_;
    int badge_ = 0;
};

} // namespace

NavRail::NavRail(QWidget* parent) : QWidget(parent), top_(new QVBoxLayout), bottom_(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(0);
    for (QVBoxLayout* part : {top_, bottom_})
        part->setSpacing(2);
    layout->addLayout(top_);
    layout->addStretch();
    layout->addLayout(bottom_);
    setFixedWidth(Theme::current().metric(Metric::Rail));
    setAccessibleName(tr("Pages"));
}

QAbstractButton* NavRail::add(const QString& id, Icon icon, const QString& text, const QKeySequence& key,
                              Place place, bool page)
{
    auto* button = new RailButton(icon, text, this);
    button->setCheckable(page);
    button->setObjectName(id + u"NavButton"_s);
    button->setToolTip(key.isEmpty() ? text : u"%1 (%2)"_s.arg(text, key.toString(QKeySequence::NativeText)));
    (place == Place::Top ? top_ : bottom_)->addWidget(button);
    buttons_.insert(id, button);
    const auto go = [this, id, page] {
        if (page) {
            setCurrent(current_); // stays until the app says that the page has changed
            Q_EMIT pageRequested(id);
        } else {
            Q_EMIT actionTriggered(id);
        }
    };
    connect(button, &QAbstractButton::clicked, this, go);
    if (!key.isEmpty()) {
        auto* shortcut = new QShortcut(key, this);
        connect(shortcut, &QShortcut::activated, button, [button, go] {
            if (button->isVisible() && button->isEnabled())
                go();
        });
    }
    return button;
}

void NavRail::addPage(const QString& id, Icon icon, const QString& text, const QKeySequence& key, Place place)
{
    add(id, icon, text, key, place, true);
}

void NavRail::addAction(const QString& id, Icon icon, const QString& text, const QKeySequence& key)
{
    add(id, icon, text, key, Place::Bottom, false);
}

void NavRail::setCurrent(const QString& id)
{
    current_ = id;
    for (auto it = buttons_.cbegin(); it != buttons_.cend(); ++it) {
        if (it.value()->isCheckable())
            it.value()->setChecked(it.key() == id);
    }
}

void NavRail::setBadge(const QString& id, int count)
{
    if (QAbstractButton* button = buttons_.value(id))
        static_cast<RailButton*>(button)->setBadge(count);
}

void NavRail::setPageVisible(const QString& id, bool visible)
{
    if (QAbstractButton* button = buttons_.value(id))
        button->setVisible(visible);
}

void NavRail::clear()
{
    qDeleteAll(findChildren<QShortcut*>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(buttons_);
    buttons_.clear();
    current_.clear();
}

void NavRail::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().colour(Role::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), Theme::current().colour(Role::Divider));
}

void NavRail::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(event);
}

} // namespace photodesk::widgets
