// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pickers/picker.h"

#include "operators/provider_names.h"
#include "ui/pickers/region_picker.h"
#include "ui/pickers/window_picker.h"

namespace reelout {

Picker* makePicker(const QString& name, const PickerContext& context, QObject* parent)
{
    if (name == pickers::kRegion)
        return new RegionPicker(context, parent);
    if (name == pickers::kWindow)
        return new WindowPicker(context, parent);
    return nullptr;
}

} // namespace reelout
