#include "resources/resources.h"
#include "widgets/controls.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::widgets;

namespace {

constexpr double textContrast = 4.5, borderContrast = 3.0;

int inkedPixels(const QImage& image, const QColor& colour)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const bool same = std::abs(pixel.red() - colour.red()) < 12
                              && std::abs(pixel.green() - colour.green()) < 12
                              && std::abs(pixel.blue() - colour.blue()) < 12;
            found += pixel.alpha() > 200 && same ? 1 : 0;
        }
    }
    return found;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void contrastFormula()
    {
        QCOMPARE(qRound(contrast(Qt::black, Qt::white) * 100), 2100);
        QCOMPARE(qRound(contrast(Qt::white, Qt::white) * 100), 100);
        QCOMPARE(qRound(contrast(QColor(0x77, 0x77, 0x77), Qt::white) * 100), 448);
    }

    void contrasts_data()
    {
        QTest::addColumn<Role>("ink");
        QTest::addColumn<Role>("ground");
        QTest::addColumn<double>("least");
        for (const Role ink :
             {Role::Text, Role::Muted, Role::Accent, Role::Pass, Role::Warn, Role::Fail, Role::NotAssessed}) {
            for (const Role ground : {Role::Surface, Role::Window, Role::Hover, Role::Selected})
                QTest::addRow("%s on %s", roleName(ink).data(), roleName(ground).data())
                    << ink << ground << textContrast;
        }
        QTest::addRow("on_accent on accent") << Role::OnAccent << Role::Accent << textContrast;
        QTest::addRow("on_canvas on canvas") << Role::OnCanvas << Role::Canvas << textContrast;
        QTest::addRow("overlay on its outline") << Role::OverlayLine << Role::OverlayDark << textContrast;
        QTest::addRow("mark on its outline") << Role::OverlayMark << Role::OverlayDark << textContrast;
        for (const Role channel : {Role::ChannelRed, Role::ChannelGreen, Role::ChannelBlue})
            QTest::addRow("%s on a histogram", roleName(channel).data())
                << channel << Role::OverlayDark << textContrast;
        for (const Role ground : {Role::Surface, Role::Window}) {
            QTest::addRow("border on %s", roleName(ground).data())
                << Role::Border << ground << borderContrast;
            QTest::addRow("focus ring on %s", roleName(ground).data())
                << Role::Accent << ground << borderContrast;
        }
    }

    void contrasts()
    {
        QFETCH(Role, ink);
        QFETCH(Role, ground);
        QFETCH(double, least);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Tokens& tokens = Tokens::builtIn();
            const double found = contrast(tokens.colour(scheme, ink), tokens.colour(scheme, ground));
            QVERIFY2(found >= least, qPrintable(u"scheme %1: %2"_s.arg(int(scheme)).arg(found)));
        }
    }

    void surroundOfPhotosIsNeutral()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const QColor canvas = Tokens::builtIn().colour(scheme, Role::Canvas);
            QCOMPARE(canvas.red(), canvas.green());
            QCOMPARE(canvas.green(), canvas.blue());
        }
    }

    void tokensThatLackSomethingAreRefused()
    {
        const QByteArray whole = *resources::read(u"style/tokens.json"_s);
        QVERIFY(Tokens::fromJson(whole));
        QCOMPARE(Tokens::fromJson(QByteArray(whole).replace("\"muted\"", "\"mute\"")).error().code,
                 ErrorCode::InvalidField);
        QCOMPARE(Tokens::fromJson(QByteArray(whole).replace("\"control\": 32", "\"control\": \"tall\""))
                     .error()
                     .detail,
                 u"metrics.control"_s);
        QCOMPARE(Tokens::fromJson(QByteArray(whole).replace("#57606A", "grey-ish")).error().detail,
                 u"light.muted"_s);
    }

    void switchesBetweenLightAndDark()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(*qApp, ThemeMode::Light);
        QCOMPARE(&Theme::current(), &theme);
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(u"#F3F4F6"_s));
        theme.apply(*qApp, ThemeMode::Dark);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(theme.scheme(), Scheme::Dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(u"#1B1C1F"_s));
        QCOMPARE(theme.colour(Role::Text), QColor(u"#E7E9EC"_s));
    }

    void sheetHasNoNameLeft()
    {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            Theme theme;
            theme.apply(*qApp, mode);
            QVERIFY(!theme.styleSheet().contains(u'@'));
            QVERIFY(theme.styleSheet().contains(theme.colour(Role::Accent).name()));
        }
    }

    void controlsAre32HighWithAndWithoutFocus()
    {
        Theme theme;
        theme.apply(*qApp, ThemeMode::Light);
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* first = makeButton(u"First"_s);
        auto* field = new QLineEdit(u"text"_s);
        column->addWidget(first);
        column->addWidget(field);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        for (QWidget* focused : {static_cast<QWidget*>(first), static_cast<QWidget*>(field)}) {
            focused->setFocus(Qt::TabFocusReason);
            QTRY_VERIFY(focused->hasFocus());
            QCoreApplication::processEvents();
            QCOMPARE(first->height(), 32);
            QCOMPARE(field->height(), 32);
        }
    }

    void focusRingIsSeen()
    {
        Theme theme;
        theme.apply(*qApp, ThemeMode::Light);
        QWidget window;
        auto* column = new QVBoxLayout(&window);
        auto* button = makeButton(u"Button"_s);
        column->addWidget(button);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(button->hasFocus());
        const QImage image = button->grab().toImage();
        const QColor accent = theme.colour(Role::Accent);
        QCOMPARE(image.pixelColor(image.width() / 2, 0), accent);
        QCOMPARE(image.pixelColor(image.width() / 2, 1), accent);
        QVERIFY(image.pixelColor(image.width() / 2, 2) != accent);
    }

    void largeTextGrows()
    {
        Theme theme;
        theme.apply(*qApp, ThemeMode::Light);
        const int before = theme.font().pixelSize();
        theme.setTextScale(1.4);
        QCOMPARE(theme.font().pixelSize(), qRound(before * 1.4));
        QCOMPARE(theme.metric(Metric::Control), 45);
        QCOMPARE(theme.metric(Metric::Inside), 8);
        QCOMPARE(QApplication::font().pixelSize(), qRound(before * 1.4));
        theme.setTextScale(9);
        QCOMPARE(theme.textScale(), 1.5);
    }

    void reducedMotionStopsMotion()
    {
        Theme theme;
        QVERIFY(theme.motionMs() > 0 && theme.motionMs() <= 120);
        theme.setReducedMotion(true);
        QCOMPARE(theme.motionMs(), 0);
    }

    void everyIconIsDrawnInItsColour()
    {
        for (const Icon name : allIcons()) {
            const QColor colour(200, 30, 40);
            const QImage image = iconPixmap(name, colour, 20, 2.0).toImage();
            QCOMPARE(image.size(), QSize(40, 40));
            QVERIFY2(inkedPixels(image, colour) > 20, iconFile(name).data());
        }
    }

    void iconsFollowTheTheme()
    {
        Theme theme;
        theme.apply(*qApp, ThemeMode::Light);
        const QIcon check = icon(Icon::Check, Role::Pass);
        QVERIFY(inkedPixels(check.pixmap(20, 20).toImage(), theme.colour(Role::Pass)) > 5);
        theme.apply(*qApp, ThemeMode::Dark);
        QVERIFY(inkedPixels(check.pixmap(20, 20).toImage(), theme.colour(Role::Pass)) > 5);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
