// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace reelout::fuzz;

namespace {

using Target = void (*)(Bytes);

Bytes bytesOf(const QByteArray& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())};
}

/// One blind change: a byte, a piece gone, doubled, or brought from another seed.
QByteArray changed(QByteArray text, const std::vector<QByteArray>& seeds, std::mt19937& random)
{
    const auto place = [&](const QByteArray& in) {
        return in.isEmpty() ? 0 : static_cast<qsizetype>(random() % static_cast<unsigned>(in.size()));
    };
    const qsizetype at = place(text);
    const qsizetype length = 1 + static_cast<qsizetype>(random() % 24);
    switch (random() % 5) {
    case 0:
        if (!text.isEmpty())
            text[at] = static_cast<char>(random());
        break;
    case 1:
        text.remove(at, length);
        break;
    case 2:
        text.insert(at, text.mid(place(text), length));
        break;
    case 3: {
        const QByteArray& other = seeds[random() % seeds.size()];
        text.insert(at, other.mid(place(other), length));
        break;
    }
    default:
        text.truncate(at);
        break;
    }
    return text;
}

void hammer(Target target, const QString& pattern, int rounds)
{
    const QDir corpus(QStringLiteral(REELOUT_CORPUS));
    std::vector<QByteArray> seeds;
    for (const QString& name : corpus.entryList({pattern}, QDir::Files)) {
        QFile file(corpus.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        seeds.push_back(file.readAll());
        target(bytesOf(seeds.back()));
    }
    QVERIFY(!seeds.empty());
    std::mt19937 random(1);
    for (int round = 0; round < rounds; ++round) {
        QByteArray text = seeds[random() % seeds.size()];
        for (unsigned change = random() % 8; change > 0; --change)
            text = changed(std::move(text), seeds, random);
        target(bytesOf(text));
    }
}

} // namespace

class TestHostileText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void projects() { hammer(readProject, QStringLiteral("project-*"), 3000); }
    void words() { hammer(readWords, QStringLiteral("words-*"), 20000); }
    void expressions() { hammer(readExpression, QStringLiteral("expression-*"), 3000); }
    void requests() { hammer(readRequests, QStringLiteral("request-*"), 20000); }
    void packets() { hammer(readPacket, QStringLiteral("osc-*"), 50000); }
    void scripts() { hammer(readScript, QStringLiteral("script-*"), 5000); }
    void hugeAndDeep();
};

void TestHostileText::hugeAndDeep()
{
    readProject(bytesOf(QByteArray("{\"a\":") + QByteArray(1'000'000, '[')));
    readProject(bytesOf(QByteArray("{\"format\":\"reelout-project\",\"version\":1,\"operators\":[") +
                        QByteArray("{\"name\":\"a\",\"type\":\"table\"},").repeated(20'000) + "{}]}"));
    readWords(bytesOf(QByteArray(1'000'000, '[')));
    readWords(bytesOf(QByteArray("*").repeated(2000)));
    readWords(bytesOf(QByteArray("\t\n").repeated(300'000)));
    readExpression(bytesOf(QByteArray("(").repeated(20'000)));
    readExpression(bytesOf(QByteArray("'a'.repeat(1e9)")));
    readExpression(bytesOf(QByteArray("let a = []; while (true) a.push(a)")));
    readExpression(bytesOf(QByteArray("while (true);")));
    readRequests(bytesOf(QByteArray(100'000'000, 'x')));
    readRequests(bytesOf(QByteArray(60'000, '[') + '\n'));
    readRequests(bytesOf(QByteArray("{\"verb\":\"GetState\"}\n").repeated(2000)));
    readPacket(bytesOf(QByteArray(65'536, '/')));
    readScript(bytesOf(QByteArray("(").repeated(200'000)));
    readScript(bytesOf(QByteArray("a.par.b ").repeated(20'000)));
}

QTEST_GUILESS_MAIN(TestHostileText)
#include "test_hostile_text.moc"
