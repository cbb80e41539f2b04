// One picture sent twice: known again after every edit, and told from another shot of the same person.
#include "picture_edits.h"
#include "portraits.h"

#include "imaging/same_picture.h"

#include <QBuffer>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::test;
using namespace photodesk::imaging;

namespace {

const QStringList edited{u"synth/clean_00_a.png"_s, u"synth/clean_06_a.png"_s, u"photos/m_easian.jpg"_s,
                         u"photos/f_white.jpg"_s, u"photos/male_092.jpg"_s};

struct Recall {
    int known = 0, all = 0;
};

CheckLimits limitsOf(QLatin1StringView id, const char* reason)
{
    CheckLimits limits;
    limits.id = id;
    limits.reasonCode = QLatin1StringView(reason);
    limits.unit = u"ratio"_s;
    limits.warnMax = 0.5;
    return limits;
}

} // namespace

class TestSamePicture : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Engine> engine_;
    std::map<QString, Fingerprint> prints_; ///< of every portrait
    std::map<QString, std::vector<Landmark>> points_;

    Fingerprint printOf(const QImage& image) const { return printOf(Photo{image, {}}); }

    Fingerprint printOf(const Photo& photo) const
    {
        const auto analysis = engine_->analyse(photo, seedStandard(), Depth::Quick);
        return fingerprintOf(photo, analysis ? *analysis : Analysis());
    }

    /// Pictures of one rendered head, or of one photo, are told apart by who is in them.
    static QString person(const QString& file)
    {
        const QJsonObject label = labels().value(file).toObject();
        const QJsonValue identity = label.value("identity"_L1);
        const bool group = hasDefect(file, "multiple_faces"_L1); // shows head 0 among others
        return identity.isDouble() ? u"head %1"_s.arg(identity.toInt()) : group ? u"head 0"_s : file;
    }

private Q_SLOTS:
    void initTestCase()
    {
        engine_ = makeEngine();
        for (const QString& file : labels().keys()) {
            const Photo photo = portrait(file);
            const auto analysis = engine_->analyse(photo, seedStandard(), Depth::Quick);
            QVERIFY(analysis.has_value());
            prints_.emplace(file, fingerprintOf(photo, *analysis));
            points_.emplace(file, analysis->landmarks);
        }
    }

    void bytes()
    {
        const Fingerprint& print = prints_.at(u"photos/m_easian.jpg"_s);
        const QByteArray stored = print.toBytes();
        say(u"a fingerprint takes %1 bytes"_s.arg(stored.size()));
        QVERIFY(stored.size() <= 4600);
        const auto again = Fingerprint::fromBytes(stored);
        QVERIFY(again.has_value());
        QCOMPARE(again->toBytes(), stored);
        QVERIFY(again->code == print.code && again->pixels == print.pixels && again->size == print.size);
        QByteArray other = stored;
        other[0] = 99;
        for (const QByteArray& bad :
             {QByteArray(), stored.first(40), stored.chopped(1), stored + 'x', other}) {
            const auto refused = Fingerprint::fromBytes(bad);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::InvalidField);
        }
    }

    void samePixels()
    {
        const QString file = u"photos/m_easian.jpg"_s;
        QImage image = portrait(file).image;
        const SamePicture again = verify(prints_.at(file), printOf(image.copy()));
        QVERIFY(again.same && again.samePixels);
        image.setPixelColor(3, 3, image.pixelColor(3, 3).lighter(102));
        const SamePicture touched = verify(prints_.at(file), printOf(image));
        QVERIFY(touched.same && !touched.samePixels);
    }

    /// As the workstation and the service's quick look have it: halved by the decoder.
    void halvedPhoto()
    {
        for (const auto& name : {u"photos/f_white.jpg"_s, u"synth/noface_bg_shelf.png"_s}) {
            QByteArray file;
            QBuffer buffer(&file);
            QVERIFY(buffer.open(QIODevice::WriteOnly));
            const QImage large = portrait(name).image.scaledToHeight(2001, Qt::SmoothTransformation);
            QVERIFY(large.save(&buffer, "jpg", 95));
            const auto whole = decode(file, {});
            QVERIFY(whole.has_value());
            const Fingerprint print = printOf(*whole);
            for (const int halvings : {1, 2}) {
                const auto halved = decodeForLook(file, {}, 1000 >> (halvings - 1));
                QVERIFY(halved && halved->halvings == halvings);
                const Fingerprint look = printOf(*halved);
                QVERIFY(look.kind == print.kind && look.size == large.size());
                QVERIFY(print.hasPixels() && !look.hasPixels());
                const SamePicture what = verify(print, look);
                say(u"%1 halved %2 times: score %3, scale %4, %5 bits apart"_s.arg(name)
                        .arg(halvings)
                        .arg(what.score, 0, 'f', 2)
                        .arg(what.change.scale, 0, 'f', 3)
                        .arg(distanceOf(print.code, look.code).bits));
                QVERIFY(what.same && !what.samePixels);
                QVERIFY(std::abs(what.change.scale - 1) < 0.02 && std::abs(what.change.turn) < 0.5);
                // Two without pixels are not alike for that.
                QVERIFY(!verify(look, look).samePixels && verify(look, look).same);
            }
        }
    }

    /// Pictures that do not count lie nearest, in any number.
    void othersDoNotTakeThePlaces()
    {
        const Fingerprint& print = prints_.at(u"photos/m_easian.jpg"_s);
        Fingerprint farther = print;
        farther.code[0] ^= 0b111;
        farther.pixels[0] ^= 1; // not equal, only alike
        const auto idOf = [](uint n) { return QUuid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0); };
        SamePictureIndex index;
        for (uint i = 1; i <= 200; ++i)
            index.add(idOf(i), print);
        const QUuid wanted = idOf(1000);
        index.add(wanted, farther);
        index.add(wanted, farther); // an original and what was made from it
        int asked = 0;
        const auto counting = [&](const QUuid& id) {
            ++asked;
            return id == wanted ? std::optional(farther) : std::nullopt;
        };
        const auto matches = findSame(index, print, counting);
        QCOMPARE(matches.size(), 1U);
        QVERIFY(matches[0].id == wanted);
        QCOMPARE(asked, 201);
        // Where all count, the number of close looks is bounded.
        int loaded = 0;
        const auto all = findSame(index, print, [&](const QUuid&) {
            ++loaded;
            return std::optional(print);
        });
        QCOMPARE(loaded, 64);
        QCOMPARE(all.size(), 64U);
        QCOMPARE(index.candidates(print).size(), 64U);
    }

    void knownAfterEdits()
    {
        SamePictureIndex index;
        std::map<QUuid, QString> names;
        for (const auto& [file, print] : prints_) {
            const QUuid id = QUuid::createUuidV5(QUuid(), file);
            names.emplace(id, file);
            index.add(id, print);
        }
        const auto load = [&](const QUuid& id) { return std::optional(prints_.at(names.at(id))); };
        std::map<QString, Recall> table;
        Recall total;
        for (const QString& file : edited) {
            const QImage image = portrait(file).image;
            QImage alpha(portraitPath(u"alpha/"_s + file.section(u'/', 1)));
            if (!alpha.isNull())
                alpha = alpha.convertToFormat(QImage::Format_Grayscale8);
            for (const EditedPicture& edit : editsOf(image, alpha)) {
                const auto matches = findSame(index, printOf(edit.image), load);
                const auto found =
                    std::ranges::find_if(matches, [&](const Match& m) { return names.at(m.id) == file; });
                Recall& recall = table[edit.kind];
                recall.all += 1;
                total.all += 1;
                if (found == matches.end())
                    continue;
                recall.known += 1;
                total.known += 1;
                QCOMPARE(found->what.change.mirrored, edit.kind == "mirrored"_L1);
                if (edit.kind == "turned by 2 degrees"_L1)
                    QVERIFY(std::abs(found->what.change.turn - 2) < 0.3);
                if (edit.kind == "half size"_L1)
                    QVERIFY(std::abs(found->what.change.scale - 0.5) < 0.01);
                for (const Match& match : matches)
                    QCOMPARE(person(names.at(match.id)), person(file));
            }
        }
        for (const auto& [kind, recall] : table)
            say(u"%1 %2 of %3 known again"_s.arg(kind, -24).arg(recall.known).arg(recall.all));
        say(u"all edits: %1 of %2"_s.arg(total.known).arg(total.all));
        QVERIFY(total.known >= total.all - 2);
    }

    void otherPeople()
    {
        int pairs = 0, near = 0, called = 0, least = 256;
        for (auto a = prints_.begin(); a != prints_.end(); ++a) {
            for (auto b = std::next(a); b != prints_.end(); ++b) {
                if (person(a->first) == person(b->first) || a->second.kind != b->second.kind
                    || hasDefect(a->first, "multiple_faces"_L1) || hasDefect(b->first, "multiple_faces"_L1))
                    continue;
                const int bits = distanceOf(a->second.code, b->second.code).bits;
                ++pairs;
                least = std::min(least, bits);
                near += bits <= 50 ? 1 : 0;
                if (bits <= 70)
                    called += verify(a->second, b->second).same ? 1 : 0;
            }
        }
        say(u"pictures of two people: %1 pairs, nearest codes %2 bits apart, %3 looked at closely, %4 called one"_s
                .arg(pairs)
                .arg(least)
                .arg(near)
                .arg(called));
        QCOMPARE(called, 0);
    }

    void anotherShot()
    {
        // One head, one wall, turned by one to three degrees in between.
        for (const char* name : {"synth/clean_00_%1.png", "synth/clean_02_%1.png", "synth/clean_04_%1.png",
                                 "synth/clean_06_%1.png"}) {
            const QString file = QLatin1StringView(name);
            const SamePicture what = verify(prints_.at(file.arg(u"a"_s)), prints_.at(file.arg(u"b"_s)));
            QVERIFY2(!what.same, name);
        }
        for (const double share : {0.02, 0.03, 0.05}) {
            Recall called;
            for (const QString& file : edited) {
                const QImage image = portrait(file).image;
                for (const Moment moment : {Moment::Moved, Moment::Turned, Moment::OtherFace}) {
                    const QImage later =
                        momentLater(image, points_.at(file), moment, share, quint32(called.all));
                    called.known += verify(prints_.at(file), printOf(later)).same ? 1 : 0;
                    called.all += 1;
                }
            }
            say(u"moved by %1 % of the eye distance: %2 of %3 called one picture"_s.arg(share * 100)
                    .arg(called.known)
                    .arg(called.all));
            if (share > 0.04)
                QCOMPARE(called.known, 0);
        }
    }

    void withoutFace()
    {
        const QString file = u"synth/noface_bg_shelf.png"_s;
        QVERIFY(prints_.at(file).kind == Fingerprint::Kind::Frame);
        const auto edits = editsOf(portrait(file).image, {});
        for (const EditedPicture& edit : edits) {
            if (edit.kind.startsWith("recompressed"_L1) || edit.kind == "grey"_L1
                || edit.kind == "half size"_L1)
                QVERIFY2(verify(prints_.at(file), printOf(edit.image)).same, qPrintable(edit.kind));
        }
        QVERIFY(!verify(prints_.at(file), prints_.at(u"synth/noface_back_00.png"_s)).same);
        QVERIFY(!verify(prints_.at(file), prints_.at(u"photos/m_easian.jpg"_s)).same);
        QVERIFY(!verify(Fingerprint(), Fingerprint()).same);
    }

    void index()
    {
        QRandomGenerator random(7);
        std::vector<SamePictureIndex::Entry> entries(3000);
        for (auto& entry : entries) {
            entry.id = QUuid(random.generate(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            for (quint64& word : entry.code)
                word = random.generate64();
        }
        Fingerprint wanted;
        wanted.kind = Fingerprint::Kind::Face;
        wanted.code = entries[700].code;
        wanted.code[0] ^= 0b1011;
        entries[900].code = {wanted.code[0], wanted.code[1], ~wanted.code[2], ~wanted.code[3]};
        SamePictureIndex one, other;
        one.add(entries);
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
            other.add(std::span(&*entry, 1));
        const auto near = one.candidates(wanted, 20);
        QCOMPARE(near.size(), 2U);
        QVERIFY(near[0].id == entries[900].id && near[0].distance.bits == 0 && near[0].distance.mirrored);
        QVERIFY(near[1].id == entries[700].id && near[1].distance.bits == 3 && !near[1].distance.mirrored);

        // Against counting one by one, whatever the order, and after removals.
        QCOMPARE(one.remove(entries[700].id), 1);
        QCOMPARE(other.remove(entries[700].id), 1);
        QCOMPARE(one.remove(entries[700].id), 0);
        qsizetype expected = 0;
        for (const auto& entry : entries)
            expected +=
                entry.id != entries[700].id && distanceOf(entry.code, wanted.code).bits <= 110 ? 1 : 0;
        QVERIFY(expected > 10);
        const auto first = one.candidates(wanted, 110, 5000), second = other.candidates(wanted, 110, 5000);
        QCOMPARE(qsizetype(first.size()), expected);
        QVERIFY(std::ranges::equal(first, second, [](const auto& a, const auto& b) { return a.id == b.id; }));
        QCOMPARE(one.candidates(wanted, 110, 4).size(), 4U);
        QCOMPARE(one.size(), 2999);
    }

    void asCheck()
    {
        const CheckLimits limits = limitsOf(sameOtherPerson, "R04");
        QCOMPARE(samePictureCheck(limits, {}).status, CheckStatus::NotAssessed);
        QCOMPARE(samePictureCheck(limits, {}).why, u"not_compared"_s);
        QCOMPARE(samePictureCheck(limits, SamePicture()).status, CheckStatus::Pass);
        SamePicture hit;
        hit.same = true;
        hit.score = 0.8;
        const CheckResult result = samePictureCheck(limits, hit);
        QCOMPARE(result.status, CheckStatus::Warn);
        QCOMPARE(result.code, u"R04"_s);
    }
};

QTEST_MAIN(TestSamePicture)
#include "tst_same_picture.moc"
