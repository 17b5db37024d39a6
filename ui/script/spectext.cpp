// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/script/spectext.h"

#include "ui/script/scriptlines.h"
#include "ui/words/jobtext.h"
#include "ui/words/titles.h"

#include <QCoreApplication>

namespace belayer::ui {
using namespace Qt::StringLiterals;
using engine::After;
using engine::JobSpec;
using engine::Policy;

namespace {

/// The translation context of everything here.
struct SpecText
{
    Q_DECLARE_TR_FUNCTIONS(SpecText)
};

bool isList(const QVariant &value)
{
    return value.typeId() == QMetaType::QVariantList || value.typeId() == QMetaType::QStringList;
}

/// Lists as words of a shell, so that it shows where one ends.
QString valueText(const QVariant &value, const QString &unit)
{
    if (!value.isValid())
        return {};
    if (unit == "ms"_L1)
        return durationText(std::chrono::milliseconds(value.toLongLong()));
    QStringList words;
    if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        for (auto it = map.begin(); it != map.end(); ++it)
            words += it.key() + u'=' + shellWord(it.value().toString());
        return words.join(u' ');
    }
    if (!isList(value))
        return unit.isEmpty() ? value.toString() : value.toString() + u' ' + unit;
    for (const QVariant &item : value.toList())
        words += shellWord(item.toString());
    return words.join(u' ');
}

QString choicesText(const QVariant &value)
{
    if (!isList(value)) // a text would be a list of its letters
        return choiceTitle(value.toString());
    QStringList titles;
    for (const QVariant &choice : value.toList())
        titles += choiceTitle(choice.toString());
    return titles.join(u", "_s);
}

QString paramText(const engine::ParamInfo &param, const QVariant &value)
{
    return param.choices.isEmpty() ? valueText(value, param.unit) : choicesText(value);
}

QList<engine::ParamInfo> paramsOf(const QString &kind, const QList<engine::KindInfo> &kinds)
{
    for (const engine::KindInfo &each : kinds) {
        if (each.name == kind)
            return each.params;
    }
    return {};
}

QString policyText(Policy policy)
{
    switch (policy) {
    case Policy::Default: return {};
    case Policy::All: return SpecText::tr("The first failure cancels the others");
    case Policy::Settle: return SpecText::tr("All run to their end");
    case Policy::FirstSuccess: return SpecText::tr("The first success wins");
    case Policy::FirstFinish: return SpecText::tr("The first end decides");
    }
    return {};
}

QString whenText(After::When when)
{
    switch (when) {
    case After::When::Success: return SpecText::tr("has succeeded");
    case After::When::Failure: return SpecText::tr("has failed");
    case After::When::Finished: return SpecText::tr("has ended");
    }
    return {};
}

QStringList scheduleLines(const JobSpec &spec)
{
    QStringList lines;
    if (const QString policy = policyText(spec.policy); !policy.isEmpty())
        lines += policy;
    if (spec.maxParallel > 0)
        lines += SpecText::tr("At most %n at a time", nullptr, spec.maxParallel);
    if (spec.timeout.count() > 0)
        lines += SpecText::tr("Time limit: %1").arg(durationText(spec.timeout));
    if (spec.delay.count() > 0)
        lines += SpecText::tr("Not before %1 have passed").arg(durationText(spec.delay));
    for (const After &each : spec.after)
        lines += SpecText::tr("After %1 %2", "%1 is the id of a job, %2 has succeeded, failed or ended")
                     .arg(each.id.text(), whenText(each.when));
    if (spec.retries.count > 0)
        lines += SpecText::tr("Up to %n more attempt(s), the first after %1", nullptr, spec.retries.count)
                     .arg(durationText(spec.retries.backoff));
    if (spec.grace)
        lines += SpecText::tr("%1 between SIGTERM and SIGKILL").arg(durationText(*spec.grace));
    return lines;
}

} // namespace

QString specText(const JobSpec &spec, const QList<engine::KindInfo> &kinds)
{
    QStringList lines;
    QVariantMap rest = spec.params;
    for (const engine::ParamInfo &param : paramsOf(spec.kind, kinds)) {
        const QVariant value = rest.take(param.name);
        const QString text = paramText(param, value);
        if (!text.isEmpty() && value != param.defaultValue)
            lines += paramTitle(param) + u": "_s + text;
    }
    for (auto it = rest.begin(); it != rest.end(); ++it) { // of another version's kind
        if (const QString text = valueText(it.value(), {}); !text.isEmpty())
            lines += it.key() + u": "_s + text;
    }
    return (lines + scheduleLines(spec)).join(u'\n');
}

} // namespace belayer::ui
