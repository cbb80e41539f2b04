#pragma once

#include "app/key_map.h"

#include <QPushButton>

class QGridLayout;
class QLabel;

namespace photodesk::app {

/// A button that shows a command's keys; pressed, it waits for the new one. Esc and leaving it change
/// nothing.
class KeyButton : public QPushButton {
    Q_OBJECT
public:
    explicit KeyButton(Command command, QWidget* parent = nullptr);
    void setKeys(const QString& text);
    [[nodiscard]] bool isListening() const { return listening_; }
    void stopListening();

Q_SIGNALS:
    void listening();
    void keyPressed(const QKeySequence& keys);
    void left();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void refresh();
    Command command_;
    QString keys_;
    bool listening_ = false;
};

/// Every command with its keys, to be changed, one by one or all, back to as they were delivered. A key that
/// means something already is taken from there only when it is pressed twice.
class KeyTable : public QWidget {
    Q_OBJECT
public:
    explicit KeyTable(Settings& settings, QWidget* parent = nullptr);

    [[nodiscard]] KeyButton* button(Command command) const { return buttons_.value(int(command)); }
    [[nodiscard]] QPushButton* resetButton(Command command) const { return resets_.value(int(command)); }
    [[nodiscard]] QPushButton* resetAllButton() const { return resetAll_; }
    [[nodiscard]] QString says() const; ///< what stands above the table: a conflict, a refusal

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();
    void onKey(Command command, const QKeySequence& keys);
    void save();

    Settings& settings_;
    KeyMap map_;
    std::optional<std::pair<Command, QKeySequence>> asked_; ///< pressed once, belongs to another command
    QHash<int, KeyButton*> buttons_;
    QHash<int, QPushButton*> resets_;
    QList<QLabel*> names_;
    QList<QLabel*> groups_;
    QLabel* says_;
    QPushButton* resetAll_;
    QGridLayout* grid_;
};

} // namespace photodesk::app
