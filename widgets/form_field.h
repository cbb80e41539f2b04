#pragma once

#include <QLineEdit>
#include <QWidget>

class QLabel;

namespace photodesk::widgets {

/// Label above, control, and below it a hint or what is wrong. The label is the control's buddy and
/// accessible name. The line below keeps its height, so an error moves nothing.
class FormField : public QWidget {
    Q_OBJECT
public:
    FormField(const QString& label, QWidget* control, QWidget* parent = nullptr);

    void setHint(const QString& hint);
    void setError(const QString& error); ///< "" takes it away; marks the control's border and says it aloud
    [[nodiscard]] bool hasError() const { return !error_.isEmpty(); }
    [[nodiscard]] QString error() const { return error_; }
    [[nodiscard]] QWidget* control() const { return control_; }
    void setLabel(const QString& label);

private:
    void refresh();
    QLabel* label_;
    QWidget* control_;
    QLabel* below_;
    QString hint_, error_;
};

/// A line for a secret with an eye to show it.
class PasswordEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit PasswordEdit(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override; ///< hidden again when the page goes

private:
    void setRevealed(bool revealed);
    QAction* reveal_ = nullptr;
    bool revealed_ = false;
};

/// A line with a magnifying glass and a clearing cross; Escape empties it.
class SearchEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchEdit(QWidget* parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace photodesk::widgets
