// SPDX-License-Identifier: GPL-3.0-or-later
/// \file Letters to press, for menus whose entries are made of data.
#pragma once

class QMenu;

namespace belayer::ui {

/// Gives each entry that has no mnemonic the first letter of its text that no other entry has. To be called
/// when the menu is complete.
void giveMnemonics(QMenu &menu);

} // namespace belayer::ui
