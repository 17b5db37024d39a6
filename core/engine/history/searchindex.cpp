// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/history/searchindex.h"

#include <QStringList>

#include <algorithm>

namespace belayer::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t MaxOpenParts = 8;

bool exists(Database &database, qint64 part)
{
    return database.value(u"SELECT 1 FROM search_part WHERE number=%1"_s.arg(part)).isValid();
}

void createPart(Database &database, qint64 part)
{
    // No copy of the texts and no lengths: nothing here ranks or quotes, the newest comes first.
    database.run(u"CREATE VIRTUAL TABLE %1 USING fts5(name, command, error, content='', columnsize=0,"
                 "tokenize='unicode61 remove_diacritics 2')"_s.arg(SearchIndex::tableName(part)));
    database.run(u"INSERT INTO search_part VALUES(%1)"_s.arg(part));
}

} // namespace

SearchIndex::SearchIndex(Database &database) : m_database(database) {}

QString SearchIndex::tableName(qint64 part)
{
    return u"search_%1"_s.arg(part);
}

void SearchIndex::createTables(Database &database)
{
    database.run(u"CREATE TABLE search_part(number INTEGER PRIMARY KEY) STRICT"_s);
    for (qint64 from = 0;;) {
        const QVariant next = database.value(u"SELECT min(serial) FROM job WHERE serial>=%1"_s.arg(from));
        if (next.isNull())
            return;
        const qint64 part = partOf(next.toLongLong());
        from = firstSerial(part + 1);
        createPart(database, part);
        database.run(
            u"INSERT INTO %1(rowid, name, command, error) SELECT serial, name, command, error FROM job "
            "WHERE serial>=%2 AND serial<%3"_s.arg(tableName(part))
                .arg(firstSerial(part))
                .arg(from));
    }
}

SearchIndex::Part &SearchIndex::part(qint64 number)
{
    if (const auto found = m_parts.find(number); found != m_parts.end())
        return found->second;
    if (!exists(m_database, number))
        createPart(m_database, number);
    if (m_parts.size() >= MaxOpenParts)
        m_parts.erase(m_parts.begin());
    const QString table = tableName(number);
    return m_parts
        .emplace(
            number,
            Part{Statement(m_database,
                           u"INSERT INTO %1(rowid, name, command, error) VALUES(?, ?, ?, ?)"_s.arg(table)),
                 Statement(m_database,
                           u"INSERT INTO %1(%1, rowid, name, command, error) VALUES('delete', ?, ?, ?, ?)"_s
                               .arg(table))})
        .first->second;
}

void SearchIndex::add(qint64 serial, const SearchTexts &texts)
{
    part(partOf(serial)).add.run(serial, texts.name, texts.command, texts.error);
}

void SearchIndex::remove(qint64 serial, const SearchTexts &texts)
{
    part(partOf(serial)).remove.run(serial, texts.name, texts.command, texts.error);
}

void SearchIndex::dropEmptyParts()
{
    QList<qint64> empty;
    {
        Statement parts(m_database,
                        u"SELECT number FROM search_part WHERE NOT EXISTS (SELECT 1 FROM job WHERE "
                        "serial>=(number<<%1) AND serial<((number+1)<<%1))"_s.arg(PartBits));
        for (parts.run(); parts.next();)
            empty.append(parts.integer(0));
    }
    for (const qint64 number : empty) {
        m_parts.erase(number);
        m_database.run(u"DROP TABLE %1"_s.arg(tableName(number)));
        m_database.run(u"DELETE FROM search_part WHERE number=%1"_s.arg(number));
    }
}

QString SearchIndex::matchExpression(const QString &text)
{
    QStringList words;
    const QStringList parts = text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (QString word : parts) {
        if (std::none_of(word.begin(), word.end(),
                         [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); }))
            continue;
        word.remove(QChar::Null);
        words.append(u'"' + word.replace(u'"', u"\"\""_s) + u"\"*"_s);
    }
    return words.join(u' ');
}

} // namespace belayer::engine
