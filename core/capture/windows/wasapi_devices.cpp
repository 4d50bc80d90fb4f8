// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/windows/wasapi_devices.h"

#include <initguid.h>

#include <functiondiscoverykeys_devpkey.h>

#include <atomic>

namespace reelout {

namespace {

HRESULT makeEnumerator(ComPtr<IMMDeviceEnumerator>& enumerator)
{
    return CoCreateInstance(__uuidof(MMDeviceEnumerator), nullptr, CLSCTX_ALL, IID_PPV_ARGS(&enumerator));
}

HRESULT idOf(IMMDevice* device, std::wstring& id)
{
    wchar_t* text = nullptr;
    const HRESULT asked = device->GetId(&text);
    const ComMemory<wchar_t> owned(text);
    if (SUCCEEDED(asked))
        id = owned.get();
    return asked;
}

std::wstring nameOf(IMMDevice* device)
{
    ComPtr<IPropertyStore> properties;
    if (FAILED(device->OpenPropertyStore(STGM_READ, &properties)))
        return {};
    PROPVARIANT value;
    PropVariantInit(&value);
    std::wstring name;
    if (SUCCEEDED(properties->GetValue(PKEY_Device_FriendlyName, &value)) && value.vt == VT_LPWSTR)
        name = value.pwszVal;
    PropVariantClear(&value);
    return name;
}

HRESULT describe(IMMDevice* device, SoundEndpoint& endpoint)
{
    if (const HRESULT failed = idOf(device, endpoint.id); FAILED(failed))
        return failed;
    endpoint.name = nameOf(device);
    ComPtr<IAudioClient> client;
    if (const HRESULT failed = device->Activate(__uuidof(IAudioClient), CLSCTX_ALL, nullptr,
                                                reinterpret_cast<void**>(client.GetAddressOf()));
        FAILED(failed))
        return failed;
    ComMemory<WAVEFORMATEX> format;
    return readMixFormat(client.Get(), format, endpoint.mix);
}

HRESULT addAll(IMMDeviceEnumerator* enumerator, EDataFlow flow, std::vector<SoundEndpoint>& endpoints)
{
    ComPtr<IMMDeviceCollection> collection;
    if (const HRESULT failed = enumerator->EnumAudioEndpoints(flow, DEVICE_STATE_ACTIVE, &collection);
        FAILED(failed))
        return failed;
    std::wstring defaultId;
    ComPtr<IMMDevice> standard;
    if (SUCCEEDED(enumerator->GetDefaultAudioEndpoint(flow, eConsole, &standard)))
        (void)idOf(standard.Get(), defaultId); // then none of them is
    UINT count = 0;
    if (const HRESULT failed = collection->GetCount(&count); FAILED(failed))
        return failed;
    for (UINT i = 0; i < count; ++i) {
        ComPtr<IMMDevice> device;
        SoundEndpoint endpoint;
        // One that is pulled just now, or that a driver has broken, is none of the list.
        if (FAILED(collection->Item(i, &device)) || FAILED(describe(device.Get(), endpoint)))
            continue;
        endpoint.isOutput = flow == eRender;
        endpoint.isDefault = endpoint.id == defaultId;
        endpoints.push_back(std::move(endpoint));
    }
    return S_OK;
}

/// What Windows calls; counted like everything of COM.
class Notifications final : public IMMNotificationClient {
public:
    explicit Notifications(std::function<void()> changed) : m_changed(std::move(changed)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID id, void** object) override
    {
        if (object == nullptr)
            return E_POINTER;
        const bool isKnown =
            IsEqualIID(id, __uuidof(IUnknown)) || IsEqualIID(id, __uuidof(IMMNotificationClient));
        *object = isKnown ? static_cast<IMMNotificationClient*>(this) : nullptr;
        if (!isKnown)
            return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++m_count; }
    ULONG STDMETHODCALLTYPE Release() override
    {
        const ULONG left = --m_count;
        if (left == 0)
            delete this;
        return left;
    }

    HRESULT STDMETHODCALLTYPE OnDeviceStateChanged(LPCWSTR, DWORD) override { return tell(); }
    HRESULT STDMETHODCALLTYPE OnDeviceAdded(LPCWSTR) override { return tell(); }
    HRESULT STDMETHODCALLTYPE OnDeviceRemoved(LPCWSTR) override { return tell(); }
    HRESULT STDMETHODCALLTYPE OnDefaultDeviceChanged(EDataFlow, ERole, LPCWSTR) override { return tell(); }
    HRESULT STDMETHODCALLTYPE OnPropertyValueChanged(LPCWSTR, const PROPERTYKEY) override { return S_OK; }

private:
    ~Notifications() = default;
    HRESULT tell()
    {
        m_changed();
        return S_OK;
    }
    const std::function<void()> m_changed;
    std::atomic<ULONG> m_count{1};
};

} // namespace

HRESULT readMixFormat(IAudioClient* client, ComMemory<WAVEFORMATEX>& format, WaveFormat& read)
{
    WAVEFORMATEX* said = nullptr;
    const HRESULT asked = client->GetMixFormat(&said);
    format.reset(said);
    if (FAILED(asked))
        return asked;
    read = readWaveFormat({reinterpret_cast<const std::byte*>(format.get()), sizeof *said + said->cbSize});
    return S_OK;
}

HRESULT listSoundEndpoints(std::vector<SoundEndpoint>& endpoints)
{
    endpoints.clear();
    ComPtr<IMMDeviceEnumerator> enumerator;
    if (const HRESULT failed = makeEnumerator(enumerator); FAILED(failed))
        return failed;
    if (const HRESULT failed = addAll(enumerator.Get(), eCapture, endpoints); FAILED(failed))
        return failed;
    return addAll(enumerator.Get(), eRender, endpoints);
}

HRESULT findSoundEndpoint(const std::wstring& id, ComPtr<IMMDevice>& device)
{
    ComPtr<IMMDeviceEnumerator> enumerator;
    if (const HRESULT failed = makeEnumerator(enumerator); FAILED(failed))
        return failed;
    if (const HRESULT failed = enumerator->GetDevice(id.c_str(), &device); FAILED(failed))
        return failed;
    // Windows still knows those that are pulled.
    DWORD state = 0;
    if (const HRESULT failed = device->GetState(&state); FAILED(failed))
        return failed;
    return state == DEVICE_STATE_ACTIVE ? S_OK : HRESULT_FROM_WIN32(ERROR_NOT_FOUND);
}

HRESULT SoundDeviceWatch::begin(std::function<void()> changed, std::unique_ptr<SoundDeviceWatch>& watch)
{
    std::unique_ptr<SoundDeviceWatch> begun(new SoundDeviceWatch);
    if (const HRESULT failed = makeEnumerator(begun->m_enumerator); FAILED(failed))
        return failed;
    begun->m_client.Attach(new Notifications(std::move(changed)));
    if (const HRESULT failed =
            begun->m_enumerator->RegisterEndpointNotificationCallback(begun->m_client.Get());
        FAILED(failed)) {
        begun->m_client.Reset();
        return failed;
    }
    watch = std::move(begun);
    return S_OK;
}

SoundDeviceWatch::~SoundDeviceWatch()
{
    // Returns when no call is on its way any more.
    if (m_client)
        m_enumerator->UnregisterEndpointNotificationCallback(m_client.Get());
}

} // namespace reelout
