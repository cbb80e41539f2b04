#pragma once

#include "domain/reason.h"
#include "widgets/reason_picker.h"

#include <QFrame>
#include <QLocale>
#include <QStandardItemModel>

class QListView;

namespace photodesk::widgets {

class SearchEdit;

/// All reasons in a floating panel: type to find (Chinese, pinyin initials, English, code), ↑↓, Return
/// chooses, Shift+Return makes main, Escape closes. One letter that begins codes shows their group first, and
/// a digit after it chooses at once: G, 1 is G01. A child of the window, not a popup: input methods work in
/// it.
class ReasonPanel : public QFrame {
    Q_OBJECT
public:
    enum DataRole { CodeRole = Qt::UserRole + 1, GroupRole, HeadRole, ChosenRole, MainRole };
    explicit ReasonPanel(QWidget* parent);

    void setCatalogue(const ReasonCatalogue* catalogue); ///< must outlive the panel or be replaced
    void setSelection(const ReasonSelection& selection);
    void openAbove(QWidget* anchor, const QString& text = {}); ///< right edges meet
    [[nodiscard]] SearchEdit* search() const { return search_; }
    [[nodiscard]] QListView* list() const { return list_; }

Q_SIGNALS:
    void toggled(const QString& code);
    void mainRequested(const QString& code);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addReason(const Reason& reason);
    void step(int by);
    void choose(bool main);
    [[nodiscard]] bool isGroup(const QString& text) const; ///< the one letter codes begin with
    bool chooseInGroup(int digit);
    void leave();

    const ReasonCatalogue* catalogue_ = nullptr;
    ReasonSelection selection_;
    SearchEdit* search_;
    QListView* list_;
    QStandardItemModel model_;
};

} // namespace photodesk::widgets
