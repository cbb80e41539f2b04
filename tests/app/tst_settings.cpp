#include "app/client/settings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk::app;

class TestSettings : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;

private Q_SLOTS:
    void everyKeyHasADefaultAndOneName()
    {
        Settings settings(dir_.filePath(u"a.ini"_s));
        QSet<QString> names;
        for (const SettingInfo& info : Settings::table()) {
            QVERIFY(info.otherwise.isValid());
            QCOMPARE(settings.value(info.setting), info.otherwise);
            names.insert(QLatin1StringView(info.key));
        }
        QCOMPARE(names.size(), qsizetype(Settings::table().size()));
    }

    void remembersAndTells()
    {
        const QString file = dir_.filePath(u"b.ini"_s);
        {
            Settings settings(file);
            QSignalSpy changed(&settings, &Settings::changed);
            settings.set(Setting::Theme, u"dark"_s);
            settings.set(Setting::Theme, u"dark"_s);
            QCOMPARE(changed.size(), 1);
        }
        QCOMPARE(Settings(file).text(Setting::Theme), u"dark"_s);
    }

    void commandLineHoldsForOneRun()
    {
        const QString file = dir_.filePath(u"c.ini"_s);
        {
            Settings settings(file);
            settings.overrideForThisRun(Setting::Language, u"en"_s);
            QCOMPARE(settings.text(Setting::Language), u"en"_s);
        }
        Settings again(file);
        QCOMPARE(again.text(Setting::Language), u"zh_CN"_s);
    }

    void oldFilesAreBroughtUp()
    {
        const QString file = dir_.filePath(u"d.ini"_s);
        {
            QSettings old(file, QSettings::IniFormat);
            old.setValue(u"server"_s, u"https://photos.example.edu"_s);
            old.setValue(u"theme"_s, u"dark"_s);
            old.setValue(u"password"_s, u"secret"_s);
        }
        {
            Settings settings(file);
            QCOMPARE(settings.text(Setting::Server), u"https://photos.example.edu"_s);
            QCOMPARE(settings.text(Setting::Theme), u"dark"_s);
        }
        QSettings now(file, QSettings::IniFormat);
        QVERIFY(!now.contains(u"password"_s));
        QVERIFY(!now.contains(u"server"_s));
        QCOMPARE(now.value(u"version"_s).toInt(), Settings::version);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
