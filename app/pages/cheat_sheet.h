#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QScrollArea;

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
    void fit();
    bool scroll(int key);
    QWidget* panel_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    QLabel* hint_ = nullptr;
    bool cut_ = false;         ///< higher than the window: arrows scroll
    QPointer<QWidget> before_; ///< had the focus
};

} // namespace photodesk::app
