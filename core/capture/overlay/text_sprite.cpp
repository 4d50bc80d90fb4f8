// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/overlay/text_sprite.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace reelout {

namespace {

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T* object) const
    {
        free(object);
    }
};
using FontConfig = std::unique_ptr<FcConfig, Freed<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Freed<FcPatternDestroy>>;
using CharSet = std::unique_ptr<FcCharSet, Freed<FcCharSetDestroy>>;
using Library = std::unique_ptr<FT_LibraryRec_, Freed<FT_Done_FreeType>>;
using Face = std::unique_ptr<FT_FaceRec_, Freed<FT_Done_Face>>;

constexpr std::uint32_t kBox = 0xC0; // alpha of the boxes, which are black

Error noFont(const QString& detail)
{
    return makeError(ErrorCode::NotFound, QStringLiteral("find a font"), detail);
}

// Blends white by `coverage` over a pixel whose colour is multiplied by alpha.
std::uint32_t whiteOver(std::uint32_t under, std::uint32_t coverage)
{
    std::uint32_t mixed = 0;
    for (int shift = 0; shift < 32; shift += 8)
        mixed |= (coverage + (under >> shift & 255) * (255 - coverage) / 255) << shift;
    return mixed;
}

} // namespace

struct TextSprites::Impl {
    FT_Face faceFor(char32_t character);
    FT_Face match(char32_t character);
    /// Calls `use(face, character, x)` for each character; gives the advance of all.
    template <typename Use>
    int layOut(const QString& text, int height, const Use& use);
    void drawBox(Sprite& sprite, const Rect& box) const;
    void drawGlyph(Sprite& sprite, const FT_GlyphSlotRec_& glyph, int x, int baseline) const;

    FontConfig config;
    Library library;
    std::map<std::string, Face> faces; ///< by file and number
    FT_Face main = nullptr;
    std::map<char32_t, FT_Face> fallbacks;
};

Result<std::unique_ptr<TextSprites>> TextSprites::open()
{
    auto impl = std::make_unique<Impl>();
    impl->config.reset(FcInitLoadConfigAndFonts());
    if (!impl->config)
        return noFont(QStringLiteral("fontconfig can't read its configuration"));
    FT_Library library = nullptr;
    if (const int failure = FT_Init_FreeType(&library); failure != 0)
        return noFont(QStringLiteral("FreeType error %1").arg(failure));
    impl->library.reset(library);
    impl->main = impl->match(U'A');
    if (!impl->main)
        return noFont(QStringLiteral("the system has no font; install one, such as fonts-dejavu-core"));
    return std::unique_ptr<TextSprites>(new TextSprites(std::move(impl)));
}

TextSprites::TextSprites(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

TextSprites::~TextSprites() = default;

FT_Face TextSprites::Impl::match(char32_t character)
{
    const Pattern wanted(FcPatternCreate());
    const CharSet characters(FcCharSetCreate());
    if (!wanted || !characters || !FcCharSetAddChar(characters.get(), character) ||
        !FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters.get()) ||
        !FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>("sans-serif")) ||
        !FcPatternAddInteger(wanted.get(), FC_WEIGHT, FC_WEIGHT_BOLD) ||
        !FcPatternAddBool(wanted.get(), FC_SCALABLE, FcTrue))
        return nullptr;
    FcConfigSubstitute(config.get(), wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult outcome = FcResultNoMatch;
    const Pattern found(FcFontMatch(config.get(), wanted.get(), &outcome));
    FcChar8* file = nullptr;
    int number = 0;
    if (!found || FcPatternGetString(found.get(), FC_FILE, 0, &file) != FcResultMatch)
        return nullptr;
    if (FcPatternGetInteger(found.get(), FC_INDEX, 0, &number) != FcResultMatch)
        number = 0;
    const std::string path(reinterpret_cast<const char*>(file));
    Face& face = faces[path + ':' + std::to_string(number)];
    if (!face) {
        FT_Face opened = nullptr;
        if (FT_New_Face(library.get(), path.c_str(), number, &opened) != 0)
            return nullptr;
        face.reset(opened);
    }
    return face.get();
}

FT_Face TextSprites::Impl::faceFor(char32_t character)
{
    if (FT_Get_Char_Index(main, character) != 0)
        return main;
    const auto known = fallbacks.find(character);
    if (known != fallbacks.end())
        return known->second;
    FT_Face other = match(character);
    if (!other || FT_Get_Char_Index(other, character) == 0)
        other = main; // its box for what it lacks
    fallbacks[character] = other;
    return other;
}

template <typename Use>
int TextSprites::Impl::layOut(const QString& text, int height, const Use& use)
{
    int x = 0;
    for (const char32_t character : text.toStdU32String()) {
        FT_Face face = faceFor(character);
        if (FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(height)) != 0 ||
            FT_Load_Char(face, character, FT_LOAD_RENDER) != 0)
            continue;
        use(*face->glyph, x);
        x += static_cast<int>(face->glyph->advance.x >> 6);
    }
    return x;
}

void TextSprites::Impl::drawBox(Sprite& sprite, const Rect& box) const
{
    const double radius = box.height / 4.0;
    for (int y = box.y; y < box.bottom(); ++y) {
        for (int x = box.x; x < box.right(); ++x) {
            const double dx = std::max({box.x + radius - (x + 0.5), x + 0.5 - (box.right() - radius), 0.0});
            const double dy = std::max({box.y + radius - (y + 0.5), y + 0.5 - (box.bottom() - radius), 0.0});
            const double inside = std::clamp(radius - std::hypot(dx, dy) + 0.5, 0.0, 1.0);
            sprite.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.size.width) +
                          static_cast<std::size_t>(x)] =
                static_cast<std::uint32_t>(std::lround(inside * kBox)) << 24;
        }
    }
}

void TextSprites::Impl::drawGlyph(Sprite& sprite, const FT_GlyphSlotRec_& glyph, int x, int baseline) const
{
    const FT_Bitmap& bitmap = glyph.bitmap;
    if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY)
        return;
    for (int row = 0; row < static_cast<int>(bitmap.rows); ++row) {
        const int y = baseline - glyph.bitmap_top + row;
        for (int column = 0; column < static_cast<int>(bitmap.width); ++column) {
            const int at = x + glyph.bitmap_left + column;
            if (at < 0 || at >= sprite.size.width || y < 0 || y >= sprite.size.height)
                continue;
            std::uint32_t& pixel =
                sprite.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(sprite.size.width) +
                              static_cast<std::size_t>(at)];
            pixel = whiteOver(pixel, bitmap.buffer[row * bitmap.pitch + column]);
        }
    }
}

SpritePtr TextSprites::draw(const QStringList& words, int height, int longest)
{
    const int padding = height / 2;
    const int gap = height / 3;
    const auto widthOf = [&](const QString& word) {
        return m_impl->layOut(word, height, [](const auto&, int) {}) + 2 * padding;
    };
    std::vector<std::pair<QString, int>> boxes;
    int width = 0;
    // The newest stand at the right and matter most.
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
        QString text = *word;
        int needed = widthOf(text);
        while (boxes.empty() && needed > longest && text.size() > 1) {
            text.remove(0, text.front().isHighSurrogate() ? 2 : 1);
            needed = widthOf(text);
        }
        const int withGap = width == 0 ? needed : width + gap + needed;
        if (withGap > longest)
            break;
        width = withGap;
        boxes.insert(boxes.begin(), {text, needed});
    }
    if (boxes.empty())
        return nullptr;
    auto sprite = std::make_shared<Sprite>();
    sprite->size = {width, 2 * height};
    sprite->pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(2 * height), 0);
    const int baseline = 2 * height - (height * 13) / 20;
    int x = 0;
    for (const auto& [text, needed] : boxes) {
        m_impl->drawBox(*sprite, {x, 0, needed, 2 * height});
        m_impl->layOut(text, height, [&, left = x + padding](const FT_GlyphSlotRec_& glyph, int at) {
            m_impl->drawGlyph(*sprite, glyph, left + at, baseline);
        });
        x += needed + gap;
    }
    return sprite;
}

} // namespace reelout
