#pragma once

#include "app/pages/main_window.h"

#include <QDir>

namespace photodesk::app {

/// Drives the window through its pages by real key events and keeps a picture of each. It moves on when the
/// window says that it is ready, never by waiting for a while; what does not come within a limit fails the
/// tour.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(Workplace& workplace, MainWindow& window, const QString& folder, QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(int exitCode);

private:
    struct Step {
        QString picture; ///< name of the file; empty: none
        std::function<void()> act;
        std::function<bool()> until;
    };
    void plan();
    void planRework();
    void planSheet();
    void planBulk();
    void planLook(const QString& language, const QString& theme);
    void add(const QString& picture, std::function<void()> act, std::function<bool()> until = {});
    void begin();
    void look();
    void keep(const QString& picture);
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString& text = {});
    void hold(int key, bool down);
    [[nodiscard]] bool photoReady() const;

    Workplace& work_;
    MainWindow& window_;
    QDir folder_;
    std::vector<Step> steps_;
    std::size_t at_ = 0;
    int pictures_ = 0;
    bool acted_ = false;
    bool looking_ = false;
    QTimer limit_;
};

} // namespace photodesk::app
