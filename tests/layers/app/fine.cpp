// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/apiserver.h"
#include "ui/mainwindow.h"
