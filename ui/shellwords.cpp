// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shellwords.h"

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
    explicit Parser(const QString &line) : m_line(line) {}

    ShellWords parse()
    {
        while (m_at < m_line.size() && !m_result.problem)
            takeOne();
        endWord();
        return std::move(m_result);
    }

private:
    void takeOne()
    {
        const QChar c = m_line[m_at++];
        if (c.isSpace()) {
            endWord();
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
    qsizetype m_at = 0;
    QString m_word;
    bool m_isInWord = false; ///< also for the empty word that '' makes
    ShellWords m_result;
};

} // namespace

ShellWords parseShellWords(const QString &line)
{
    return Parser(line).parse();
}

} // namespace belayer::ui
