// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/editor_factory.h"

#include "ui/inspector/editors/file_editor.h"
#include "ui/inspector/editors/mask_editor.h"
#include "ui/inspector/editors/menu_editor.h"
#include "ui/inspector/editors/number_editor.h"
#include "ui/inspector/editors/operator_editor.h"
#include "ui/inspector/editors/pair_editor.h"
#include "ui/inspector/editors/pulse_editor.h"
#include "ui/inspector/editors/sequence_editor.h"
#include "ui/inspector/editors/text_editor.h"
#include "ui/inspector/editors/toggle_editor.h"

#include <QWidget>

namespace reelout {

ParamEditor* makeEditor(const ParamDescriptor& row, const EditorContext& context, QWidget* parent)
{
    switch (row.kind) {
    case ParamKind::Menu:
    case ParamKind::DynamicMenu:
        return new MenuEditor(row, parent);
    case ParamKind::Toggle:
        return new ToggleEditor(row, parent);
    case ParamKind::Pulse:
        return new PulseEditor(row, parent);
    case ParamKind::Int:
    case ParamKind::Float:
        return new NumberEditor(row, parent);
    case ParamKind::Int2:
    case ParamKind::Float2:
        return new PairEditor(row, parent);
    case ParamKind::String:
        return new TextEditor(row, parent);
    case ParamKind::File:
        return new FileEditor(row, context, parent);
    case ParamKind::OpRef:
    case ParamKind::OpTable:
        return new OperatorEditor(row, context, parent);
    case ParamKind::Sequence:
        return new SequenceEditor(row, context, parent);
    case ParamKind::Mask:
        return new MaskEditor(row, parent);
    }
    Q_UNREACHABLE();
    return nullptr;
}

} // namespace reelout
