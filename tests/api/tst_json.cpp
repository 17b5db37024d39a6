// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/json.h"

#include <QTest>

using namespace belayer::api;
using namespace Qt::StringLiterals;

class tst_Json : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesTheSameText_data();
    void readsAndWritesTheSameText();
    void refusesWhatIsNotJson_data();
    void refusesWhatIsNotJson();
    void refusesDuplicateKeys();
    void refusesDepthBeyond32();
    void keepsEveryDigit();
    void escapesWhatMustBeEscaped();
};

void tst_Json::readsAndWritesTheSameText_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"{}", "[]", "null", "true", "false", "0", "-0", "-12.5e-3", "\"\"",
                             "[1,[2,[]],{}]", R"({"a":1,"b":{"c":[true,null]}})", "\"\xe2\x82\xac\""})
        QTest::newRow(text) << QByteArray(text);
}

void tst_Json::readsAndWritesTheSameText()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJson(" \t\r\n" + text + " \n");
    QVERIFY(std::holds_alternative<JsonValue>(parsed));
    QCOMPARE(std::get<JsonValue>(parsed).toJson(), text);
}

void tst_Json::refusesWhatIsNotJson_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArrayList texts = {"",
                                  " ",
                                  "{",
                                  "[1,]",
                                  "{\"a\":1,}",
                                  "{\"a\" 1}",
                                  "{a:1}",
                                  "'a'",
                                  "1 2",
                                  "{}x",
                                  "NaN",
                                  "Infinity",
                                  "-",
                                  "+1",
                                  "01",
                                  "1.",
                                  ".5",
                                  "1e",
                                  "1e400",
                                  "-1e400",
                                  "tru",
                                  "nul",
                                  "\"a",
                                  "\"\\x\"",
                                  "\"\\u12\"",
                                  "\"\\ud800\"",
                                  "\"\\udc00\"",
                                  "\"\\ud800\\u0041\"",
                                  "\"\x01\"",
                                  "\"\xff\"",
                                  "\"\xed\xa0\x80\"",
                                  "\"\xc0\x80\"",
                                  "// c\n1",
                                  QByteArray("1\0", 2),
                                  QByteArray("\"a\0b\"", 5),
                                  "\xef\xbb\xbf{}"};
    for (const QByteArray &text : texts)
        QTest::addRow("%s", text.toPercentEncoding().constData()) << text;
}

void tst_Json::refusesWhatIsNotJson()
{
    QFETCH(QByteArray, text);
    const auto parsed = parseJson(text);
    QVERIFY(std::holds_alternative<JsonError>(parsed));
    QCOMPARE(std::get<JsonError>(parsed).code, JsonError::Code::Malformed);
}

void tst_Json::refusesDuplicateKeys()
{
    const auto parsed = parseJson(R"({"a":1,"b":{"x":1,"\u0078":2}})");
    QVERIFY(std::holds_alternative<JsonError>(parsed));
    QCOMPARE(std::get<JsonError>(parsed).code, JsonError::Code::DuplicateKey);
    QCOMPARE(std::get<JsonError>(parsed).key, u"x"_s);
    QVERIFY(std::holds_alternative<JsonValue>(parseJson(R"([{"a":1},{"a":1}])")));
}

void tst_Json::refusesDepthBeyond32()
{
    QVERIFY(std::holds_alternative<JsonValue>(parseJson(QByteArray(32, '[') + "1" + QByteArray(32, ']'))));
    const auto parsed = parseJson(QByteArray(1'000'000, '['));
    QVERIFY(std::holds_alternative<JsonError>(parsed));
    QCOMPARE(std::get<JsonError>(parsed).code, JsonError::Code::TooDeep);
}

void tst_Json::keepsEveryDigit()
{
    QCOMPARE(JsonValue(qint64(9'223'372'036'854'775'807)).toJson(), "9223372036854775807");
    const auto parsed = parseJson("9007199254740993");
    QVERIFY(std::holds_alternative<JsonValue>(parsed));
    QCOMPARE(std::get<JsonValue>(parsed).toJson(), "9007199254740993");
}

void tst_Json::escapesWhatMustBeEscaped()
{
    const QString text = u"\"\\\n\r\t\x01\u20ac\U0001F600/"_s;
    const QByteArray json = JsonValue(text).toJson();
    QCOMPARE(json, "\"\\\"\\\\\\n\\r\\t\\u0001\xe2\x82\xac\xf0\x9f\x98\x80/\"");
    const auto parsed = parseJson(json);
    QVERIFY(std::holds_alternative<JsonValue>(parsed));
    QCOMPARE(*std::get<JsonValue>(parsed).text(), text);
    const auto pair = parseJson(R"("\ud83d\ude00")");
    QCOMPARE(*std::get<JsonValue>(pair).text(), u"\U0001F600"_s);
}

QTEST_GUILESS_MAIN(tst_Json)
#include "tst_json.moc"
