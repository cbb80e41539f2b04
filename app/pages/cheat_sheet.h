#pragma once

#include <QPointer>
#include <QWidget>

namespace photodesk::app {

class KeyMap;

/// All keys, over the page; any key closes it. Made from the command table each time it opens.
class CheatSheet : public QWidget {
    Q_OBJECT
public:
    explicit CheatSheet(QWidget* over);
    void open(const KeyMap& keys);

Q_SIGNALS:
    void opened();
    void closed();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leave();
    QWidget* panel_ = nullptr;
    QPointer<QWidget> before_; ///< had the focus
};

} // namespace photodesk::app
