// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets_pch.h"

#include <QSignalSpy>
#include <QTest>
