// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/windows_api.h"
#include "capture/windows/output_rotation.h"

#include <d3d11.h>
#include <dxgi1_2.h>
#include <wrl/client.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <vector>

namespace reelout {

/// The duplication of one monitor's picture, from its opening until Windows takes it away (another mode, the
/// secure desktop, a full-screen program, a graphics driver that starts anew). Capture thread.
class DxgiOutput {
public:
    /// One for each monitor of each adapter that shows a part of `area`. DXGI_ERROR_UNSUPPORTED,
    /// DXGI_ERROR_NOT_CURRENTLY_AVAILABLE, E_NOTIMPL: not here. E_ACCESSDENIED: the secure desktop is shown.
    [[nodiscard]] static HRESULT openAll(const Rect& area, std::vector<std::unique_ptr<DxgiOutput>>& outputs);
    ~DxgiOutput() = default;
    DxgiOutput(const DxgiOutput&) = delete;
    DxgiOutput& operator=(const DxgiOutput&) = delete;

    /// On the desktop, in physical pixels.
    const Rect& area() const { return m_area; }

    struct News {
        bool hasPicture = false;
        std::int64_t ticks = 0;    ///< performance counter when it was sent
        std::vector<Rect> changed; ///< on the desktop
    };
    /// Waits up to `wait` for something new and copies it into `target`, whose first pixel is that of
    /// `covered` on the desktop; nothing outside is touched. DXGI_ERROR_ACCESS_LOST and others end the
    /// duplication; nothing new is no failure.
    [[nodiscard]] HRESULT take(std::chrono::milliseconds wait, const Rect& covered, PixelTarget target,
                               News& news);

private:
    DxgiOutput() = default;
    [[nodiscard]] static HRESULT open(IDXGIAdapter1* adapter, IDXGIOutput* output,
                                      std::unique_ptr<DxgiOutput>& opened);
    [[nodiscard]] HRESULT readChanges(const DXGI_OUTDUPL_FRAME_INFO& info, std::vector<Rect>& sent);
    [[nodiscard]] HRESULT copy(ID3D11Texture2D* texture, const std::vector<Rect>& sent, const Rect& covered,
                               PixelTarget target, News& news);
    [[nodiscard]] HRESULT prepareStaging();

    template <typename T>
    using ComPtr = Microsoft::WRL::ComPtr<T>;
    ComPtr<ID3D11Device> m_device;
    ComPtr<ID3D11DeviceContext> m_context;
    ComPtr<IDXGIOutputDuplication> m_duplication;
    ComPtr<ID3D11Texture2D> m_staging; ///< what the processor can read, of the size that is sent
    Rect m_area;
    Size m_sent; ///< not turned
    OutputRotation m_rotation = OutputRotation::None;
    bool m_isFirst = true;
    std::vector<std::uint8_t> m_metadata;
};

} // namespace reelout
