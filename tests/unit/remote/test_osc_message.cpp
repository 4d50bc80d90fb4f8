// SPDX-License-Identifier: GPL-3.0-or-later
#include "remote/osc_message.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace reelout;

namespace {

QString str(const char* text)
{
    return QString::fromUtf8(text);
}

QByteArray bundle(const QList<QByteArray>& packets)
{
    QByteArray bytes("#bundle\0\0\0\0\0\0\0\0\1", 16);
    for (const QByteArray& packet : packets) {
        QByteArray length(4, '\0');
        qToBigEndian(static_cast<qint32>(packet.size()), length.data());
        bytes += length + packet;
    }
    return bytes;
}

} // namespace

class TestOscMessage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!hasOsc())
            QSKIP("built without liblo");
    }

    void thereAndBack()
    {
        const QByteArray packet = oscPacket({str("/a/b"), {3, 0.5, str("täxt"), true, false}});
        const auto read = parseOsc(packet);
        QVERIFY(read.hasValue());
        QCOMPARE(read->size(), std::size_t(1));
        QCOMPARE(read->front().address, str("/a/b"));
        QCOMPARE(read->front().arguments, QVariantList({3, 0.5, str("täxt"), true, false}));
        QVERIFY(parseOsc(oscPacket({str("/none"), {}}))->front().arguments.isEmpty());
    }

    void bundles()
    {
        const QByteArray one = oscPacket({str("/one"), {1}});
        const auto read = parseOsc(bundle({one, bundle({one, one})}));
        QVERIFY(read.hasValue());
        QCOMPARE(read->size(), std::size_t(3));
        QVERIFY(!parseOsc(bundle(QList<QByteArray>(100, one)))); // too many
        QByteArray deep = one;
        for (int i = 0; i < 100; ++i)
            deep = bundle({deep});
        QVERIFY(!parseOsc(deep));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("hello world!");
        QTest::newRow("no types") << QByteArray("/a\0\0", 4);
        QTest::newRow("cut") << QByteArray("/a\0\0,iii\0\0\0\0\0\0\0\1", 16);
        QTest::newRow("blob") << QByteArray("/a\0\0,b\0\0\0\0\0\4abcd", 16);
        QTest::newRow("blob too long") << QByteArray("/a\0\0,b\0\0\x7f\xff\xff\xff"
                                                     "abcd",
                                                     16);
        QTest::newRow("nan") << QByteArray("/a\0\0,f\0\0\x7f\xc0\0\0", 12);
        QTest::newRow("odd size") << QByteArray("/a\0\0,i\0\0\0\0\0", 11);
        QTest::newRow("bundle length") << QByteArray("#bundle\0\0\0\0\0\0\0\0\1\x7f\xff\xff\xff", 20);
        QTest::newRow("negative length") << QByteArray("#bundle\0\0\0\0\0\0\0\0\1\xff\xff\xff\xff", 20);
        QTest::newRow("open text") << QByteArray("/a\0\0,s\0\0abcd", 12);
    }

    void refused()
    {
        QFETCH(QByteArray, packet);
        QVERIFY(!parseOsc(packet));
    }

    // Random ones, and real ones with some bytes changed: they are read or refused.
    void hostilePackets()
    {
        QRandomGenerator random(3);
        const QByteArray real = bundle({oscPacket({str("/moviefileout1/par/fps"), {30, 0.5, str("abc")}}),
                                        oscPacket({str("/reelout/state"), {str("")}})});
        for (int i = 0; i < 100000; ++i) {
            QByteArray packet = real;
            if (i % 2 == 0) {
                packet = QByteArray(4 * random.bounded(20), '\0');
                for (char& byte : packet)
                    byte = static_cast<char>(random.bounded(256));
                if (i % 4 == 0)
                    packet.prepend("/a\0\0,", 5);
            } else {
                for (int changes = random.bounded(1, 5); changes > 0; --changes)
                    packet[random.bounded(static_cast<int>(packet.size()))] =
                        static_cast<char>(random.bounded(256));
                packet.truncate(random.bounded(static_cast<int>(packet.size())) + 1);
            }
            if (const auto read = parseOsc(packet))
                QVERIFY(read->size() <= 64);
        }
    }
};

QTEST_GUILESS_MAIN(TestOscMessage)
#include "test_osc_message.moc"
