// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/kinds/kinds.h"
#include "core/engine/paramcheck.h"
#include "core/engine/paramschema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace belayer::engine;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Least = std::numeric_limits<qint64>::min();
constexpr qint64 Most = std::numeric_limits<qint64>::max();

/// As much of JSON Schema as is used, written from its specification and not from our check. A keyword that
/// is not known here fails the test.
class Validator
{
public:
    bool accepts(const QJsonObject &schema, const QJsonValue &value)
    {
        for (auto it = schema.begin(); it != schema.end(); ++it) {
            if (!keyword(it.key(), it.value(), schema, value))
                return false;
        }
        return true;
    }
    QStringList unknown;

private:
    bool keyword(const QString &name, const QJsonValue &rule, const QJsonObject &schema,
                 const QJsonValue &value)
    {
        static const QStringList annotations{u"$schema"_s, u"title"_s, u"description"_s, u"default"_s};
        if (annotations.contains(name) || name == u"properties")
            return name != u"properties" || acceptsKnown(rule.toObject(), value);
        if (name == u"type")
            return typeOf(value, rule.toString());
        if (name == u"enum")
            return rule.toArray().contains(value);
        if (name == u"not")
            return !accepts(rule.toObject(), value);
        if (name == u"anyOf") {
            const QJsonArray any = rule.toArray();
            return std::any_of(any.begin(), any.end(),
                               [&](const QJsonValue &each) { return accepts(each.toObject(), value); });
        }
        if (value.isDouble() && (name == u"minimum" || name == u"maximum"))
            return name == u"minimum" ? value.toInteger(Least) >= rule.toInteger()
                                      : value.toInteger(Most) <= rule.toInteger();
        if (value.isString() && (name == u"pattern" || name == u"minLength"))
            return name == u"pattern" ? matches(rule.toString(), value.toString())
                                      : value.toString().size() >= rule.toInteger();
        if (value.isArray() || value.isObject())
            return container(name, rule, schema, value);
        static const QStringList others{u"minimum"_s,       u"maximum"_s,
                                        u"pattern"_s,       u"minLength"_s,
                                        u"items"_s,         u"minItems"_s,
                                        u"maxItems"_s,      u"propertyNames"_s,
                                        u"required"_s,      u"additionalProperties"_s,
                                        u"minProperties"_s, u"maxProperties"_s};
        if (!others.contains(name))
            unknown.append(name);
        return true;
    }

    bool container(const QString &name, const QJsonValue &rule, const QJsonObject &schema,
                   const QJsonValue &value)
    {
        const QJsonArray list = value.toArray();
        const QJsonObject map = value.toObject();
        const QStringList keys = map.keys();
        if (value.isArray() && name == u"minItems")
            return list.size() >= rule.toInteger();
        if (value.isArray() && name == u"maxItems")
            return list.size() <= rule.toInteger();
        if (value.isArray() && name == u"items")
            return std::all_of(list.begin(), list.end(),
                               [&](const QJsonValue &each) { return accepts(rule.toObject(), each); });
        if (value.isObject() && name == u"required") {
            const QJsonArray required = rule.toArray();
            return std::all_of(required.begin(), required.end(),
                               [&](const QJsonValue &each) { return map.contains(each.toString()); });
        }
        if (value.isObject() && name == u"propertyNames")
            return std::all_of(keys.begin(), keys.end(),
                               [&](const QString &key) { return accepts(rule.toObject(), key); });
        if (value.isObject() && name == u"additionalProperties")
            return std::all_of(keys.begin(), keys.end(), [&](const QString &key) {
                return schema[u"properties"_s].toObject().contains(key) ||
                       (rule.isObject() ? accepts(rule.toObject(), map[key]) : rule.toBool());
            });
        return true;
    }

    bool acceptsKnown(const QJsonObject &properties, const QJsonValue &value)
    {
        const QJsonObject map = value.toObject();
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (map.contains(it.key()) && !accepts(it->toObject(), map[it.key()]))
                return false;
        }
        return true;
    }

    static bool typeOf(const QJsonValue &value, const QString &type)
    {
        if (type == u"integer")
            return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble();
        return (type == u"string" && value.isString()) || (type == u"array" && value.isArray()) ||
               (type == u"object" && value.isObject());
    }

    /// As JavaScript reads it: $ is the end and nothing but the end.
    static bool matches(QString pattern, const QString &text)
    {
        pattern.replace(u"\\u0000"_s, u"\\x{0}"_s);
        if (pattern.endsWith(u'$'))
            pattern = pattern.chopped(1) + u"(?!\\n)\\Z"_s;
        const QRegularExpression expression(pattern);
        return expression.isValid() && expression.match(text).hasMatch();
    }
};

/// Of all shapes, and of each the ones around its edges.
QJsonArray oddValues()
{
    const QString nul = QString(u"a"_s) + QChar::Null;
    return {QJsonValue(),
            true,
            0,
            1,
            -1,
            1.5,
            Least,
            Most,
            u""_s,
            u"x"_s,
            u"/"_s,
            u"/a"_s,
            u"/a/"_s,
            u"/a\n"_s,
            u"a/b"_s,
            u"/"_s + nul,
            nul,
            u"http://a/"_s,
            u"HTTPS://a"_s,
            u"http://"_s,
            u"ftp://a/"_s,
            u"md5:"_s + QString(32, u'a'),
            u"md5:"_s + QString(32, u'a') + u'\n',
            u"md5:"_s + QString(33, u'a'),
            u"sha256:"_s + QString(64, u'F'),
            u"sha512:"_s + QString(128, u'0'),
            u"blake2b:"_s + QString(64, u'0'),
            QJsonObject{},
            QJsonObject{{u"A"_s, u"b"_s}},
            QJsonObject{{u"A"_s, 1}},
            QJsonObject{{u""_s, u"b"_s}},
            QJsonObject{{u"A=B"_s, u"b"_s}},
            QJsonObject{{nul, u"b"_s}},
            QJsonObject{{u"A"_s, nul}}};
}

void addEdges(const QJsonObject &schema, QJsonArray &values)
{
    for (const QString &word : {u"minimum"_s, u"maximum"_s}) {
        const qint64 edge = schema[word].toInteger();
        values.append(edge);
        if (edge > Least && edge < Most) {
            values.append(edge - 1);
            values.append(edge + 1);
        }
    }
    for (const QJsonValue &choice : schema[u"enum"_s].toArray()) {
        values.append(choice);
        values.append(choice.toString() + u' ');
    }
}

QJsonArray repeated(const QJsonValue &value, qint64 count)
{
    QJsonArray list;
    for (qint64 i = 0; i < count; ++i)
        list.append(value);
    return list;
}

/// Single values, lists of one of them, and lists of as many as are just allowed or not.
QJsonArray candidates(const QJsonObject &schema)
{
    QJsonArray values = oddValues();
    addEdges(schema, values);
    QJsonArray items = oddValues();
    addEdges(schema[u"items"_s].toObject(), items);
    values.append(QJsonArray());
    int longLists = 0;
    for (const QJsonValue &item : items) {
        values.append(QJsonArray{item});
        // Long lists take long, so only two of what may be in one.
        if (!Validator().accepts(schema[u"items"_s].toObject(), item) || ++longLists > 2)
            continue;
        for (const QString &word : {u"minItems"_s, u"maxItems"_s}) {
            const qint64 edge = schema[word].toInteger(-1);
            for (qint64 count = std::max<qint64>(edge - 1, 0); edge >= 0 && count <= edge + 1; ++count)
                values.append(repeated(item, count));
        }
    }
    return values;
}

} // namespace

class TstParamSchema : public QObject
{
    Q_OBJECT

private:
    KindRegistry m_kinds;

private Q_SLOTS:
    void initTestCase() { addBuiltinKinds(m_kinds); }

    void schemaSaysWhatTheCheckDoes_data()
    {
        QTest::addColumn<KindInfo>("kind");
        for (const KindInfo &kind : m_kinds.infos())
            QTest::newRow(qPrintable(kind.name)) << kind;
    }
    /// Each parameter alone, so that no other's fault hides its own.
    void schemaSaysWhatTheCheckDoes()
    {
        QFETCH(KindInfo, kind);
        const QList<ParamInfo> params = kind.params;
        for (const ParamInfo &param : params) {
            kind.params = {param};
            const QJsonObject schema = parameterSchema(kind);
            const QJsonArray values = candidates(schema[u"properties"_s][param.name].toObject());
            Validator validator;
            int good = 0;
            for (const QJsonValue &value : values) {
                const QJsonObject object{{param.name, value}};
                const bool isGood = validator.accepts(schema, object);
                const Result<QVariantMap> checked = checkParams(kind, object.toVariantMap());
                good += isGood;
                if (bool(checked) != isGood)
                    QFAIL(qPrintable(u"%1: the schema %2 %3, the check does not"_s.arg(
                        param.name, isGood ? u"accepts"_s : u"refuses"_s,
                        QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact).left(200)))));
            }
            QVERIFY2(good > 0 && good < values.size(), qPrintable(param.name));
            QCOMPARE(validator.unknown, QStringList());
            QCOMPARE(bool(checkParams(kind, {})), validator.accepts(schema, QJsonObject()));
        }
    }
    void unknownFieldsAreRefusedByBoth()
    {
        for (const KindInfo &kind : m_kinds.infos()) {
            const QJsonObject schema = parameterSchema(kind);
            QCOMPARE(schema[u"additionalProperties"_s], QJsonValue(false));
            QVERIFY(!checkParams(kind, {{u"no such field"_s, 1}}));
        }
    }
    void defaultsAreTakenByTheSchemaAndSaidInIt()
    {
        for (const KindInfo &kind : m_kinds.infos()) {
            const QJsonObject properties = parameterSchema(kind)[u"properties"_s].toObject();
            QCOMPARE(properties.size(), kind.params.size());
            for (const ParamInfo &param : kind.params) {
                const QJsonObject schema = properties[param.name].toObject();
                QVERIFY(schema[u"description"_s].toString().startsWith(param.summary));
                QCOMPARE(schema.contains(u"default"_s), param.defaultValue.isValid());
                QVERIFY(!param.defaultValue.isValid() || Validator().accepts(schema, schema[u"default"_s]));
            }
        }
    }
    void sleepIsSpelledOut()
    {
        const QJsonObject duration{{u"type"_s, u"integer"_s},
                                   {u"minimum"_s, 0},
                                   {u"maximum"_s, 86'400'000},
                                   {u"description"_s, u"How long to wait, in ms"_s}};
        const QJsonObject expected{{u"$schema"_s, u"https://json-schema.org/draft/2020-12/schema"_s},
                                   {u"title"_s, u"Sleep"_s},
                                   {u"description"_s, u"Waits for a while"_s},
                                   {u"type"_s, u"object"_s},
                                   {u"properties"_s, QJsonObject{{u"duration_ms"_s, duration}}},
                                   {u"required"_s, QJsonArray{u"duration_ms"_s}},
                                   {u"additionalProperties"_s, false}};
        QCOMPARE(parameterSchema(m_kinds.find(u"sleep"_s)->info), expected);
    }
};

QTEST_GUILESS_MAIN(TstParamSchema)
#include "tst_paramschema.moc"
