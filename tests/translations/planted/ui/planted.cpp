// SPDX-License-Identifier: GPL-3.0-or-later
struct Planted
{
    Q_DECLARE_TR_FUNCTIONS(Planted)
};
QStringList words{Planted::tr("Never translated"), Planted::tr("%1 of %2"),        Planted::tr("&Cancel…"),
                  Planted::tr("%n job(s)", "", 2), Planted::tr("Right, and kept"), Planted::tr("two\nlines"),
                  QCoreApplication::translate("EngineText", "“%1” was said once")};
