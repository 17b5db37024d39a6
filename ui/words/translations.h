// SPDX-License-Identifier: GPL-3.0-or-later
/// \file The window's words in the language of the desktop.
#pragma once

class QCoreApplication;
class QLocale;

namespace belayer::ui {

/// Before the first window. The first of the locale's languages (LANGUAGE, LC_MESSAGES, LANG) that we have,
/// else English, which has its plurals that way; and Qt's own words, on the buttons of dialogs, in that same
/// language. The translators belong to the application.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace belayer::ui
