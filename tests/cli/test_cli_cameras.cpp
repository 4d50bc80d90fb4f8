// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gst_camera.h"
#include "support/media_probe.h"
#include "support/numbered_pictures.h"
#include "support/process.h"
#include "support/pulse_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTest>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kSize{192, 120};
constexpr int kNumbers = 200;
constexpr int kRate = 20;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// reelout-cli on a machine whose one camera GStreamer plays through PipeWire.
class TestCliCameras final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(GstCamera::isInstalled(), "gstreamer1.0-tools is missing");
        m_server = std::make_unique<PulseServer>(PulseServer::Kind::PipeWire);
        QVERIFY(m_server->start());
        const QString file = m_folder(q("numbered.i420"));
        QVERIFY(writeNumbered(file, kSize, kNumbers));
        m_camera = std::make_unique<GstCamera>(m_server->environment());
        QVERIFY(m_camera->startFile(q("numbered"), file, kSize, kRate));
    }
    void cleanupTestCase()
    {
        m_camera.reset();
        m_server.reset();
    }

    void sourcesShowItWithWhatItOffers()
    {
        QJsonObject camera;
        QVERIFY(QTest::qWaitFor(
            [&] {
                m_camera->revive();
                for (const QJsonValue& each : listed()) {
                    if (each[q("kind")] == q("camera"))
                        camera = each.toObject();
                }
                return !camera.isEmpty();
            },
            60000));
        QCOMPARE(camera[q("id")].toString(), q("pipewire:numbered"));
        QCOMPARE(camera[q("label")].toString(), q("Camera-numbered"));
        const QJsonObject mode = camera[q("modes")][0].toObject();
        QCOMPARE(mode[q("pixelFormat")].toString(), q("i420"));
        QCOMPARE(mode[q("size")].toArray(), (QJsonArray{kSize.width, kSize.height}));
        QCOMPARE(mode[q("rate")].toString(), q("20"));
    }

    void itIsRecorded_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<bool>("throughV4l2");
        QTest::newRow("the first") << QString() << false;
        QTest::newRow("by its name") << q("pipewire:numbered") << false;
        // PipeWire's library plays the kernel: what is opened as /dev/video0 is that camera.
        // ThreadSanitizer's own calls would go through it, too, and never come back.
#ifndef __SANITIZE_THREAD__
        QTest::newRow("as V4L2") << q("/dev/video0") << true;
#endif
    }

    /// Every number in the file follows one before it, and stands for as long as the report says.
    void itIsRecorded()
    {
        QFETCH(QString, device);
        QFETCH(bool, throughV4l2);
        const TempFolder folder;
        const QString path = folder(q("take.mkv"));
        QString program = builtProgram(q("reelout-cli"));
        QStringList arguments{q("record"),
                              q("--video"),
                              q("videodevicein"),
                              q("--output"),
                              path,
                              q("--duration"),
                              q("3"),
                              q("--json"),
                              q("--set"),
                              q("moviefileout1.videocodec=ffv1"),
                              q("--set"),
                              q("moviefileout1.fps=%1").arg(kRate)};
        if (!device.isEmpty())
            arguments << q("--set") << q("videodevicein1.device=%1").arg(device);
        QProcessEnvironment environment = m_server->environment();
        if (throughV4l2) {
            QVERIFY2(!QStandardPaths::findExecutable(q("pw-v4l2")).isEmpty(), "pipewire-v4l2 is missing");
            arguments.prepend(program);
            program = q("pw-v4l2");
            // Its library comes before AddressSanitizer's where the program has that.
            environment.insert(q("ASAN_OPTIONS"), q("verify_asan_link_order=0"));
        }
        ProcessResult result;
        do {
            QFile::remove(path);
            result = runProcess(program, arguments, environment);
        } while (m_camera->revive());
        QVERIFY2(result.exitCode == 0, result.error.constData());
        QVERIFY(decodeErrors(path).isEmpty());
        const QJsonObject frames = QJsonDocument::fromJson(result.out)[q("frames")].toObject();
        QVERIFY2(!frames.isEmpty(), result.out.constData());

        const std::vector<QByteArray> pictures = decodePictures(path, kSize.width, kSize.height);
        QCOMPARE(static_cast<int>(pictures.size()), 3 * kRate);
        int repeated = 0;
        std::optional<std::uint32_t> last;
        for (const QByteArray& picture : pictures) {
            const auto number = readFrameCode(FrameCodeView{
                reinterpret_cast<const std::uint8_t*>(picture.constData()), kSize.width * 4, kSize});
            QVERIFY(number);
            if (last) {
                const int steps = static_cast<int>((*number + kNumbers - *last) % kNumbers);
                QVERIFY(steps < kNumbers / 2); // never back
                repeated += steps == 0 ? 1 : 0;
            }
            last = number;
        }
        int said = 0;
        for (const QJsonValue& cause : frames[q("repeated")].toObject())
            said += cause.toInt();
        QCOMPARE(repeated, said);
    }

    void whatIsNotThereIsSaid()
    {
        const TempFolder folder;
        ProcessResult result;
        do {
            result = runProcess(builtProgram(q("reelout-cli")),
                                {q("record"), q("--video"), q("videodevicein"), q("--output"),
                                 folder(q("take.mkv")), q("--duration"), q("1"), q("--set"),
                                 q("videodevicein1.pixelformat=nv12")},
                                m_server->environment());
        } while (m_camera->revive());
        QCOMPARE(result.exitCode, 11); // Unsupported
        QVERIFY2(result.error.contains("192 × 120, 20 fps, I420"), result.error.constData());
    }

private:
    QJsonArray listed() const
    {
        const ProcessResult result = runProcess(
            builtProgram(q("reelout-cli")), {q("list"), q("sources"), q("--json")}, m_server->environment());
        return QJsonDocument::fromJson(result.out).array();
    }

    TempFolder m_folder;
    std::unique_ptr<PulseServer> m_server;
    std::unique_ptr<GstCamera> m_camera;
};

QTEST_GUILESS_MAIN(TestCliCameras)
#include "test_cli_cameras.moc"
