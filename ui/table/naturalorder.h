// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The order people expect of names: numbers in them by their value, so "job 2" comes before "job 10".
#pragma once

#include <QByteArrayView>

#include <compare>

namespace belayer::ui {

/// For texts as TextIndex::folded() gives them. Numbers have any length; zeros before them do not count, so
/// texts that differ can be equivalent. Any thread.
std::weak_ordering compareNaturally(QByteArrayView a, QByteArrayView b) noexcept;

/// Writes bytes that are in that order when they are compared as bytes, and gives their end. There must be
/// room for twice the text. None of them is zero, if none of the text's is.
char *writeNaturalKey(char *to, QByteArrayView text) noexcept;

} // namespace belayer::ui
