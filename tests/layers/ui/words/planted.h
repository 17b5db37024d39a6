// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/mainwindow.h"
#include "ui/words/jobtext.h"
