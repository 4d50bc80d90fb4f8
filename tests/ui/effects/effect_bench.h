// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "script/exports.h"
#include "script/script_engine.h"
#include "support/media_probe.h"
#include "support/temp_folder.h"
#include "ui/main_window.h"

#include <QTest>

#include <map>
#include <vector>

namespace reelout::test {

/// The real window around one recorder and small test sources, with hands that work its inspector as a person
/// does: clicks and keys only. What is not under test is arranged through the project.
class EffectBench {
public:
    struct Options {
        double resolutionMultiplier = 1.0;
        OpenWriter openWriter; ///< empty = the real one
    };

    EffectBench() : EffectBench(Options()) {}
    explicit EffectBench(Options options);
    ~EffectBench();

    /// testpattern1 (160 × 96, picture by picture) → moviefileout1, six frames at 30 fps, no sound.
    void movie();
    /// The same in real time and without a limit, with a tone as its sound.
    void liveMovie();
    /// One still of `type`.
    void still(const char* type);
    /// audiooscillator1 (mono) → audiofileout1.
    void sound();
    /// Another oscillator or whatever, wired to `input` of the recorder unless negative.
    Operator& add(const char* type, int input = -1);
    /// A row of another operator, or one of the recorder that is not under test.
    void arrange(const char* op, const char* name, const QVariant& value);
    void arrange(const char* name, const QVariant& value);

    // Hands. False when the inspector does not let them.
    bool choose(const char* row, const char* token); ///< an entry of a menu
    bool chooseOperator(const char* row, const char* name);
    bool toggle(const char* row);                 ///< by a click on its box
    bool type(const char* row, const char* text); ///< a number or text, with Return
    bool typePair(const char* row, const char* first, const char* second);
    bool typeExpression(const char* row, const char* text);
    bool press(const char* row);                         ///< a pulse
    bool pressEntry(const char* row, const char* entry); ///< an entry of a pulse's list
    bool pressChannel(const char* row, char letter);
    bool addBlock(const char* row, const std::map<QString, QString>& texts, const char* op);

    // Recording.
    /// Record by its button until it has ended by itself.
    bool record();
    bool start();
    bool stop();
    /// Waits for what takes real time.
    bool until(const std::function<bool()>& isTrue) const;

    Project& project() { return m_project; }
    Engine& engine() { return m_engine; }
    MainWindow& window() { return *m_window; }
    Operator& sink() { return *m_sink; }
    Recorder& recorder() { return *m_engine.recorder(*m_sink); }
    const TempFolder& folder() const { return m_folder; }

    // What became of it.
    const RecordReport& report() { return *recorder().lastReport(); }
    QString path() { return report().path; }
    QString name();
    QByteArray bytes();
    MediaProbe probe();
    QString video(const char* key) { return probe().video.value(QLatin1String(key)).toVariant().toString(); }
    QString audio(const char* key) { return probe().audio.value(QLatin1String(key)).toVariant().toString(); }
    /// What x264 writes of its settings into the stream.
    QString x264(const char* key);

private:
    template <typename Control>
    Control* control(const char* row, int index = 0);
    bool open(const char* op);
    void finishSetup();
    void pressRecord();

    TempFolder m_folder;
    Project m_project;
    ScriptEngine m_script{m_project, systemClock()};
    Engine m_engine;
    Exports m_exports{m_engine};
    std::unique_ptr<MainWindow> m_window;
    Operator* m_sink = nullptr;
};

} // namespace reelout::test
