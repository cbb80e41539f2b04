#pragma once

#include "app/pages/main_window.h"
#include "app/pages/review_page.h"
#include "app/pages/rework_page.h"
#include "app/pages/rework_panel.h"
#include "app/pages/screen_photo.h"
#include "imaging/rework.h"
#include "resources/resources.h"
#include "tests/app/support/desk.h"
#include "widgets/banner.h"
#include "widgets/crop_frame.h"
#include "widgets/message.h"
#include "widgets/toast_line.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSlider>

#include <QBuffer>

namespace photodesk::test {

using namespace Qt::StringLiterals;

inline QByteArray bytesOf(const QString& name)
{
    QFile file(u"" PHOTODESK_SOURCE_DIR "/resources/demo/pictures/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing %s", qUtf8Printable(name));
    return file.readAll();
}

/// As the server would have made it.
struct Made {
    QByteArray jpeg;
    Report report;
};

inline imaging::Engine& engine()
{
    static const auto made =
        imaging::Engine::create(*imaging::ModelStore::open(imaging::findModelDirectory()));
    return **made;
}

inline Made rendered(const QByteArray& original, const imaging::Rework& rework)
{
    const auto photo = imaging::decode(original, {1 << 28, 1 << 28});
    const auto standard = resources::standard(u"xinhua_2020_00a3e6"_s);
    const auto made = imaging::rework(engine(), *photo, *standard, qRgb(0, 0xA3, 0xE6), rework);
    if (!made)
        qFatal("%s", qUtf8Printable(made.error().detail));
    return {made->rendered.jpeg, made->report};
}

inline FakeRecord portrait(int number)
{
    static const QByteArray original = bytesOf(u"synth_clean_00_a.jpg"_s);
    static const Made made = rendered(original, {});
    FakeRecord r = FakeServer::plainRecord(number);
    r.original = original;
    r.originalSize = made.report.size;
    r.derived = r.thumbnail = made.jpeg;
    r.derivedSize = {480, 640};
    r.report = made.report;
    return r;
}

/// The longest time the event loop was not served.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        clock_.start();
        startTimer(1, Qt::PreciseTimer);
    }
    [[nodiscard]] qint64 worstMs() const { return worst_; }

protected:
    void timerEvent(QTimerEvent*) override { worst_ = std::max(worst_, clock_.restart()); }

private:
    QElapsedTimer clock_;
    qint64 worst_ = 0;
};

/// The main window at a fake server, keys and mouse as a person uses them.
struct ReworkScreen : Desk {
    explicit ReworkScreen(int photos = 2, bool faceless = false) : Desk(0, app::paintForScreen), window(*work)
    {
        for (int i = 1; i <= photos; ++i)
            server.addRecord(faceless ? withoutFace(i) : portrait(i));
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        ok = QTest::qWaitForWindowActive(&window) && signIn()
             && QTest::qWaitFor([this] { return work->review().current() != nullptr; });
    }
    static FakeRecord withoutFace(int number)
    {
        FakeRecord r = FakeServer::plainRecord(number);
        QImage wall(900, 1200, QImage::Format_RGB32);
        for (int y = 0; y < wall.height(); ++y) {
            for (int x = 0; x < wall.width(); ++x)
                wall.setPixel(x, y, qRgb(150 + (x * 7 + y * 13) % 40, 120 + (x * 3 + y) % 30, 100));
        }
        QBuffer buffer(&r.original);
        buffer.open(QIODevice::WriteOnly);
        wall.save(&buffer, "PNG");
        r.originalSize = wall.size();
        r.derived.clear();
        r.report.size = wall.size();
        r.report.crop.reset();
        r.report.faces = 0;
        return r;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(window.windowHandle(), key, modifiers);
    }
    app::ReworkPage& page() { return *window.reworkPage(); }
    app::ReworkController& rework() { return page().controller(); }
    const app::ReworkState& state() { return rework().plan().now(); }
    bool painted()
    {
        return QTest::qWaitFor(
            [this] {
                return rework().stage() == app::ReworkController::Stage::Ready && !rework().picture().isNull()
                       && !rework().isPainting();
            },
            20'000);
    }
    bool opened()
    {
        press(Qt::Key_E);
        return painted();
    }
    bool closed()
    {
        return QTest::qWaitFor([this] { return rework().stage() == app::ReworkController::Stage::Closed; },
                               10'000)
               && window.reviewPage()->isVisible();
    }
    QJsonObject sent()
    {
        for (auto r = server.requests().rbegin(); r != server.requests().rend(); ++r) {
            if (r->path.endsWith("/rework"))
                return QJsonDocument::fromJson(r->body).object();
        }
        return {};
    }
    template <typename T>
    T* part(const QString& name)
    {
        return page().findChild<T*>(name);
    }
    app::MainWindow window;
    bool ok = false;
};

inline void draw(ReworkScreen& s, QPointF from, QPointF to)
{
    widgets::MatteBrush* brush = s.page().brush();
    QTest::mousePress(brush, Qt::LeftButton, {}, brush->widgetFromPicture(from).toPoint());
    QTest::mouseMove(brush, brush->widgetFromPicture((from + to) / 2).toPoint());
    QTest::mouseMove(brush, brush->widgetFromPicture(to).toPoint());
    QTest::mouseRelease(brush, Qt::LeftButton, {}, brush->widgetFromPicture(to).toPoint());
}

} // namespace photodesk::test
