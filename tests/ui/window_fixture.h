// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "script/script_engine.h"
#include "support/temp_folder.h"
#include "ui/inspector/inspector_view.h"
#include "ui/main_window.h"
#include "ui/panels/operator_list.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTabWidget>
#include <QTest>

#include <functional>

namespace reelout::test {

/// No screen here, so that a first project has the test pattern.
class NoScreen final : public ScreenBackend {
public:
    QString name() const override { return QStringLiteral("none"); }
    Status availability() const override { return noDisplay(); }
    Result<std::vector<DeviceInfo>> monitors() override { return noDisplay(); }
    Result<std::unique_ptr<PictureSource>> open(const ScreenSpec&) override { return noDisplay(); }

private:
    static Error noDisplay() { return makeError(ErrorCode::NoDisplay, QStringLiteral("open screen"), {}); }
};

class NoSound final : public SoundBackend {
public:
    QString name() const override { return QStringLiteral("none"); }
    Result<std::vector<DeviceInfo>> devices() override { return noServer(); }
    Result<std::unique_ptr<AudioSource>> open(const SoundDeviceSpec&) override { return noServer(); }

private:
    static Error noServer() { return makeError(ErrorCode::NoSoundServer, QStringLiteral("open sound"), {}); }
};

/// One camera, which somebody else uses.
class BusyCamera final : public CameraBackend {
public:
    QString name() const override { return QStringLiteral("busy"); }
    Result<std::vector<DeviceInfo>> cameras() override
    {
        DeviceInfo camera;
        camera.id = QStringLiteral("camera");
        camera.label = QStringLiteral("Camera");
        camera.kind = QStringLiteral("camera");
        camera.detail = QStringLiteral("/dev/video0");
        camera.modes = {{QStringLiteral("yuyv"), {1280, 720}, FrameRate(10, 1)},
                        {QStringLiteral("mjpeg"), {1920, 1080}, FrameRate(30, 1)}};
        camera.controls = {QStringLiteral("gain")};
        return std::vector<DeviceInfo>{camera};
    }
    std::unique_ptr<DeviceWatch> watch(const std::function<void()>&) override { return nullptr; }
    Result<std::unique_ptr<PictureSource>> open(const CameraSpec&) override
    {
        return makeError(ErrorCode::IoFailed, QStringLiteral("open camera"), QStringLiteral("in use"));
    }
    bool knows(const QString&) const override { return true; }
};

/// Settings are kept in a folder that goes with the test; the program's look.
inline void useOwnSettings()
{
    static const TempFolder settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    applyTheme(*qApp);
}

/// Project, scripts and engine as the program has them, with the window to be made around them.
struct WindowFixture {
    TempFolder folder;
    Project project;
    ScriptEngine script{project, systemClock()};
    Engine engine;
    std::unique_ptr<MainWindow> window;

    WindowFixture() : engine(project, services(folder.path())) {}
    Operator& op(const char* name) { return *project.find(QLatin1String(name)); }

    /// Shows each page of each operator's inspector in turn; `check` gets words for it. Ends with a failure.
    void forEveryPage(const std::function<void(const QString&)>& check) const
    {
        for (Operator* each : project.operators()) {
            window->operatorList().select(each);
            window->inspector().rows(); // all pages are built
            auto* tabs = window->inspector().findChildren<QTabWidget*>().value(0);
            for (QTabWidget* candidate : window->inspector().findChildren<QTabWidget*>())
                if (candidate->isVisible())
                    tabs = candidate;
            for (int page = 0; tabs && page < tabs->count(); ++page) {
                tabs->setCurrentIndex(page);
                check(each->name() + QStringLiteral(", page ") + tabs->tabText(page));
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }

private:
    static EngineServices services(const QString& movies)
    {
        EngineServices made;
        made.screens = std::make_shared<NoScreen>();
        made.sounds = std::make_shared<NoSound>();
        made.cameras = std::make_shared<BusyCamera>();
        made.moviesFolder = movies;
        return made;
    }
};

} // namespace reelout::test
