// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/generators/frame_code.h"
#include "support/process.h"
#include "support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <numeric>

using namespace reelout;
using namespace reelout::test;

namespace {

constexpr Size kSize{160, 100};
constexpr int kStills = 12;

QString q(const char* text)
{
    return QString::fromUtf8(text);
}

/// Two test patterns and a recorder that names channels of both, of the second one in two blocks.
const char* const kProject = R"({"format": "reelout-project", "version": 1, "rate": "20", "operators": [
    {"type": "testpattern", "name": "one", "parameters":
        {"resolution": [160, 100], "flash": false, "everyframe": EVERY}},
    {"type": "testpattern", "name": "two", "parameters":
        {"resolution": OTHER, "flash": false, "pattern": "ramp", "everyframe": EVERY}},
    {"type": "moviefileout", "name": "out", "inputs": ["one"], "parameters":
        {"type": "imagesequence", "imagefiletype": "exr", "fps": 20, "audiochop": "", "limitlength": true,
         "lengthunit": "indices", "length": 12, "input": [
            {"top": "", "r": "R", "g": "G", "b": "B", "a": ""},
            {"top": "two", "r": "layer.R", "g": "layer.G", "b": "layer.B", "a": ""},
            {"top": "two", "r": "", "g": "again.G", "b": "", "a": ""},
            {"top": "one", "r": "own.R", "g": "", "b": "", "a": ""}]}}]})";

class LayersProject {
public:
    LayersProject(bool everyFrame, const char* otherSize)
    {
        QFile file(m_folder(q("layers.reelout")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no project");
        file.write(
            QByteArray(kProject).replace("EVERY", everyFrame ? "true" : "false").replace("OTHER", otherSize));
    }
    ProcessResult record(const QStringList& more) const
    {
        return runProcess(builtProgram(q("reelout-cli")),
                          QStringList{q("record"), m_folder(q("layers.reelout"))} + more);
    }
    QString operator()(const QString& name) const { return m_folder(name); }
    QStringList images() const { return QDir(m_folder.path()).entryList({q("*.exr")}, QDir::Files); }

private:
    TempFolder m_folder;
};

/// The numbers burnt into the pictures of a sequence, as FFmpeg reads that layer of it.
std::vector<std::uint32_t> numbersOf(const QString& images, const QString& layer)
{
    const ProcessResult decoded =
        runProcess(q("ffmpeg"), {q("-v"), q("error"), q("-layer"), layer, q("-i"), images, q("-f"),
                                 q("rawvideo"), q("-pix_fmt"), q("bgra"), q("-")});
    constexpr qsizetype kBytes = 4 * qsizetype(kSize.width) * kSize.height;
    std::vector<std::uint32_t> numbers;
    for (qsizetype at = 0; at + kBytes <= decoded.out.size(); at += kBytes) {
        const auto* data = reinterpret_cast<const std::uint8_t*>(decoded.out.constData() + at);
        numbers.push_back(readFrameCode({data, 4 * kSize.width, kSize, 4}).value_or(0xFFFFFFFF));
    }
    return numbers;
}

} // namespace

/// Additional Input TOP: channels of several operators in one image, from the same instant.
class TestCliLayers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothAreOfTheSameInstant_data()
    {
        QTest::addColumn<bool>("everyFrame");
        QTest::newRow("in real time") << false;
        QTest::newRow("every frame") << true;
    }

    void bothAreOfTheSameInstant()
    {
        QFETCH(bool, everyFrame);
        const LayersProject project(everyFrame, "[160, 100]");
        const ProcessResult result = project.record({q("--output"), project(q("a.exr"))});
        QVERIFY2(result.exitCode == 0, result.error.constData());
        QCOMPARE(project.images().size(), kStills);
        const QString images = project(q("a.0.%d.exr"));
        const std::vector<std::uint32_t> own = numbersOf(images, QString());
        QCOMPARE(own.size(), std::size_t(kStills));
        QVERIFY(std::find(own.begin(), own.end(), 0xFFFFFFFF) == own.end());
        QCOMPARE(numbersOf(images, q("layer")), own);
        if (everyFrame) {
            std::vector<std::uint32_t> wanted(kStills);
            std::iota(wanted.begin(), wanted.end(), 0U);
            QCOMPARE(own, wanted);
        }
    }

    void channelsHaveTheNamesOfTheBlocks()
    {
        const LayersProject project(true, "[160, 100]");
        const QString path = project(q("a.exr"));
        const ProcessResult result = project.record({q("--type"), q("image"), q("--output"), path});
        QVERIFY2(result.exitCode == 0, result.error.constData());
        const ProcessResult info = runProcess(q("exrheader"), {path});
        QCOMPARE(info.out.count("16-bit floating-point"), 8);
        for (const char* name : {"R", "G", "B", "layer.R", "layer.G", "layer.B", "again.G", "own.R"})
            QVERIFY2(info.out.contains(QByteArray("    ").append(name).append(", 16-bit")),
                     info.out.constData());
        // The same operator in two places is the same picture; so is the recorder's own input.
        const ProcessResult same = runProcess(q("oiiotool"), {path, q("--ch"), q("again.G,R"), path,
                                                              q("--ch"), q("layer.G,own.R"), q("--diff")});
        QVERIFY2(same.exitCode == 0, same.out.constData());
        const ProcessResult other = runProcess(q("oiiotool"), {path, q("--ch"), q("R,G,B"), path, q("--ch"),
                                                               q("layer.R,layer.G,layer.B"), q("--diff")});
        QVERIFY(other.exitCode != 0);
    }

    void differentSizesAreRefusedWithBothNames_data() { bothAreOfTheSameInstant_data(); }
    void differentSizesAreRefusedWithBothNames()
    {
        QFETCH(bool, everyFrame);
        const LayersProject project(everyFrame, "[128, 96]");
        const ProcessResult result = project.record({q("--output"), project(q("a.exr"))});
        QVERIFY(result.exitCode != 0);
        for (const char* part : {"two has 128", "one has 160", "96"})
            QVERIFY2(result.error.contains(part), result.error.constData());
        QVERIFY(project.images().isEmpty());
        // The rule for the output's size can bring both together.
        const ProcessResult custom =
            project.record({q("--output"), project(q("a.exr")), q("--outputresolution"), q("custom"),
                            q("--resolution"), q("160 100")});
        QVERIFY2(custom.exitCode == 0, custom.error.constData());
        QCOMPARE(project.images().size(), kStills);
    }

    void otherTypesSayThatTheyLeaveThemOut()
    {
        const LayersProject project(true, "[160, 100]");
        const ProcessResult png = project.record(
            {q("--type"), q("image"), q("--imagefiletype"), q("png"), q("--output"), project(q("a.png"))});
        QVERIFY2(png.exitCode == 0, png.error.constData());
        QVERIFY2(png.error.contains("(two, one)"), png.error.constData());
        QVERIFY(png.error.contains("OpenEXR"));
    }

    void sourcesInDifferentKindsOfTimeAreRefused()
    {
        const LayersProject project(true, "[160, 100]");
        const ProcessResult result =
            project.record({q("--output"), project(q("a.exr")), q("--set"), q("two.everyframe=off")});
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.error.contains("one") && result.error.contains("two"), result.error.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliLayers)
#include "test_cli_layers.moc"
