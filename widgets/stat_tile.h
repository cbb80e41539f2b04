#pragma once

#include "widgets/tokens.h"

#include <QFrame>
#include <QList>

namespace photodesk::widgets {

/// A number of a board: caption, the value large, its unit small, the trend as a thin line.
class StatTile : public QFrame {
    Q_OBJECT
public:
    explicit StatTile(const QString& caption, QWidget* parent = nullptr);

    void setCaption(const QString& caption);
    void setValue(const QString& value, const QString& unit = {});
    void setNote(const QString& note,
                 Role role = Role::Muted);      ///< a line below, e.g. "12 older than two days"
    void setTrend(const QList<double>& values); ///< oldest first; fewer than two: no line
    [[nodiscard]] QString value() const { return value_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshAccessible();
    QString caption_, value_, unit_, note_;
    Role noteRole_ = Role::Muted;
    QList<double> trend_;
};

} // namespace photodesk::widgets
