#pragma once

#include "app/client/api_types.h"

#include <QMenu>

#include <functional>

class QActionGroup;
class QToolButton;

namespace photodesk::app {

class Workplace;

/// What is claimed: first or second review, a batch, which attempts, which colour of the machine, how long it
/// waits, how old the record is. The button says what holds; the menu says how much waits under each choice.
/// The choice is remembered.
class QueueFilterMenu : public QMenu {
    Q_OBJECT
public:
    /// The button is made here and belongs to whoever takes it into a layout.
    explicit QueueFilterMenu(Workplace& workplace, QWidget* parent = nullptr);

    [[nodiscard]] QToolButton* button() const { return button_; }
    void open(); ///< from the keyboard, above the button
    void showEverything();
    [[nodiscard]] bool isFiltered() const;

Q_SIGNALS:
    void filterChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    using Change = std::function<void(ClaimFilter&)>;
    using Count = std::function<int(const QueueFilters&)>;
    struct Choice {
        QAction* action;
        QString text;
        Count count;
    };
    void rebuild();
    void addQueues();
    void addBatches();
    void addSteps(const std::vector<QueueFilters::AtLeast>& steps, bool age);
    QAction* addChoice(QMenu* menu, QActionGroup* group, const QString& text, bool chosen, Change change,
                       Count count);
    void ask();
    void fillCounts();
    void apply(const ClaimFilter& filter);
    void refreshButton();

    Workplace& work_;
    QToolButton* button_;
    QueueFilters filters_; ///< as last heard
    bool heard_ = false;
    std::vector<Choice> choices_;
};

} // namespace photodesk::app
