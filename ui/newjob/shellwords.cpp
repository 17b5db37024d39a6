// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/newjob/shellwords.h"

#include <QCoreApplication>

namespace belayer::ui {
using namespace Qt::StringLiterals;

namespace {

/// The translation context of everything here.
struct ShellWordsText
{
    Q_DECLARE_TR_FUNCTIONS(ShellWordsText)
};

class Parser
{
public:
    explicit Parser(const QString &line, LineReader reader = LineReader::Words)
        : m_line(line), m_reader(reader)
    {
    }

    ShellWords parse()
    {
        takeAll();
        endWord();
        return std::move(m_result);
    }

    ShellTail tail()
    {
        takeAll();
        if (!m_isInWord)
            m_wordStart = m_line.size();
        return {m_wordStart, m_word, m_result.words.isEmpty(), m_isQuoted};
    }

private:
    void takeAll()
    {
        while (m_at < m_line.size() && !m_result.problem)
            takeOne();
    }

    void takeOne()
    {
        if (!m_isInWord) {
            m_wordStart = m_at;
            m_isQuoted = false;
        }
        const QChar c = m_line[m_at++];
        m_isQuoted |= u"'\"\\"_s.contains(c);
        if (c.isSpace()) {
            endWord();
        } else if (m_reader == LineReader::Shell && u"|&;()<>"_s.contains(c)) {
            endWord();
            if (c != u'<' && c != u'>')
                m_result.words.clear();
        } else if (c == u'\'') {
            takeSingleQuoted();
        } else if (c == u'"') {
            takeDoubleQuoted();
        } else if (c == u'\\') {
            takeEscaped();
        } else {
            if (m_result.shellSyntax.isEmpty() && isShellSyntax(c))
                m_result.shellSyntax = c;
            add(c);
        }
    }

    bool isShellSyntax(QChar c) const
    {
        return u"|&;<>*?$`()"_s.contains(c) || ((c == u'~' || c == u'#') && !m_isInWord);
    }

    void takeSingleQuoted()
    {
        m_isInWord = true;
        const qsizetype end = m_line.indexOf(u'\'', m_at);
        if (end < 0) {
            m_result.problem = ShellWordsText::tr("A ' is not closed; add the second one or write \\'.");
            m_word += m_line.mid(m_at);
            return;
        }
        m_word += m_line.mid(m_at, end - m_at);
        m_at = end + 1;
    }

    void takeDoubleQuoted()
    {
        m_isInWord = true;
        for (; m_at < m_line.size(); ++m_at) {
            QChar c = m_line[m_at];
            if (c == u'"') {
                ++m_at;
                return;
            }
            if (c == u'\\' && m_at + 1 < m_line.size() && u"\"\\$`"_s.contains(m_line[m_at + 1]))
                c = m_line[++m_at];
            else if ((c == u'$' || c == u'`') && m_result.shellSyntax.isEmpty())
                m_result.shellSyntax = c;
            m_word += c;
        }
        m_result.problem = ShellWordsText::tr("A \" is not closed; add the second one or write \\\".");
    }

    void takeEscaped()
    {
        if (m_at == m_line.size()) {
            m_result.problem =
                ShellWordsText::tr("The \\ at the end protects nothing; remove it or write \\\\.");
            return;
        }
        add(m_line[m_at++]);
    }

    void add(QChar c)
    {
        m_word += c;
        m_isInWord = true;
    }

    void endWord()
    {
        if (m_isInWord)
            m_result.words += std::exchange(m_word, {});
        m_isInWord = false;
    }

    const QString &m_line;
    const LineReader m_reader;
    qsizetype m_at = 0;
    qsizetype m_wordStart = 0;
    bool m_isQuoted = false; ///< of the word
    QString m_word;
    bool m_isInWord = false; ///< also for the empty word that '' makes
    ShellWords m_result;
};

} // namespace

ShellTail shellTail(const QString &line, LineReader reader)
{
    return Parser(line, reader).tail();
}

ShellWords parseShellWords(const QString &line)
{
    return Parser(line).parse();
}

} // namespace belayer::ui
