// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The full-text index, cut into parts by serial.
///
/// One FTS5 table over a million jobs answers "the newest 100 with a word that begins with enc" only after
/// merging the lists of all such words of all jobs: 70 ms. Parts of 65,536 serials are asked from the newest
/// on, and most searches are answered by one or two of them, in a few milliseconds. It also makes writing
/// faster, because FTS5 merges smaller trees, and old parts are dropped whole when retention has emptied
/// them.
#pragma once

#include "core/engine/history/database.h"

#include <QHash>
#include <QList>

#include <map>

namespace belayer::engine {

struct SearchTexts
{
    QString name;
    QString command;
    QString error;
};

/// For the writer. It remembers what tables there are: after a rollback, make a new one.
class SearchIndex
{
public:
    explicit SearchIndex(Database &database);

    /// The schema step; indexes the jobs there are.
    static void createTables(Database &database);

    void add(qint64 serial, const SearchTexts &texts);
    /// FTS5 keeps no copy of the texts, so it must be told exactly what was added.
    void remove(qint64 serial, const SearchTexts &texts);
    /// Drops the parts in which no job is left.
    void dropEmptyParts();

    static qint64 partOf(qint64 serial) noexcept { return serial >> PartBits; }
    static qint64 firstSerial(qint64 part) noexcept { return part << PartBits; }
    static QString tableName(qint64 part);
    /// The expression for FTS5: each word a prefix, all must be there. Empty: there is no word in the text.
    static QString matchExpression(const QString &text);

private:
    struct Part
    {
        Statement add;
        Statement remove;
    };
    Part &part(qint64 number);

    static constexpr int PartBits = 16;

    Database &m_database;
    std::map<qint64, Part> m_parts; ///< those written to lately
};

} // namespace belayer::engine
