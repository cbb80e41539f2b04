#pragma once

#include "app/pages/main_window.h"
#include "app/timed_application.h"
#include "widgets/reason_picker.h"

#include <QElapsedTimer>
#include <QSet>

#include <functional>
#include <map>

namespace photodesk::app {

/// photodesk --bench-session N: a reviewer's hour in fast motion, by keyboard alone. N photos are approved,
/// rejected with reasons, sent to a second opinion, undone, zoomed, compared and asked for their findings;
/// one JSON line says for each kind of key press how long it took until everything it changes was painted.
class BenchSession : public QObject {
    Q_OBJECT
public:
    BenchSession(Workplace& workplace, MainWindow& window, TimedApplication& application, int photos,
                 QObject* parent = nullptr);

Q_SIGNALS:
    void finished(int exitCode);

private:
    struct Step {
        const char* action; ///< as the table names it; keys of one action may be several steps
        int key;
        Qt::KeyboardModifiers modifiers;
        QString text;
        std::function<bool()> done; ///< true once the window shows what the key asked for
    };
    void planPhoto();
    void planLook(int kind);
    void planDecision(int kind);
    void add(const char* action, int key, const QString& text, std::function<bool()> done,
             Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void addDecision(const char* action, int key, const QString& text);
    [[nodiscard]] bool nextPhotoShown() const;
    [[nodiscard]] bool nextIsPrefetched() const;
    [[nodiscard]] bool viewPainted() const;
    void go();
    void handled();
    void report();

    Workplace& work_;
    MainWindow& window_;
    int photos_, planned_ = 0, decided_ = 0;
    std::vector<Step> steps_; ///< of the photo on the screen
    std::size_t at_ = 0;
    bool pressed_ = false, begun_ = false, ended_ = false;
    QString before_; ///< record on the screen when the key was pressed
    QString undone_;
    widgets::ReasonSelection selection_; ///< when the key was pressed
    QSet<const QObject*> painted_;       ///< since the key was pressed
    QElapsedTimer sincePress_, sinceStart_;
    std::map<std::string, std::vector<double>> times_;
};

} // namespace photodesk::app
