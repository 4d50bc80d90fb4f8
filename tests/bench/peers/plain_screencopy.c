// SPDX-License-Identifier: GPL-3.0-or-later
// For LD_PRELOAD before xdg-desktop-portal-wlr 0.7: it wants the compositor to offer memory of a graphics card
// and gives up where there is none, though plain shared memory is what it then uses. This offers it in the
// compositor's place. Benchmarks only.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <string.h>

enum { kXrgb8888 = 0x34325258 };

typedef void (*handler)(void);

// zwlr_screencopy_frame_v1_listener, version 3 of wlr-screencopy-unstable-v1.xml.
struct frame_listener {
    void (*buffer)(void*, void*, uint32_t, uint32_t, uint32_t, uint32_t);
    handler flags, ready, failed, damage;
    void (*linux_dmabuf)(void*, void*, uint32_t, uint32_t, uint32_t);
    handler buffer_done;
};

static struct frame_listener theirs;

static void buffer(void* data, void* frame, uint32_t format, uint32_t width, uint32_t height, uint32_t stride)
{
    if (theirs.linux_dmabuf)
        theirs.linux_dmabuf(data, frame, kXrgb8888, width, height);
    theirs.buffer(data, frame, format, width, height, stride);
}

const char* wl_proxy_get_class(void* proxy);

int wl_proxy_add_listener(void* proxy, handler* listener, void* data)
{
    static struct frame_listener ours;
    int (*add)(void*, handler*, void*);
    *(void**)&add = dlsym(RTLD_NEXT, "wl_proxy_add_listener");
    if (strcmp(wl_proxy_get_class(proxy), "zwlr_screencopy_frame_v1") == 0) {
        memcpy(&theirs, listener, sizeof theirs);
        ours = theirs;
        ours.buffer = buffer;
        listener = (handler*)&ours;
    }
    return add(proxy, listener, data);
}
