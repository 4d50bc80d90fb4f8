// SPDX-License-Identifier: GPL-3.0-or-later
#include "encode/codec_catalog.h"
#include "movie_fixture.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

/// The shape of a pixel as ffprobe reads it back, in every container of every codec.
class PixelAspectTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isInTheFile_data()
    {
        QTest::addColumn<QString>("codec");
        QTest::addColumn<QString>("container");
        for (const Codec& codec : CodecCatalog::instance().codecs()) {
            const CodecType* type = CodecCatalog::instance().type(codec.token, {});
            if (!codec.unavailable.isEmpty() || type == nullptr || type->isHardware)
                continue;
            for (const QString& container : type->containers)
                QTest::addRow("%s %s", qPrintable(codec.token), qPrintable(container))
                    << codec.token << container;
        }
    }

    void isInTheFile()
    {
        QFETCH(QString, codec);
        QFETCH(QString, container);
        const TempFolder folder;
        const QString path = folder(QStringLiteral("a.") + container);
        MovieSpec spec = smallSpec(128, 96);
        spec.codec = codec;
        spec.pixelAspect = 4.0 / 3.0;
        Take take;
        take.pictures = 3;
        const Result<WrittenFile> file = recordMovie(path, spec, take);
        QVERIFY2(file, file ? "" : qPrintable(file.error().detail));
        const QString ratio = probeMedia(path).video.value(QStringLiteral("sample_aspect_ratio")).toString();
        const QStringList parts = ratio.split(QLatin1Char(':'));
        QVERIFY2(parts.size() == 2, qPrintable(ratio));
        const double aspect = parts[0].toDouble() / parts[1].toDouble();
        // GIF has steps of 1/64; WebM says the size on show, in whole pixels.
        double tolerance = 1e-3;
        if (container == QLatin1String("gif"))
            tolerance = 1.0 / 64;
        else if (container == QLatin1String("webm"))
            tolerance = 0.5 / spec.size.width;
        QVERIFY2(std::abs(aspect - spec.pixelAspect) <= tolerance, qPrintable(ratio));
    }
};

QTEST_GUILESS_MAIN(PixelAspectTest)
#include "test_pixel_aspect.moc"
