// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspector/param_editor.h"

namespace reelout {

/// The editor for a row's kind; every kind has one. `row` and `context` must outlive it.
ParamEditor* makeEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent);

} // namespace reelout
