#pragma once

#include "widgets/tokens.h"

#include <QAbstractButton>
#include <QLayout>
#include <QWidget>

namespace photodesk::widgets {

/// A small checkable button: reasons, filters. Shows a key, a count, a suggestion mark and a main mark.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString& text, QWidget* parent = nullptr);

    void setKeyHint(const QString& key);
    void setCount(int count);          ///< shown after the text; negative: none
    void setMain(bool main);           ///< filled with the accent and says "main"
    void setSuggested(bool suggested); ///< a small mark: the machine proposed it
    [[nodiscard]] bool isMain() const { return main_; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void mainRequested(); ///< Shift+click or Shift+Space

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshAccessible();
    QString key_;
    int count_ = -1;
    bool main_ = false;
    bool suggested_ = false;
};

/// Lays children out in lines, as words, or in columns of equal width; height follows width.
class FlowLayout : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(QWidget* parent = nullptr, int gap = 4);
    ~FlowLayout() override;

    void setColumns(int columns); ///< 0: as words

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return int(items_.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool move) const;
    QList<QLayoutItem*> items_;
    int gap_;
    int columns_ = 0;
};

/// Filters as chips in one row: one at a time, or several.
class ChipRow : public QWidget {
    Q_OBJECT
public:
    explicit ChipRow(QWidget* parent = nullptr);

    void setExclusive(bool exclusive); ///< true at first: always exactly one is chosen
    void addChip(const QString& id, const QString& text);
    void setCount(const QString& id, int count);
    void setCurrent(const QString& id);
    void setSelected(const QStringList& ids);
    void clear();
    [[nodiscard]] QString current() const; ///< "" where none
    [[nodiscard]] QStringList selected() const;

Q_SIGNALS:
    void selectionChanged(const QStringList& ids);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void onClicked(Chip* chip);
    QList<std::pair<QString, Chip*>> chips_;
    bool exclusive_ = true;
};

} // namespace photodesk::widgets
