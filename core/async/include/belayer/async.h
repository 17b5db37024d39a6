// SPDX-License-Identifier: MIT
// Structured concurrency for Qt: all of belayer::async.
#pragma once
#include "belayer/async/asyncevent.h"
#include "belayer/async/asynclazy.h"
#include "belayer/async/backgroundtask.h"
#include "belayer/async/cancelscope.h"
#include "belayer/async/errors.h"
#include "belayer/async/gather.h"
#include "belayer/async/jobhandle.h"
#include "belayer/async/race.h"
#include "belayer/async/runblocking.h"
#include "belayer/async/scheduler.h"
#include "belayer/async/sleep.h"
#include "belayer/async/task.h"
#include "belayer/async/taskgroup.h"
#include "belayer/async/taskscope.h"
#include "belayer/async/threadpool.h"
#include "belayer/async/timeout.h"
