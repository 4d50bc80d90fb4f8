// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pickers/desktop_pointing.h"

namespace reelout {

/// Has people draw a region on the screen. Values: position and size.
class RegionPicker final : public Picker {
    Q_OBJECT

public:
    RegionPicker(const PickerContext& context, QObject* parent);

    void open(const QVariantList& values) override;

private:
    const PickerContext m_context;
    DesktopPointing* m_pointing = nullptr;
};

} // namespace reelout
