// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/dxgi_output.h"

#include <algorithm>
#include <iterator>

namespace reelout {

namespace {

using Microsoft::WRL::ComPtr;

Rect toRect(const RECT& rect)
{
    return {rect.left, rect.top, rect.right - rect.left, rect.bottom - rect.top};
}

OutputRotation toRotation(DXGI_MODE_ROTATION rotation)
{
    switch (rotation) {
    case DXGI_MODE_ROTATION_ROTATE90:
        return OutputRotation::Quarter;
    case DXGI_MODE_ROTATION_ROTATE180:
        return OutputRotation::Half;
    case DXGI_MODE_ROTATION_ROTATE270:
        return OutputRotation::ThreeQuarters;
    default:
        return OutputRotation::None;
    }
}

/// A frame that was acquired has to be given back before the next one, whatever happened between.
class AcquiredFrame {
public:
    explicit AcquiredFrame(IDXGIOutputDuplication* duplication) : m_duplication(duplication) {}
    ~AcquiredFrame()
    {
        // Fails when the duplication has been taken away, which the next call says too.
        (void)m_duplication->ReleaseFrame();
    }
    AcquiredFrame(const AcquiredFrame&) = delete;
    AcquiredFrame& operator=(const AcquiredFrame&) = delete;

private:
    IDXGIOutputDuplication* const m_duplication;
};

} // namespace

HRESULT DxgiOutput::openAll(const Rect& area, std::vector<std::unique_ptr<DxgiOutput>>& outputs)
{
    outputs.clear();
    ComPtr<IDXGIFactory1> factory;
    if (const HRESULT made = CreateDXGIFactory1(IID_PPV_ARGS(&factory)); FAILED(made))
        return made;
    ComPtr<IDXGIAdapter1> adapter;
    for (UINT a = 0; SUCCEEDED(factory->EnumAdapters1(a, &adapter)); ++a) {
        ComPtr<IDXGIOutput> output;
        for (UINT o = 0; SUCCEEDED(adapter->EnumOutputs(o, &output)); ++o) {
            DXGI_OUTPUT_DESC description{};
            if (FAILED(output->GetDesc(&description)) || description.AttachedToDesktop == FALSE ||
                toRect(description.DesktopCoordinates).intersected(area).isEmpty())
                continue;
            std::unique_ptr<DxgiOutput> opened;
            if (const HRESULT failed = open(adapter.Get(), output.Get(), opened); FAILED(failed))
                return failed;
            outputs.push_back(std::move(opened));
        }
    }
    return outputs.empty() ? DXGI_ERROR_NOT_FOUND : S_OK;
}

HRESULT DxgiOutput::open(IDXGIAdapter1* adapter, IDXGIOutput* output, std::unique_ptr<DxgiOutput>& opened)
{
    std::unique_ptr<DxgiOutput> made(new DxgiOutput);
    DXGI_OUTPUT_DESC description{};
    if (const HRESULT failed = output->GetDesc(&description); FAILED(failed))
        return failed;
    ComPtr<IDXGIOutput1> output1;
    if (const HRESULT failed = output->QueryInterface(IID_PPV_ARGS(&output1)); FAILED(failed))
        return failed;
    // With an adapter given, the driver type has to be unknown.
    if (const HRESULT failed =
            D3D11CreateDevice(adapter, D3D_DRIVER_TYPE_UNKNOWN, nullptr, 0, nullptr, 0, D3D11_SDK_VERSION,
                              &made->m_device, nullptr, &made->m_context);
        FAILED(failed))
        return failed;
    // This call and not DuplicateOutput1(): it hands over 8 bits of sRGB whatever the monitor is driven with.
    if (const HRESULT failed = output1->DuplicateOutput(made->m_device.Get(), &made->m_duplication);
        FAILED(failed))
        return failed;
    DXGI_OUTDUPL_DESC duplicated{};
    made->m_duplication->GetDesc(&duplicated);
    made->m_rotation = toRotation(duplicated.Rotation);
    made->m_area = toRect(description.DesktopCoordinates);
    opened = std::move(made);
    return S_OK;
}

HRESULT DxgiOutput::readChanges(const DXGI_OUTDUPL_FRAME_INFO& info, std::vector<Rect>& sent)
{
    if (m_isFirst || info.TotalMetadataBufferSize == 0) {
        // Of the first picture, and where the driver keeps no account, everything counts.
        sent.push_back({0, 0, m_sent.width, m_sent.height});
        return S_OK;
    }
    m_metadata.resize(info.TotalMetadataBufferSize);
    auto* moves = reinterpret_cast<DXGI_OUTDUPL_MOVE_RECT*>(m_metadata.data());
    UINT bytes = 0;
    if (const HRESULT failed =
            m_duplication->GetFrameMoveRects(static_cast<UINT>(m_metadata.size()), moves, &bytes);
        FAILED(failed))
        return failed;
    // What was moved is already in its new place.
    std::transform(moves, moves + bytes / sizeof *moves, std::back_inserter(sent),
                   [](const DXGI_OUTDUPL_MOVE_RECT& move) { return toRect(move.DestinationRect); });
    auto* dirty = reinterpret_cast<RECT*>(m_metadata.data());
    if (const HRESULT failed =
            m_duplication->GetFrameDirtyRects(static_cast<UINT>(m_metadata.size()), dirty, &bytes);
        FAILED(failed))
        return failed;
    std::transform(dirty, dirty + bytes / sizeof *dirty, std::back_inserter(sent), toRect);
    return S_OK;
}

HRESULT DxgiOutput::prepareStaging()
{
    if (m_staging)
        return S_OK;
    D3D11_TEXTURE2D_DESC description{};
    description.Width = static_cast<UINT>(m_sent.width);
    description.Height = static_cast<UINT>(m_sent.height);
    description.MipLevels = 1;
    description.ArraySize = 1;
    description.Format = DXGI_FORMAT_B8G8R8A8_UNORM;
    description.SampleDesc.Count = 1;
    description.Usage = D3D11_USAGE_STAGING;
    description.CPUAccessFlags = D3D11_CPU_ACCESS_READ;
    return m_device->CreateTexture2D(&description, nullptr, &m_staging);
}

HRESULT DxgiOutput::copy(ID3D11Texture2D* texture, const std::vector<Rect>& sent, const Rect& covered,
                         PixelTarget target, News& news)
{
    if (const HRESULT failed = prepareStaging(); FAILED(failed))
        return failed;
    // `covered` in the pixels that are sent: nothing else is fetched from the card.
    const Rect seen = m_area.intersected(covered);
    const Rect wanted =
        turnedBack({seen.x - m_area.x, seen.y - m_area.y, seen.width, seen.height}, m_sent, m_rotation);
    std::vector<Rect> parts;
    for (const Rect& rect : sent) {
        const Rect part = rect.intersected(wanted);
        if (part.isEmpty())
            continue;
        const D3D11_BOX box{static_cast<UINT>(part.x),       static_cast<UINT>(part.y),        0,
                            static_cast<UINT>(part.right()), static_cast<UINT>(part.bottom()), 1};
        m_context->CopySubresourceRegion(m_staging.Get(), 0, box.left, box.top, 0, texture, 0, &box);
        parts.push_back(part);
    }
    if (parts.empty())
        return S_OK;
    D3D11_MAPPED_SUBRESOURCE mapped{};
    if (const HRESULT failed = m_context->Map(m_staging.Get(), 0, D3D11_MAP_READ, 0, &mapped); FAILED(failed))
        return failed;
    const PixelSource from{static_cast<const std::uint8_t*>(mapped.pData),
                           static_cast<std::ptrdiff_t>(mapped.RowPitch)};
    // The monitor may begin outside the target: then its first pixel is no place to write to, only to count
    // from.
    const std::ptrdiff_t offset =
        (m_area.y - covered.y) * target.stride + (m_area.x - covered.x) * std::ptrdiff_t{4};
    for (const Rect& part : parts) {
        copyTurned(from, m_sent, part, m_rotation, {target.data + offset, target.stride});
        Rect place = turned(part, m_sent, m_rotation);
        place.x += m_area.x;
        place.y += m_area.y;
        news.changed.push_back(place);
    }
    m_context->Unmap(m_staging.Get(), 0);
    return S_OK;
}

HRESULT DxgiOutput::take(std::chrono::milliseconds wait, const Rect& covered, PixelTarget target, News& news)
{
    DXGI_OUTDUPL_FRAME_INFO info{};
    ComPtr<IDXGIResource> resource;
    const HRESULT acquired =
        m_duplication->AcquireNextFrame(static_cast<UINT>(wait.count()), &info, &resource);
    if (acquired == DXGI_ERROR_WAIT_TIMEOUT)
        return S_OK;
    if (FAILED(acquired))
        return acquired;
    const AcquiredFrame frame(m_duplication.Get());
    // Only the pointer moved.
    if (info.LastPresentTime.QuadPart == 0 && !m_isFirst)
        return S_OK;
    ComPtr<ID3D11Texture2D> texture;
    if (const HRESULT failed = resource.As(&texture); FAILED(failed))
        return failed;
    D3D11_TEXTURE2D_DESC description{};
    texture->GetDesc(&description);
    const Size sent{static_cast<int>(description.Width), static_cast<int>(description.Height)};
    if (sent != m_sent) {
        m_sent = sent;
        m_staging.Reset();
        m_isFirst = true;
    }
    if (turned(m_sent, m_rotation) != m_area.size())
        return DXGI_ERROR_ACCESS_LOST; // another mode, and word of it has not come yet
    std::vector<Rect> changed;
    if (const HRESULT failed = readChanges(info, changed); FAILED(failed))
        return failed;
    if (const HRESULT failed = copy(texture.Get(), changed, covered, target, news); FAILED(failed))
        return failed;
    m_isFirst = false;
    news.hasPicture = true;
    news.ticks = info.LastPresentTime.QuadPart;
    return S_OK;
}

} // namespace reelout
