#pragma once

#include "widgets/icons.h"

#include <QAbstractButton>
#include <QHash>
#include <QKeySequence>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace photodesk::widgets {

/// 56 px at the left: one icon with a small word a page. Arrow keys move, Space and Return choose.
class NavRail : public QWidget {
    Q_OBJECT
public:
    enum class Place { Top, Bottom };
    explicit NavRail(QWidget* parent = nullptr);

    /// Pages are checkable and exclusive. A key (e.g. Ctrl+1) is shown in the tooltip and installed.
    void addPage(const QString& id, Icon icon, const QString& text, const QKeySequence& key = {},
                 Place place = Place::Top);
    /// Not a page: lock, sign out. Emits actionTriggered.
    void addAction(const QString& id, Icon icon, const QString& text, const QKeySequence& key = {});
    void setCurrent(const QString& id);
    [[nodiscard]] QString current() const { return current_; }
    void setBadge(const QString& id, int count);          ///< 0: none; above 99 "99+"
    void setPageVisible(const QString& id, bool visible); ///< rights decide
    [[nodiscard]] QAbstractButton* button(const QString& id) const { return buttons_.value(id); }
    void clear();

Q_SIGNALS:
    void pageRequested(const QString& id);
    void actionTriggered(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QAbstractButton* add(const QString& id, Icon icon, const QString& text, const QKeySequence& key,
                         Place place, bool page);
    QHash<QString, QAbstractButton*> buttons_;
    QVBoxLayout* top_;
    QVBoxLayout* bottom_;
    QString current_;
};

} // namespace photodesk::widgets
