#pragma once

#include "domain/reason.h"

#include <QHash>
#include <QLocale>
#include <QPointer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QShortcut;

namespace photodesk::widgets {

class Chip;
class FlowLayout;
class ReasonPanel;

/// What a rejection says.
struct ReasonSelection {
    QStringList codes; ///< in the order chosen
    QString main;      ///< "" while nothing is chosen
    QString note;

    bool operator==(const ReasonSelection&) const = default;
};

/// The words of a reason in a language: Chinese where it asks for it, else English.
[[nodiscard]] QString reasonTitle(const Reason& reason, const QLocale& locale);
[[nodiscard]] QString reasonGroup(const Reason& reason, const QLocale& locale);
[[nodiscard]] QString reasonAdvice(const Reason& reason, const QLocale& locale);

/// Favourites as chips with the keys 1–9, all others in a panel with type-to-find (F); several chosen, one of
/// them main; a note; what the student will read. Titles in the widget's locale().
/// Keys work in the whole window while the picker is visible and enabled, but not while text is typed:
/// 1–9 choose, Shift+1–9 make main, Shift and a letter opens the panel on the codes that begin with it, F
/// opens the panel, N goes to the note.
class ReasonPicker : public QWidget {
    Q_OBJECT
public:
    explicit ReasonPicker(QWidget* parent = nullptr);
    ~ReasonPicker() override;

    void setCatalogue(ReasonCatalogue catalogue);
    [[nodiscard]] const ReasonCatalogue& catalogue() const { return catalogue_; }
    /// Language of the student's page, Chinese unless said otherwise: the preview is in it.
    void setStudentLocale(const QLocale& locale);

    /// Another photo: nothing chosen, no note; then what the machine's findings suggest is pre-ticked and
    /// marked as a suggestion. Unknown, retired and doubled codes are left out.
    void setSuggested(const QStringList& codes);
    [[nodiscard]] QStringList suggested() const { return suggested_; }
    void clear();
    void setSelection(const ReasonSelection& selection); ///< e.g. after undo

    [[nodiscard]] ReasonSelection selection() const;
    /// Ready to be sent as a rejection; the error says what lacks (ReasonRequired, ReasonUnknown).
    [[nodiscard]] Result<void> check() const;
    [[nodiscard]] bool needsNote() const;
    /// The advice of the chosen reasons, the main one first, as the student will read it; staff-only reasons
    /// (rework) are left out.
    [[nodiscard]] QString studentPreview() const;

    /// Says in place what is missing and puts the focus there; true when nothing is.
    bool demandComplete();

    /// Changeable keys: "find" (F), "note" (N); digits are fixed by the catalogue's hotkeys.
    void setKeys(const QKeySequence& find, const QKeySequence& note);
    /// For people who want no single keys (empty sequences do the same for "find" and "note").
    void setDigitKeysEnabled(bool enabled);

public Q_SLOTS:
    void toggle(const QString& code);
    void makeMain(const QString& code);       ///< chooses it when it was not
    void openPanel(const QString& text = {}); ///< `text` stands in the search already
    void closePanel();
    void focusNote();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild(); ///< chips of favourites and of other chosen reasons
    void refresh(); ///< states, note, preview
    void addChip(const Reason& reason);
    void installKeys();
    void retranslate();

    ReasonCatalogue catalogue_;
    QLocale studentLocale_;
    QStringList suggested_;
    ReasonSelection selection_;
    QHash<QString, Chip*> chips_;
    QList<QShortcut*> digitKeys_;
    bool digitKeysEnabled_ = true;
    QShortcut* findKey_ = nullptr;
    QShortcut* noteKey_ = nullptr;
    QWidget* chipArea_ = nullptr;
    FlowLayout* chipLayout_ = nullptr;
    QLabel* title_ = nullptr;
    QPushButton* allButton_ = nullptr;
    QLineEdit* note_ = nullptr;
    QLabel* missing_ = nullptr;
    QLabel* preview_ = nullptr;
    QPointer<ReasonPanel> panel_; ///< child of the window, ours to delete
};

} // namespace photodesk::widgets
