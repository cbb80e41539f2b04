// The program photodesk-inspect, run as an operator runs it.
#include "portraits.h"

#include "imaging/inspect/photo_job.h"

#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <new>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;

namespace {

thread_local bool noMemory = false; ///< makes the next allocations of this thread fail

} // namespace

// Those of the whole program.
void* operator new(std::size_t size)
{
    void* memory = noMemory ? nullptr : std::malloc(size > 0 ? size : 1);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace {

struct Run {
    int status = -1;
    QList<QJsonObject> lines;
    QByteArray said;
};

QString program()
{
    return QStringLiteral(PHOTODESK_BIN_DIR "/photodesk-inspect");
}

Run inspected(const QStringList& arguments)
{
    QProcess process;
    process.start(program(), arguments);
    if (!process.waitForFinished(60000))
        qFatal("photodesk-inspect does not end");
    Run run;
    run.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            run.lines.append(QJsonDocument::fromJson(line).object());
    }
    run.said = process.readAllStandardError();
    return run;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Small portraits under names that ask for trouble, one file that is no picture, one below another folder.
class School {
public:
    School()
    {
        add(u"b.jpg"_s, u"photos/male_092.jpg"_s);
        add(u"a.jpg"_s, u"photos/m_easian.jpg"_s);
        add(u"a.png"_s, u"synth/noface_bg_white.png"_s);
        add(u"=1+1,\"x\".jpg"_s, u"photos/60cm.jpg"_s);
        add(u"<script>alert(1)<script>.jpg"_s, u"synth/glasses_00.png"_s); // a PNG by its first bytes
        add(u"c.jpg"_s, u"labels.json"_s);
        add(u"Thumbs.db"_s, u"labels.json"_s);
        QDir(path()).mkdir(u"2班"_s);
        add(u"2班/d.jpg"_s, u"photos/female_004.jpg"_s);
    }
    QString path() const { return folder_.filePath(u"in"_s); }
    QString out(const QString& name) const { return folder_.filePath(name); }

private:
    void add(const QString& name, const QString& portrait)
    {
        QDir(folder_.path()).mkdir(u"in"_s);
        if (!QFile::copy(portraitPath(portrait), path() + u'/' + name))
            qFatal("cannot copy %s", qUtf8Printable(name));
    }
    QTemporaryDir folder_;
};

/// The lines without what differs from run to run.
QList<QJsonObject> timeless(QList<QJsonObject> lines)
{
    for (QJsonObject& line : lines)
        line.remove("ms"_L1);
    return lines;
}

} // namespace

class TestInspect : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneLineAFile()
    {
        const QString good = portraitPath(u"photos/f_easian.jpg"_s), none = portraitPath(u"labels.json"_s);
        const Run run = inspected({good, none, u"/does/not/exist.jpg"_s});
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
        const Run run = inspected({u"--standard"_s, u"ga461_2004"_s, u"--render"_s, jpeg, u"--alpha"_s, alpha,
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
        const Run run = inspected(
            {u"--render"_s, folder.filePath(u"out.jpg"_s), portraitPath(u"synth/noface_bg_white.png"_s)});
        QCOMPARE(run.status, 0); // it is a picture; that nobody is on it is a fact
        QCOMPARE(run.lines[0].value("faces"_L1).toInt(), 0);
        QCOMPARE(run.lines[0].value("verdict"_L1).toString(), u"red"_s);
        QVERIFY(run.lines[0].value("pose"_L1).isNull());
        QCOMPARE(run.lines[0].value("render_error"_L1).toObject().value("code"_L1).toString(),
                 u"render_failed"_s);
        QVERIFY(!QFile::exists(folder.filePath(u"out.jpg"_s)));
    }

    /// As on a full disk: the facts are told, but the run must not look as if all had been written.
    void aPictureThatCannotBeWritten()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"out/m_easian.jpg"_s)); // in the way of the rendering
        const Run run =
            inspected({u"--render-dir"_s, folder.filePath(u"out"_s), portraitPath(u"photos/m_easian.jpg"_s)});
        QCOMPARE(run.status, 1);
        QCOMPARE(run.lines[0].value("faces"_L1).toInt(), 1);
        QCOMPARE(run.lines[0].value("render_error"_L1).toObject().value("code"_L1).toString(),
                 u"storage_failed"_s);
        const Run none = inspected({u"--csv"_s, folder.filePath(u"none/facts.csv"_s), u"--quick"_s,
                                    portraitPath(u"photos/m_easian.jpg"_s)});
        QCOMPARE(none.status, 2);
    }

    void foldersInOrderWhateverTheThreads()
    {
        const School school;
        const Run one =
            inspected({u"--quick"_s, u"--recursive"_s, u"--jobs"_s, u"1"_s, u"--folder"_s, school.path()});
        const Run four = inspected({u"--quick"_s, u"--recursive"_s, u"--jobs"_s, u"4"_s, school.path()});
        QCOMPARE(one.status, 1); // c.jpg is no picture
        QCOMPARE(four.status, 1);
        QStringList names;
        for (const QJsonObject& line : one.lines)
            names << QDir(school.path()).relativeFilePath(line.value("file"_L1).toString());
        QCOMPARE(names, (QStringList{u"2班/d.jpg"_s, u"<script>alert(1)<script>.jpg"_s, u"=1+1,\"x\".jpg"_s,
                                     u"a.jpg"_s, u"a.png"_s, u"b.jpg"_s, u"c.jpg"_s}));
        QCOMPARE(timeless(four.lines), timeless(one.lines));
        QVERIFY(four.said.contains("1 unreadable"));
        QCOMPARE(inspected({u"--quick"_s, school.path()}).lines.size(), 6); // without the folder below
    }

    void tablesAndContactSheet()
    {
        const School school;
        const Run run = inspected({u"--recursive"_s, u"--csv"_s, school.out(u"o.csv"_s), u"--jsonl"_s,
                                   school.out(u"o.jsonl"_s), u"--report"_s, school.out(u"o.html"_s),
                                   u"--render-dir"_s, school.out(u"r"_s), u"--overlay-dir"_s,
                                   school.path() + u"/marked"_s, u"--quiet"_s, school.path()});
        QCOMPARE(run.status, 1);
        QVERIFY(run.lines.isEmpty());
        QCOMPARE(contents(school.out(u"o.jsonl"_s)).count('\n'), 7);

        const QByteArray csv = contents(school.out(u"o.csv"_s));
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"
                               "file,verdict,"));
        const QList<QByteArray> rows = csv.trimmed().split('\n');
        QCOMPARE(rows.size(), 8);
        QVERIFY(rows[3].startsWith("\"'=1+1,\"\"x\"\".jpg\",")); // no formula, quotes doubled
        QVERIFY(rows[7].startsWith("c.jpg,error,not_an_image,"));
        for (const int row : {0, 1, 4, 5, 6, 7})
            QCOMPARE(rows[row].count(','), 8 + 2 * qsizetype(seedStandard().checks.size()));

        const QByteArray html = contents(school.out(u"o.html"_s));
        QCOMPARE(html.count("<article"), 7);
        QVERIFY(!html.contains("<script>alert"));
        QVERIFY(html.contains("&lt;script&gt;alert(1)&lt;script&gt;.jpg"));
        for (const char* outside : {"http://", "https://", "<link", "url(", "src=\"/"})
            QVERIFY2(!html.contains(outside), outside);
        QVERIFY(html.count("data:image/jpeg;base64,") >= 10); // six photos and the delivered ones
        QVERIFY(html.contains("不合格") && html.contains("Fails")
                && html.contains("data-c=\"glasses.worn\""));

        // Six pictures, five of them with a face; a.jpg and a.png do not overwrite each other.
        QCOMPARE(QDir(school.out(u"r"_s)).entryList(QDir::Files).size(), 5);
        QCOMPARE(QDir(school.path() + u"/marked"_s).entryList(QDir::Files).size(), 6);
        QVERIFY(QFile::exists(school.path() + u"/marked/a~2.jpg"_s));
        // A second run does not take its own output for input.
        const Run again = inspected({u"--recursive"_s, u"--overlay-dir"_s, school.path() + u"/marked"_s,
                                     u"--quick"_s, school.path()});
        QCOMPARE(again.lines.size(), 7);
    }

    void photosAreNeverOverwritten()
    {
        const QTemporaryDir folder;
        const QString photo = folder.filePath(u"x.jpg"_s), link = folder.filePath(u"link"_s);
        QVERIFY(QFile::copy(portraitPath(u"photos/60cm.jpg"_s), photo));
        QVERIFY(QFile::link(folder.path(), link));
        const QByteArray before = contents(photo);
        const auto refused = [&](const QStringList& arguments, const QByteArray& why) {
            const Run run = inspected(QStringList{u"--quick"_s} + arguments);
            return run.status == 2 && run.lines.isEmpty() && run.said.contains(why);
        };
        const QByteArray over = "would be overwritten", both = "both inspected and written";
        for (const QString& place : {folder.path(), folder.path() + u"/."_s, link, link + u'/'}) {
            QVERIFY(refused({u"--render-dir"_s, place, photo}, over));
            QVERIFY(refused({u"--overlay-dir"_s, place, photo}, over));
            QVERIFY(refused({u"--render-dir"_s, place, u"--folder"_s, folder.path()}, both));
            QVERIFY(refused({u"--overlay-dir"_s, place, folder.path()}, both));
        }
        for (const auto option :
             {"--render"_L1, "--alpha"_L1, "--overlay"_L1, "--csv"_L1, "--jsonl"_L1, "--report"_L1}) {
            QVERIFY(refused({option, link + u"/x.jpg"_s, photo}, over));
        }
        QVERIFY(refused({u"--csv"_s, photo, folder.path()}, over));
        const QString out = folder.filePath(u"o"_s);
        QVERIFY(refused({u"--csv"_s, out, u"--jsonl"_s, out, photo}, "written twice"));
        for (const auto option : {"--render"_L1, "--alpha"_L1, "--overlay"_L1})
            QVERIFY(refused({option, out, photo, portraitPath(u"photos/f_easian.jpg"_s)}, "--render-dir"));
        QCOMPARE(contents(photo), before);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot),
                 (QStringList{u"link"_s, u"x.jpg"_s}));
    }

    void oneFolderForAllThatIsWritten()
    {
        const School school;
        const QString out = school.path() + u"/marked"_s;
        const QStringList twice{u"--recursive"_s,           u"--render-dir"_s, out,
                                u"--overlay-dir"_s,         out + u'/',        school.path() + u"/2班"_s,
                                school.path() + u"/b.jpg"_s};
        QCOMPARE(inspected(twice).status, 0);
        QCOMPARE(QDir(out).entryList(QDir::Files),
                 (QStringList{u"2班_d.jpg"_s, u"2班_d~2.jpg"_s, u"b.jpg"_s, u"b~2.jpg"_s}));
        QCOMPARE(QImage(out + u"/b.jpg"_s).size(), QSize(480, 640));
        QVERIFY(QImage(out + u"/b~2.jpg"_s).size() != QSize(480, 640));
        // Named with a slash at its end it is an output all the same.
        const QString slash = out + u'/';
        QCOMPARE(inspected({u"--quick"_s, u"--recursive"_s, u"--overlay-dir"_s, slash, school.path()})
                     .lines.size(),
                 7);
    }

    void interruptedKeepsWhatIsDone()
    {
        const QTemporaryDir folder;
        QDir(folder.path()).mkdir(u"in"_s);
        for (int i = 0; i < 400; ++i)
            QVERIFY(QFile::link(portraitPath(u"photos/60cm.jpg"_s),
                                folder.filePath(u"in/%1.jpg"_s.arg(i, 3, 10, QChar(u'0')))));
        QProcess process;
        process.start(program(),
                      {u"--quick"_s, u"--csv"_s, folder.filePath(u"o.csv"_s), folder.filePath(u"in"_s)});
        QVERIFY(process.waitForReadyRead(60000)); // the first photo is done
        QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        const QList<QByteArray> rows = contents(folder.filePath(u"o.csv"_s)).trimmed().split('\n');
        QCOMPARE(rows.size(), lines.size() + 1);
        QVERIFY(rows.size() > 1 && rows.size() < 400);
        QVERIFY(
            rows.last().startsWith(QByteArray::number(lines.size() - 1).rightJustified(3, '0') + ".jpg,"));
        QVERIFY(process.readAllStandardError().contains("not looked at"));
    }

    void fewerThreadsThanAskedFor()
    {
        const School school;
        QProcess process;
        process.setChildProcessModifier([] { // stacks so large that the address space holds only one or two
            rlimit most{};
            getrlimit(RLIMIT_STACK, &most);
            most.rlim_cur = rlim_t(40) << 40;
            setrlimit(RLIMIT_STACK, &most);
        });
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"OPENBLAS_NUM_THREADS"_s, u"1"_s); // that library starts threads of its own
        process.setProcessEnvironment(environment);
        process.start(program(), {u"--quick"_s, u"--jobs"_s, u"6"_s, school.path()});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        // Some systems give one such stack, others none.
        const QByteArray said = process.readAllStandardOutput();
        if (process.exitCode() == 1) // c.jpg is no picture
            QCOMPARE(said.count('\n'), 6);
        else
            QVERIFY(process.exitCode() == 2 && said.contains("overloaded"));
    }

    void noMemoryIsAnOutcome()
    {
        const inspect::Input input{portraitPath(u"photos/60cm.jpg"_s), u"60cm.jpg"_s, {}, {}, {}};
        const auto engine = makeEngine();
        const inspect::Wishes wishes{seedStandard(), imaging::Depth::Quick, 0};
        noMemory = true;
        const qint64 pixels = inspect::pixelsOf(input.path);
        const inspect::Outcome starved = inspect::inspectPhoto(input, wishes, *engine);
        noMemory = false;
        QCOMPARE(pixels, 0);
        QVERIFY(starved.failed());
        QCOMPARE(starved.error->code, ErrorCode::InferenceFailed);
        QCOMPARE(starved.name, input.name);
        QVERIFY(!inspect::inspectPhoto(input, wishes, *engine).failed());
    }

    void wrongSettings()
    {
        const QString file = portraitPath(u"photos/m_easian.jpg"_s);
        QCOMPARE(inspected({u"--standard"_s, u"nothing"_s, file}).status, 2);
        QCOMPARE(inspected({u"--models"_s, u"/nowhere"_s, file}).status, 2);
        QCOMPARE(inspected({}).status, 2);
        QCOMPARE(inspected({u"--folder"_s, u"/nowhere"_s}).status, 2);
        QCOMPARE(inspected({u"--jobs"_s, u"none"_s, file}).status, 2);
        QCOMPARE(inspected({u"--csv"_s, u"/nowhere/a.csv"_s, file}).status, 2);
        const QTemporaryDir folder;
        QCOMPARE(inspected({u"--render"_s, u"out.jpg"_s, folder.path()}).status, 2);
        QCOMPARE(inspected({folder.path()}).status, 0); // nothing to do is no fault
    }
};

QTEST_GUILESS_MAIN(TestInspect)
#include "tst_inspect.moc"
