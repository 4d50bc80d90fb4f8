// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_writer.h"

namespace reelout::test {

void Gate::open()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_isOpen = true;
    }
    m_changed.notify_all();
}

void Gate::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isOpen = false;
}

void Gate::pass()
{
    std::unique_lock lock(m_mutex);
    ++m_waiting;
    m_changed.wait(lock, [this] { return m_isOpen; });
    --m_waiting;
}

int Gate::waiting() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isOpen ? 0 : m_waiting; // those let through may not have noticed yet
}

class FakeWriter final : public MediaWriter {
public:
    FakeWriter(WriterScript& script, QString path) : m_script(script), m_path(std::move(path)) {}
    ~FakeWriter() override
    {
        const std::scoped_lock lock(m_script.m_mutex);
        m_script.m_dropped += m_isFinished ? 0 : 1;
    }

    PixelFormat pictureFormat() const override { return m_script.format; }
    Size pictureSize() const override { return m_script.size; }
    ColourSpec pictureColour() const override { return kScreenColour; }

    Status writePicture(const PicturePtr& picture, std::int64_t index) override
    {
        m_script.pictureGate.pass();
        if (m_script.duringPicture) {
            m_script.m_inPicture = true;
            m_script.duringPicture(picture != m_last);
            m_script.m_inPicture = false;
        }
        m_last = picture;
        if (index == m_script.failAtPicture)
            return m_script.pictureError;
        const std::scoped_lock lock(m_script.m_mutex);
        if (index < m_frames)
            return misuse(QStringLiteral("picture out of turn"));
        // A picture stays on show over the numbers that are left out.
        while (m_frames < index && !m_script.m_pictures.empty()) {
            m_script.m_pictures.push_back(m_script.m_pictures.back());
            ++m_frames;
        }
        m_frames = index + 1;
        WriterScript::Written written{picture->serial, picture->captured, {}};
        for (const PicturePtr& layer : picture->layers)
            written.layers.push_back(layer->serial);
        m_script.m_pictures.push_back(std::move(written));
        return {};
    }
    bool hasCheapRepeats() const override { return m_script.hasCheapRepeats; }
    Status repeatPicture(const PicturePtr& picture, std::int64_t index) override
    {
        const std::scoped_lock lock(m_script.m_mutex);
        if (!m_script.hasCheapRepeats || picture != m_last || index != m_frames)
            return misuse(QStringLiteral("no picture to repeat"));
        m_script.m_pictures.push_back(m_script.m_pictures.back());
        ++m_script.m_cheapRepeats;
        ++m_frames;
        return {};
    }
    Status writeAudio(std::span<const float> samples, std::int64_t firstFrame) override
    {
        const std::scoped_lock lock(m_script.m_mutex);
        if (firstFrame < m_audioFrames)
            return misuse(QStringLiteral("sound out of turn"));
        m_audioFrames = firstFrame + 1;
        m_script.m_audio.insert(m_script.m_audio.end(), samples.begin(), samples.end());
        return {};
    }
    Result<WrittenFile> finish(Timestamp) override
    {
        m_isFinished = true;
        const std::scoped_lock lock(m_script.m_mutex);
        ++m_script.m_finished;
        if (m_script.finishError)
            return *m_script.finishError;
        return WrittenFile{m_path, 1000, m_frames, m_audioFrames, {}, {}};
    }
    std::uint64_t bytesWritten() const override { return 500; }

private:
    static Error misuse(const QString& detail)
    {
        return makeError(ErrorCode::Internal, QStringLiteral("fake writer"), detail);
    }

    WriterScript& m_script;
    QString m_path;
    PicturePtr m_last;
    std::int64_t m_frames = 0;
    std::int64_t m_audioFrames = 0;
    bool m_isFinished = false;
};

Result<std::unique_ptr<MediaWriter>> WriterScript::open(const QString& path)
{
    openGate.pass();
    if (openError)
        return *openError;
    const std::scoped_lock lock(m_mutex);
    ++m_opened;
    m_paths += path;
    return std::unique_ptr<MediaWriter>(std::make_unique<FakeWriter>(*this, path));
}

std::vector<WriterScript::Written> WriterScript::pictures() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pictures;
}

std::size_t WriterScript::pictureCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_pictures.size();
}

std::vector<float> WriterScript::audio() const
{
    const std::scoped_lock lock(m_mutex);
    return m_audio;
}

int WriterScript::cheapRepeats() const
{
    const std::scoped_lock lock(m_mutex);
    return m_cheapRepeats;
}

int WriterScript::opened() const
{
    const std::scoped_lock lock(m_mutex);
    return m_opened;
}

int WriterScript::finished() const
{
    const std::scoped_lock lock(m_mutex);
    return m_finished;
}

int WriterScript::dropped() const
{
    const std::scoped_lock lock(m_mutex);
    return m_dropped;
}

QStringList WriterScript::paths() const
{
    const std::scoped_lock lock(m_mutex);
    return m_paths;
}

} // namespace reelout::test
