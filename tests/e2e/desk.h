#pragma once

#include "app/pages/main_window.h"
#include "app/review/workplace.h"

#include <QTemporaryDir>

#include <memory>

namespace photodesk::test {

/// A workstation as it stands in the office: the real window over the real work, with an outbox folder that
/// outlives it, and nothing kept in the keychain of whoever runs the tests.
class Desk {
public:
    /// `folder` of settings and outbox: the same one again is the same machine after a restart.
    explicit Desk(const QString& folder);
    ~Desk();

    /// Types server, user and password into the form and presses Enter. True once signed in.
    bool signIn(const QString& server, const QString& user, const QString& password);
    /// True once a photo can be decided.
    bool waitForPhoto();
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString& text = {});
    /// The one photo with this record, or an empty id.
    [[nodiscard]] QString currentRecord() const;
    [[nodiscard]] QStringList claimed() const;
    [[nodiscard]] int unsent() const;

    app::Workplace& work() { return *work_; }
    app::MainWindow& window() { return *window_; }

private:
    std::unique_ptr<app::Workplace> work_;
    std::unique_ptr<app::MainWindow> window_;
};

} // namespace photodesk::test
