#pragma once

#include "app/key_map.h"
#include "app/review/workplace.h"
#include "widgets/banner.h"

#include <QWidget>

class QShortcut;
class QStackedWidget;

namespace photodesk::widgets {
class NavRail;
class StatusLine;
} // namespace photodesk::widgets

namespace photodesk::app {

class CheatSheet;
class HistoryPage;
class ReviewPage;
class ReworkPage;
class SettingsPage;
class SheetPage;
class SignInPage;
class TodayPanel;

/// Rail, pages, status line; the sign-in before, over or instead of them.
class MainWindow : public QWidget {
    Q_OBJECT
public:
    explicit MainWindow(Workplace& workplace, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openPage(const QString& id); ///< "review", "sheet", "history", "settings"
    [[nodiscard]] ReviewPage* reviewPage() const { return review_; }
    [[nodiscard]] ReworkPage* reworkPage() const { return rework_; }
    [[nodiscard]] SheetPage* sheetPage() const { return sheet_; }
    [[nodiscard]] HistoryPage* historyPage() const { return history_; }
    [[nodiscard]] SettingsPage* settingsPage() const { return settings_; }
    [[nodiscard]] SignInPage* signInPage() const { return signIn_; }
    [[nodiscard]] SignInPage* curtain() const { return curtain_; }
    [[nodiscard]] SignInPage* lockPage() const { return lock_; }
    [[nodiscard]] CheatSheet* cheatSheet() const { return cheatSheet_; }
    [[nodiscard]] TodayPanel* todayPanel() const { return today_; }
    [[nodiscard]] widgets::NavRail* rail() const { return rail_; }
    [[nodiscard]] widgets::StatusLine* statusLine() const { return status_; }
    [[nodiscard]] widgets::Banner* banner() const { return banner_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildRail();
    void connectWork();
    void applyKeys();
    void run(Command command);
    void connectDesk();
    void toggleToday();
    void applyRights();
    [[nodiscard]] bool mayOpen(const QString& id) const;
    void onState(Session::State state);
    void onOnline(bool online);
    void say(widgets::Banner::Kind kind, const widgets::Banner::Text& text);
    void refreshStatus();
    void placeFloating();
    void retranslate();

    Workplace& work_;
    QStackedWidget* root_;
    QWidget* workspace_;
    QStackedWidget* pages_;
    widgets::NavRail* rail_;
    widgets::StatusLine* status_;
    widgets::Banner* banner_;
    SignInPage* signIn_;
    SignInPage* lock_;
    SignInPage* curtain_;
    ReviewPage* review_;
    SheetPage* sheet_;
    HistoryPage* history_;
    SettingsPage* settings_;
    ReworkPage* rework_;
    CheatSheet* cheatSheet_;
    TodayPanel* today_;
    KeyMap keyMap_;
    QList<QShortcut*> shortcuts_;
    QPointer<QWidget> focusBefore_;
    bool offlineSaid_ = false;
    bool closing_ = false;
};

} // namespace photodesk::app
