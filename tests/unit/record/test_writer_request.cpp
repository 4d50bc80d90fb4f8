// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/writer_request.h"
#include "support/temp_folder.h"

#include <QTest>

using namespace reelout;
using namespace reelout::test;

/// What a writer is going to want is what it wants once it is open.
class TestWriterRequest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stillsAreToldBefore_data()
    {
        QTest::addColumn<QString>("type");
        for (const char* type : {"tiff", "jpeg", "bmp", "exr", "png", "dds", "webp", "hdr"})
            QTest::addRow("%s", type) << QString::fromLatin1(type);
    }
    void stillsAreToldBefore()
    {
        QFETCH(QString, type);
        for (const RecordPlan::Kind kind : {RecordPlan::Kind::Image, RecordPlan::Kind::ImageSequence}) {
            const WriterRequest request = requestOf(kind, type);
            const std::optional<WriterFormat> told = formatOfRealWriter(request);
            const Result<std::unique_ptr<MediaWriter>> writer = openRealWriter(request);
            QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
            QVERIFY(told && *told == formatOf(**writer));
        }
    }

    void moviesAreToldBefore()
    {
        const WriterRequest request = requestOf(RecordPlan::Kind::Movie, QStringLiteral("mkv"));
        const std::optional<WriterFormat> told = formatOfRealWriter(request);
        const Result<std::unique_ptr<MediaWriter>> writer = openRealWriter(request);
        QVERIFY2(writer, writer ? "" : qPrintable(writer.error().detail));
        QVERIFY(told && *told == formatOf(**writer));
    }

    void whatIsRefusedWantsNothing()
    {
        WriterRequest movie = requestOf(RecordPlan::Kind::Movie, QStringLiteral("webm"));
        QVERIFY(!openRealWriter(movie)); // no H.264 in WebM
        QVERIFY(!formatOfRealWriter(movie));
        WriterRequest still = requestOf(RecordPlan::Kind::Image, QStringLiteral("webp"));
        still.size = {20000, 20000};
        QVERIFY(!openRealWriter(still));
        QVERIFY(!formatOfRealWriter(still));
        QVERIFY(!formatOfRealWriter(requestOf(RecordPlan::Kind::Sound, QStringLiteral("wav"))));
    }

private:
    WriterRequest requestOf(RecordPlan::Kind kind, const QString& extension)
    {
        WriterRequest request;
        request.kind = kind;
        request.files = &systemFiles();
        const QString base = QStringLiteral("%1.%2").arg(++m_number);
        request.name.path = m_folder(base.arg(extension));
        request.name.pattern = m_folder(base.arg(QStringLiteral("%1.")) + extension);
        request.name.usesSuffix = true;
        request.size = {64, 48};
        request.movie.size = request.size;
        request.movie.rate = {25, 1};
        request.still.type = extension;
        return request;
    }

    TempFolder m_folder;
    int m_number = 0;
};

QTEST_GUILESS_MAIN(TestWriterRequest)
#include "test_writer_request.moc"
