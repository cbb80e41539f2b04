#include "widgets/controls.h"

#include "widgets/theme.h"

#include <QHeaderView>
#include <QKeySequence>
#include <QPainter>
#include <QStyle>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace photodesk::widgets {
namespace {

QString kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Primary: return u"primary"_s;
    case ButtonKind::Danger: return u"danger"_s;
    case ButtonKind::Quiet: return u"quiet"_s;
    case ButtonKind::Normal: break;
    }
    return u"normal"_s;
}

/// Selectors on properties are only looked at when a widget is polished.
void repolish(QWidget* widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QSize iconSize()
{
    const int side = Theme::current().metric(Metric::Icon);
    return {side, side};
}

} // namespace

QPushButton* makeButton(const QString& text, ButtonKind kind, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setCursor(Qt::PointingHandCursor);
    setButtonKind(button, kind);
    return button;
}

QPushButton* makeButton(Icon name, const QString& text, ButtonKind kind, QWidget* parent)
{
    auto* button = makeButton(text, kind, parent);
    const Role role =
        kind == ButtonKind::Primary ? Role::OnAccent : (kind == ButtonKind::Danger ? Role::Fail : Role::Text);
    button->setIcon(icon(name, role));
    button->setIconSize(iconSize() * 0.8);
    return button;
}

QToolButton* makeIconButton(Icon name, const QString& text, const QKeySequence& key, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(name));
    button->setIconSize(iconSize());
    button->setAccessibleName(text);
    button->setToolTip(key.isEmpty() ? text : u"%1 (%2)"_s.arg(text, key.toString(QKeySequence::NativeText)));
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QToolButton* makeMenuButton(Icon name, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(name));
    button->setIconSize(iconSize());
    button->setText(u" "_s + text); // the style leaves no gap after the icon
    button->setAccessibleName(text);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setProperty("menuButton", true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void setButtonKind(QPushButton* button, ButtonKind kind)
{
    button->setProperty("kind", kindName(kind));
    repolish(button);
}

QLabel* makeLabel(const QString& text, TextSize size, Role role, bool strong, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("textSize", QString(textSizeName(size)));
    label->setProperty("strong", strong);
    label->setProperty("role", QString(roleName(role)));
    return label;
}

void setLabelRole(QLabel* label, Role role)
{
    const QString name = roleName(role);
    if (label->property("role").toString() == name)
        return;
    label->setProperty("role", name);
    repolish(label);
}

QFrame* makeDivider(Qt::Orientation orientation, QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setProperty("divider", true);
    if (orientation == Qt::Horizontal)
        line->setFixedHeight(1);
    else
        line->setFixedWidth(1);
    return line;
}

QFrame* makeCard(QWidget* parent)
{
    auto* card = new QFrame(parent);
    card->setProperty("card", true);
    return card;
}

void prepareTable(QTableView* table)
{
    table->setShowGrid(false);
    table->setAlternatingRowColors(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::current().metric(Metric::Row));
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
}

ElidedLabel::ElidedLabel(const QString& text, QWidget* parent) : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    mode_ = mode;
    update();
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().horizontalAdvance(u"…"_s), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect area = contentsRect();
    const QString shown = fontMetrics().elidedText(text(), mode_, area.width());
    painter.drawText(area, int(alignment()) | Qt::TextSingleLine, shown);
    refreshToolTip();
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    refreshToolTip();
}

void ElidedLabel::refreshToolTip()
{
    const bool cut = fontMetrics().horizontalAdvance(text()) > contentsRect().width();
    const QString tip = cut ? text() : QString();
    if (toolTip() != tip)
        setToolTip(tip);
}

} // namespace photodesk::widgets
