// SPDX-License-Identifier: GPL-3.0-or-later
#include "block_decode.h"
#include "hap_pictures.h"
#include "media/half_float.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <QTest>

#include <cmath>
#include <cstring>

using namespace reelout;
using namespace reelout::test;

namespace {

/// An OpenGL context without any display or surface.
class HeadlessGl {
public:
    HeadlessGl()
    {
        const auto getDisplay = function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
        m_display = getDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (eglInitialize(m_display, nullptr, nullptr) == EGL_FALSE ||
            eglBindAPI(EGL_OPENGL_API) == EGL_FALSE)
            return;
        m_context = eglCreateContext(m_display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, nullptr);
        m_isCurrent = m_context != EGL_NO_CONTEXT &&
                      eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, m_context) == EGL_TRUE;
    }
    ~HeadlessGl()
    {
        eglMakeCurrent(m_display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        eglDestroyContext(m_display, m_context);
        eglTerminate(m_display);
    }
    HeadlessGl(const HeadlessGl&) = delete;
    HeadlessGl& operator=(const HeadlessGl&) = delete;

    bool isCurrent() const { return m_isCurrent; }

    template <class Function>
    static Function function(const char* name)
    {
        return reinterpret_cast<Function>(eglGetProcAddress(name));
    }

private:
    EGLDisplay m_display = EGL_NO_DISPLAY;
    EGLContext m_context = EGL_NO_CONTEXT;
    bool m_isCurrent = false;
};

GLenum internalFormat(BlockFormat format)
{
    switch (format) {
    case BlockFormat::Bc1:
        return GL_COMPRESSED_RGB_S3TC_DXT1_EXT;
    case BlockFormat::Bc3:
    case BlockFormat::YCoCg:
        return GL_COMPRESSED_RGBA_S3TC_DXT5_EXT;
    case BlockFormat::Bc4:
        return GL_COMPRESSED_RED_RGTC1;
    case BlockFormat::Bc7:
        return GL_COMPRESSED_RGBA_BPTC_UNORM;
    case BlockFormat::Bc6h:
        return GL_COMPRESSED_RGB_BPTC_UNSIGNED_FLOAT;
    }
    return 0;
}

/// What OpenGL makes of the blocks, as decodeTexture() gives it; empty when it refuses them.
std::vector<Colour> shownByGl(BlockFormat format, const std::vector<std::uint8_t>& blocks, Size size)
{
    const auto genTextures = HeadlessGl::function<void (*)(GLsizei, GLuint*)>("glGenTextures");
    const auto bindTexture = HeadlessGl::function<void (*)(GLenum, GLuint)>("glBindTexture");
    const auto deleteTextures = HeadlessGl::function<void (*)(GLsizei, const GLuint*)>("glDeleteTextures");
    const auto getError = HeadlessGl::function<GLenum (*)()>("glGetError");
    const auto upload = HeadlessGl::function<PFNGLCOMPRESSEDTEXIMAGE2DPROC>("glCompressedTexImage2D");
    const auto readBack =
        HeadlessGl::function<void (*)(GLenum, GLint, GLenum, GLenum, void*)>("glGetTexImage");
    GLuint texture = 0;
    genTextures(1, &texture);
    bindTexture(GL_TEXTURE_2D, texture);
    upload(GL_TEXTURE_2D, 0, internalFormat(format), size.width, size.height, 0,
           static_cast<GLsizei>(blocks.size()), blocks.data());
    std::vector<Colour> colours(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    readBack(GL_TEXTURE_2D, 0, GL_RGBA, GL_FLOAT, colours.data());
    deleteTextures(1, &texture);
    if (getError() != GL_NO_ERROR)
        return {};
    for (Colour& colour : colours) {
        if (format == BlockFormat::Bc4)
            colour = {colour[0], colour[0], colour[0], colour[0]};
        for (float& value : colour)
            value *= format == BlockFormat::Bc6h ? 1.0F : 255.0F;
    }
    return colours;
}

std::vector<std::uint8_t> encoded(BlockFormat format, const Picture& picture)
{
    std::vector<std::uint8_t> bytes(textureBytes(format, picture.size));
    encodeBlockRows(blockKernels(cpuLevel()), format, picture, 0, blockCount(picture.size).height,
                    bytes.data());
    return bytes;
}

/// Every range of brightness: flat blocks, gentle ramps, sharp steps.
std::shared_ptr<Picture> floats(Size size)
{
    auto picture = makePacked(PixelFormat::RgbaF32, size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float stops = static_cast<float>(x / 16) - 12.0F;
            const float slope = std::max(0.0F, static_cast<float>(y - 16) / static_cast<float>(size.height));
            const float jump = y >= 40 && y < 48 && x % 2 == 1 ? 6.0F : 1.0F;
            const float light = jump * std::exp2(stops) * (1.0F + slope * static_cast<float>(x % 16) / 16.0F);
            const float colour[4] = {light, light * (1.0F - slope / 2.0F),
                                     y > 48 && x % 32 > y - 32 ? 0.0F : light, 1.0F};
            std::memcpy(picture->row(0, y) + 16 * static_cast<std::ptrdiff_t>(x), colour, sizeof colour);
        }
    }
    return picture;
}

} // namespace

/// Mesa's software renderer as a decoder that knows nothing of ours.
class TestHapOpenGl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void openGlAgreesWithOurDecoder_data()
    {
        QTest::addColumn<int>("format");
        QTest::newRow("BC1") << static_cast<int>(BlockFormat::Bc1);
        QTest::newRow("BC3") << static_cast<int>(BlockFormat::Bc3);
        QTest::newRow("BC4") << static_cast<int>(BlockFormat::Bc4);
        QTest::newRow("BC7") << static_cast<int>(BlockFormat::Bc7);
    }

    void openGlAgreesWithOurDecoder()
    {
        QFETCH(int, format);
        const auto block = static_cast<BlockFormat>(format);
        const HeadlessGl gl;
        QVERIFY2(gl.isCurrent(), "no OpenGL: is libegl-mesa0 installed?");
        for (const Content content : {Content::Natural, Content::Ramps, Content::Bars, Content::Text,
                                      Content::AlphaRamp, Content::Noise}) {
            for (const Size size : {Size{256, 128}, Size{67, 33}, Size{2, 2}}) {
                const auto picture = makeContent(content, size, PixelFormat::Bgra8);
                const auto blocks = encoded(block, *picture);
                const auto found = shownByGl(block, blocks, size);
                QVERIFY(!found.empty());
                const auto wanted = decodeTexture(block, blocks, size);
                const Channels channels = block == BlockFormat::Bc1 ? Channels::Rgb : Channels::Rgba;
                QVERIFY(greatestDifference(found, wanted, channels) <=
                        (block == BlockFormat::Bc7 ? 0.01 : 2.0));
            }
        }
    }

    void openGlShowsHapRAsRecorded()
    {
        const HeadlessGl gl;
        QVERIFY2(gl.isCurrent(), "no OpenGL: is libegl-mesa0 installed?");
        const auto picture = makeContent(Content::Natural, {512, 256}, PixelFormat::Bgra8);
        const auto found = shownByGl(BlockFormat::Bc7, encoded(BlockFormat::Bc7, *picture), picture->size);
        QVERIFY(psnr(found, coloursOf(*picture), Channels::Rgb) >= 42.0);
        const auto ramp = makeContent(Content::AlphaRamp, {512, 256}, PixelFormat::Bgra8);
        const auto alpha = shownByGl(BlockFormat::Bc7, encoded(BlockFormat::Bc7, *ramp), ramp->size);
        QVERIFY(psnr(alpha, coloursOf(*ramp), Channels::Rgba) >= 45.0);
    }

    void openGlShowsHapHdrAsRecorded()
    {
        const HeadlessGl gl;
        QVERIFY2(gl.isCurrent(), "no OpenGL: is libegl-mesa0 installed?");
        const auto picture = floats({400, 64});
        const auto blocks = encoded(BlockFormat::Bc6h, *picture);
        const auto found = shownByGl(BlockFormat::Bc6h, blocks, picture->size);
        QVERIFY(!found.empty());
        QCOMPARE(found, decodeTexture(BlockFormat::Bc6h, blocks, picture->size));
        std::array<int, 32> modes{};
        for (std::size_t block = 0; block < blocks.size(); block += 16)
            ++modes[blocks[block] & 31U];
        for (const std::size_t mode : {0x03U, 0x07U, 0x0BU, 0x0FU})
            QVERIFY2(modes[mode] > 0, qPrintable(QStringLiteral("mode %1 never happens").arg(mode)));
    }
};

QTEST_GUILESS_MAIN(TestHapOpenGl)
#include "test_hap_opengl.moc"
