#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace photodesk::widgets {

/// An error or a state above a page: what happened, what it means for the work, what to do; the code small.
class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Warning, Error };
    struct Text {
        QString what;    ///< "The server can't be reached."
        QString meaning; ///< "Your decisions are kept and will be sent."
        QString todo;    ///< "You can go on with the photos you have."
        QString code;    ///< for support, e.g. "offline"
        QString action;  ///< a button's verb, or ""
    };
    explicit Banner(QWidget* parent = nullptr);

    void show(Kind kind, const Text& text, bool dismissible = true);
    using QFrame::show;
    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] QString text() const; ///< all of it, as read aloud
    [[nodiscard]] QPushButton* actionButton() const { return action_; }

Q_SIGNALS:
    void actionRequested();
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    Kind kind_ = Kind::Info;
    QLabel* mark_;
    QLabel* what_;
    QLabel* more_;
    QLabel* code_;
    QPushButton* action_;
    QToolButton* close_;
};

} // namespace photodesk::widgets
