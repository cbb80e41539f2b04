// The program photodesk-inspect, run as an operator runs it.
#include "portraits.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

struct Run {
    int status = -1;
    QList<QJsonObject> lines;
};

Run inspect(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(PHOTODESK_BIN_DIR "/photodesk-inspect"), arguments);
    if (!process.waitForFinished(60000))
        qFatal("photodesk-inspect does not end");
    Run run;
    run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            run.lines.append(QJsonDocument::fromJson(line).object());
    }
    return run;
}

} // namespace

class TestInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneLineAFile()
    {
        const QString good = portraitPath(u"photos/f_easian.jpg"_s), none = portraitPath(u"labels.json"_s);
        const Run run = inspect({good, none, u"/does/not/exist.jpg"_s});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.lines.size(), 3);
        const QJsonObject& first = run.lines[0];
        QCOMPARE(first.value("file"_L1).toString(), good);
        for (const auto key : {"width"_L1, "height"_L1, "faces"_L1, "face"_L1, "pose"_L1, "points"_L1,
                               "checks"_L1, "verdict"_L1, "ms"_L1})
            QVERIFY2(first.contains(key), key.data());
        QCOMPARE(first.value("width"_L1).toInt(), 720);
        QCOMPARE(first.value("faces"_L1).toInt(), 1);
        QCOMPARE(first.value("face"_L1).toObject().value("box"_L1).toArray().size(), 4);
        for (const auto key : {"yaw"_L1, "pitch"_L1, "roll"_L1})
            QVERIFY(first.value("pose"_L1).toObject().value(key).isDouble());
        for (const auto key :
             {"decode"_L1, "detect"_L1, "landmarks"_L1, "segment"_L1, "checks"_L1, "render"_L1, "total"_L1})
            QVERIFY2(first.value("ms"_L1).toObject().contains(key), key.data());
        const QJsonObject check = first.value("checks"_L1).toArray().first().toObject();
        for (const auto key : {"id"_L1, "code"_L1, "status"_L1, "value"_L1, "unit"_L1, "min"_L1, "max"_L1})
            QVERIFY2(check.contains(key), key.data());
        QCOMPARE(run.lines[1].value("error"_L1).toObject().value("code"_L1).toString(), u"not_an_image"_s);
        QCOMPARE(run.lines[1].value("file"_L1).toString(), none);
        QCOMPARE(run.lines[2].value("error"_L1).toObject().value("code"_L1).toString(), u"not_found"_s);
    }

    void writesPictures()
    {
        const QTemporaryDir folder;
        const QString jpeg = folder.filePath(u"out.jpg"_s), alpha = folder.filePath(u"alpha.png"_s),
                      overlay = folder.filePath(u"overlay.png"_s);
        const Run run = inspect({u"--standard"_s, u"ga461_2004"_s, u"--render"_s, jpeg, u"--alpha"_s, alpha,
                                 u"--overlay"_s, overlay, portraitPath(u"photos/m_easian.jpg"_s)});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.lines.size(), 1);
        QCOMPARE(run.lines[0].value("standard"_L1).toString(), u"ga461_2004"_s);
        QVERIFY(run.lines[0].value("ms"_L1).toObject().value("render"_L1).isDouble());
        QCOMPARE(QImage(jpeg).size(), QSize(358, 441));
        QCOMPARE(QImage(alpha).size(), QSize(358, 441));
        QCOMPARE(QImage(overlay).size(), QSize(720, 720));
    }

    void aFaceThatIsNotThere()
    {
        const QTemporaryDir folder;
        const Run run = inspect(
            {u"--render"_s, folder.filePath(u"out.jpg"_s), portraitPath(u"synth/noface_bg_white.png"_s)});
        QCOMPARE(run.status, 0); // it is a picture; that nobody is on it is a fact
        QCOMPARE(run.lines[0].value("faces"_L1).toInt(), 0);
        QCOMPARE(run.lines[0].value("verdict"_L1).toString(), u"red"_s);
        QVERIFY(run.lines[0].value("pose"_L1).isNull());
        QCOMPARE(run.lines[0].value("render_error"_L1).toObject().value("code"_L1).toString(),
                 u"render_failed"_s);
        QVERIFY(!QFile::exists(folder.filePath(u"out.jpg"_s)));
    }

    void wrongSettings()
    {
        const QString file = portraitPath(u"photos/m_easian.jpg"_s);
        QCOMPARE(inspect({u"--standard"_s, u"nothing"_s, file}).status, 2);
        QCOMPARE(inspect({u"--models"_s, u"/nowhere"_s, file}).status, 2);
        QCOMPARE(inspect({}).status, 2);
    }
};

QTEST_GUILESS_MAIN(TestInspect)
#include "tst_inspect.moc"
