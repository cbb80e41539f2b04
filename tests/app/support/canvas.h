#pragma once

#include "app/pages/photo_tools.h"
#include "app/pages/review_page.h"
#include "tests/app/support/desk.h"
#include "widgets/photo_view.h"

#include <QApplication>
#include <QBuffer>
#include <QMenu>

#include <algorithm>
#include <cstdio>
#include <ctime>

/// A review page at a fake server with 12-megapixel originals, for what the canvas does.
namespace photodesk::test {

using namespace app;
using namespace widgets;

inline const QSize cameraSize(3000, 4000);

inline QByteArray jpegOf(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 88);
    return bytes;
}

inline QByteArray plainJpeg(QSize size, QColor colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return jpegOf(image);
}

/// 12 megapixels without a face, which is all the canvas needs.
inline const QByteArray& cameraJpeg()
{
    static const QByteArray bytes = plainJpeg(cameraSize, QColor(40, 160, 90));
    return bytes;
}

inline bool isNear(QColor a, QColor b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 24;
}

/// What the GUI thread itself works on one event, without what other threads and programs take.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (depth_ > 0)
            return QApplication::notify(receiver, event);
        ++depth_;
        const double before = threadMs();
        const bool handled = QApplication::notify(receiver, event);
        longestMs = std::max(longestMs, threadMs() - before);
        --depth_;
        return handled;
    }
    static inline double longestMs = 0;

private:
    static double threadMs()
    {
#ifdef CLOCK_THREAD_CPUTIME_ID
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
#else
        return 1e3 * double(std::clock()) / CLOCKS_PER_SEC;
#endif
    }
    int depth_ = 0;
};

struct Screen : test::Desk {
    explicit Screen(int records, QSize original = cameraSize) : Desk(0, paintForScreen)
    {
        for (int i = 1; i <= records; ++i) {
            test::FakeRecord record = test::FakeServer::plainRecord(i);
            record.originalSize = record.report.size = original;
            record.original =
                original == cameraSize ? cameraJpeg() : plainJpeg(original, QColor(40, 160, 90));
            record.derived = plainJpeg({480, 640}, QColor(200, 60, 60));
            record.derivedSize = record.report.derivedSize = {480, 640};
            record.report.crop = QRectF(300, 400, 2400, 3200);
            record.report.faceBox = QRectF(1000, 1100, 1000, 1300);
            server.addRecord(record);
        }
    }
    bool open()
    {
        if (!signIn())
            return false;
        page = std::make_unique<ReviewPage>(*work);
        page->resize(1384, 860);
        page->show();
        page->activateWindow();
        const bool ok =
            QTest::qWaitForWindowActive(page.get()) && QTest::qWaitFor([this] { return shown(); });
        page->takeFocus();
        return ok;
    }
    bool shown() const
    {
        return work->review().stage() == ReviewController::Stage::Deciding && !view().photo().isNull();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(page->windowHandle(), key, modifiers);
    }
    PhotoPane& pane() const { return *page->pane(); }
    PhotoView& view() const { return *page->pane()->mainView(); }
    QColor seenAt(QPoint at) const { return view().grab().toImage().pixelColor(at); }
    std::unique_ptr<ReviewPage> page;
};

inline QAction* actionOf(QMenu* menu, const QString& text)
{
    Q_EMIT menu->aboutToShow();
    for (QAction* action : menu->actions()) {
        if (action->text().section(u'\t', 0, 0) == text)
            return action;
        if (action->menu() && action->menu()->title() == text)
            return action;
    }
    return nullptr;
}

} // namespace photodesk::test
