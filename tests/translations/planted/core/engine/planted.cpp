// SPDX-License-Identifier: GPL-3.0-or-later
const char *said = "is said now";
