// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/json_lines.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QTest>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TestJsonLines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesAreCut();
    void longLinesEndIt();
    void requests();
    void badRequests_data();
    void badRequests();
    void answersThereAndBack();
    void hostileBytes();
};

void TestJsonLines::linesAreCut()
{
    LineCutter cutter;
    QVERIFY(cutter.push("{\"a\"").isEmpty());
    QCOMPARE(cutter.push(":1}\n\n\r\nb\nrest"), QList<QByteArray>({"{\"a\":1}", "b"}));
    QCOMPARE(cutter.push("\n"), QList<QByteArray>({"rest"}));
}

void TestJsonLines::longLinesEndIt()
{
    LineCutter cutter;
    QCOMPARE(cutter.push(QByteArray(LineCutter::kLongestLine, 'x') + '\n').size(), 1);
    QVERIFY(!cutter.isTooLong());
    const QByteArray part(1000, 'y');
    for (int i = 0; i < 100; ++i)
        QVERIFY(cutter.push(part).isEmpty());
    QVERIFY(cutter.isTooLong());
    QVERIFY(cutter.push("{}\n").isEmpty());
}

void TestJsonLines::requests()
{
    QJsonValue id;
    const Result<RemoteRequest> request =
        parseRequest("{\"verb\":\"setparameter\",\"id\":7,\"operator\":\"a\",\"value\":[1,2]}", &id);
    QVERIFY(request.hasValue());
    QCOMPARE(request->verb->verb, Verb::SetParameter);
    QCOMPARE(id, QJsonValue(7));
    QCOMPARE(request->arguments,
             QJsonObject({{str("operator"), str("a")}, {str("value"), QJsonArray({1, 2})}}));
    QVERIFY(parseRequest("{\"verb\":\"Stop\"}", &id).hasValue());
    QVERIFY(id.isUndefined());
}

void TestJsonLines::badRequests_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"", "[]", "3", "\"Start\"", "{", "{}", "{\"verb\":3}", "{\"verb\":\"dance\"}",
                             "{\"verb\":\"Start\",\"id\":{\"a\":1}}", "\xff\xfe", "null"})
        QTest::newRow(line) << QByteArray(line);
}

void TestJsonLines::badRequests()
{
    QFETCH(QByteArray, line);
    QJsonValue id;
    QVERIFY(!parseRequest(line, &id));
}

void TestJsonLines::answersThereAndBack()
{
    QCOMPARE(parseAnswer(answerLine(3, QJsonValue(QJsonObject{{str("a"), 1}}))).value(),
             QJsonValue(QJsonObject{{str("a"), 1}}));
    QVERIFY(parseAnswer(answerLine({}, QJsonValue())).hasValue());
    const Result<QJsonValue> failed =
        parseAnswer(answerLine({}, makeError(ErrorCode::NotFound, str("x"), str("no operator"))));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::NotFound);
    QCOMPARE(failed.error().detail, str("no operator"));
    QVERIFY(!parseAnswer("{}"));
    QCOMPARE(answerLine(str("x"), QJsonValue()).count('\n'), 1);
}

void TestJsonLines::hostileBytes()
{
    QRandomGenerator random(7);
    static const QByteArray alphabet("{}[]\":,\\n\n\r\t\0\xff\xc0verbidStart0123456789e+-.", 40);
    LineCutter cutter;
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes;
        for (int length = random.bounded(80); length > 0; --length)
            bytes += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
        if (cutter.isTooLong())
            cutter = {};
        for (const QByteArray& line : cutter.push(bytes)) {
            QJsonValue id;
            if (const Result<RemoteRequest> request = parseRequest(line, &id))
                QVERIFY(request->verb);
        }
    }
}

QTEST_GUILESS_MAIN(TestJsonLines)
#include "test_json_lines.moc"
