// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "encode/still_codecs.h"
#include "support/temp_folder.h"

#include <QMap>

#include <array>
#include <memory>
#include <vector>

namespace reelout::test {

/// Noise in every bit of a packed RGB picture; floats from -0.5 to 2, also where they mean alpha.
std::shared_ptr<Picture> noisePicture(PixelFormat format, Size size, unsigned seed = 3);
/// Soft waves, 0 to 1, for what loses a little.
std::shared_ptr<Picture> softPicture(PixelFormat format, Size size);

/// R, G, B and A of a pixel: codes divided by the greatest, floats as they are. Alpha is 1 where there is
/// none.
std::array<double, 4> pixelOf(const Picture& picture, int x, int y);

/// The token of `format` for each entry of the menu, and "useinput".
QStringList pixelFormatTokens();

/// Encodes and writes; the path, or empty with the reason in `error`.
class StillFolder {
public:
    QString write(const QString& name, const Picture& picture, const StillSpec& spec,
                  StillEffort effort = StillEffort::Small, std::span<const PicturePtr> layers = {});
    QString path(const QString& name) const { return m_folder(name); }
    QString error;
    QByteArray data; ///< of the last file

private:
    TempFolder m_folder;
};

/// A picture as OpenImageIO reads it, alpha as it is in the file.
struct ReadPicture {
    Size size;
    int channels = 0;
    QString sampleType; ///< "uint8", "uint16", "half", "float"
    std::vector<double> values;

    double value(int x, int y, int channel) const
    {
        return values[static_cast<std::size_t>((y * size.width + x) * channels + channel)];
    }
};

/// Reads many files with one start of oiiotool. Files that can't be read are missing.
QMap<QString, ReadPicture> readWithOpenImageIo(const QStringList& paths);

/// What iinfo -v says about a file.
QString describe(const QString& path);

} // namespace reelout::test
