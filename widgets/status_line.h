#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace photodesk::widgets {

enum class ConnectionState { Connected, Connecting, Offline };

/// The foot of the window: ● connected   unsent 0   queue 1,204   today 386 · 6.1 s
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setConnection(ConnectionState state);
    [[nodiscard]] ConnectionState connection() const { return connection_; }
    void setUnsent(int count);      ///< decisions on disk, not yet with the server
    void setNotAccepted(int count); ///< decisions the server refused (409): a list waits; hidden at 0
    void setQueue(int count);       ///< photos waiting for review; negative: unknown
    void setToday(int count, double medianSeconds, double perHour = 0); ///< what is ≤ 0 is left out
    void setReminder(const QString& text); ///< a quiet word that a click takes away; empty: none
    [[nodiscard]] QString reminder() const;
    void setAccount(const QString& name, const QString& role); ///< at the right end
    [[nodiscard]] QString text() const;                        ///< all of it, as read aloud

Q_SIGNALS:
    void unsentClicked();
    void notAcceptedClicked();
    void todayClicked();
    void reminderDismissed();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    ConnectionState connection_ = ConnectionState::Connecting;
    int unsent_ = 0, notAccepted_ = 0, queue_ = -1, today_ = 0;
    double median_ = 0, perHour_ = 0;
    QLabel* state_;
    QPushButton* unsentButton_;
    QPushButton* notAcceptedButton_;
    QLabel* queueLabel_;
    QPushButton* todayButton_;
    QPushButton* reminderButton_;
    QLabel* accountLabel_;
};

} // namespace photodesk::widgets
