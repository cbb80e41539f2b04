#include "app/error_text.h"
#include "app/pages/state_text.h"
#include "domain/record.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace photodesk;
using namespace photodesk::app;

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyErrorHasWordsAndItsCode()
    {
        for (const ErrorCode code : allErrorCodes()) {
            for (const Doing doing : {Doing::SigningIn, Doing::Deciding, Doing::Undoing, Doing::Claiming,
                                      Doing::LoadingPhoto, Doing::LoadingHistory, Doing::Sending,
                                      Doing::Returning, Doing::Copying, Doing::Reworking}) {
                const auto text = errorText({code, u"secret detail"_s}, doing);
                QVERIFY(text.what.endsWith(u'.'));
                QVERIFY(!text.what.contains(u'!'));
                QCOMPARE(text.code, errorName(code));
                QVERIFY(!errorLine({code, u"secret detail"_s}, doing).contains("secret"_L1));
            }
        }
    }

    void theSameCodeMeansAnotherThingForOtherWork()
    {
        const Error offline{ErrorCode::NetworkUnreachable, {}};
        QVERIFY(errorText(offline, Doing::Sending).meaning != errorText(offline, Doing::SigningIn).meaning);
        QVERIFY(errorText({ErrorCode::StaleVersion, {}}, Doing::Sending).meaning
                != errorText(offline, Doing::Sending).meaning);
    }

    void everyStateHasAName()
    {
        QSet<QString> names;
        for (const RecordState state : allRecordStates()) {
            if (state == RecordState::None)
                continue;
            QVERIFY(!recordStateText(state).isEmpty());
            names.insert(recordStateText(state));
        }
        QVERIFY(names.size() >= 11);
    }
};

QTEST_MAIN(TestWords)
#include "tst_words.moc"
