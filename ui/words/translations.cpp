// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// Has to stand outside of any namespace; a static library's resources are not registered by themselves.
static void registerTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace belayer::ui {
using namespace Qt::StringLiterals;

void installTranslations(QCoreApplication &application, const QLocale &locale)
{
    registerTranslations();
    const QString folder = u":/belayer/translations"_s;
    auto *own = new QTranslator(&application);
    if (!own->load(locale, u"belayer"_s, u"_"_s, folder) && !own->load(u"belayer_en"_s, folder))
        qFatal("the translations are not built in");
    auto *qt = new QTranslator(&application);
    // Missing where Qt's translations are not installed; English has none of its own.
    if (qt->load(QLocale(own->language()), u"qtbase"_s, u"_"_s,
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        application.installTranslator(qt);
    application.installTranslator(own);
}

} // namespace belayer::ui
