// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operators/project_history.h"
#include "preferences/preference_store.h"
#include "preset/preset_store.h"
#include "record/engine.h"

#include <QMainWindow>
#include <QPointer>

class QDockWidget;
class QSplitter;
class QStackedWidget;

namespace reelout {

class HelpWindow;
class InspectorView;
class ListenControl;
class LogView;
class MeterView;
class NoticeLine;
class OperatorHeader;
class OperatorList;
class PickerHost;
class PresetButton;
class ProjectDocument;
class SoundMonitor;
class RecordingFrames;
class ScriptPanel;
class ReportWindow;
class TableEditor;
class TransportBar;
class Tray;
class UndoActions;
class ViewportPanel;
struct EditorContext;

/// The window: operators at the left, the picture in the middle, the inspector at the right, transport,
/// meters and log below. Joins the panels; whatever they do they do through project and engine.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// What is handed over outlives it.
    MainWindow(Engine& engine, PreferenceStore& preferences, ProjectHistory& history,
               QWidget* parent = nullptr);
    /// With preferences of its own, which are kept nowhere, and a history of its own.
    explicit MainWindow(Engine& engine, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Selects what a person wants to see first: the first recorder.
    void selectFirst();
    /// False with a notice when it can't be read, or something records.
    bool openProject(const QString& path);
    void startNewProject();
    /// Whether another project may take this one's place: nothing records, and unsaved changes are saved or
    /// not minded (asks).
    bool mayReplaceProject();
    /// Finishes all files and ends the program without asking (signals, end of session).
    void finishAndQuit();

    PreferenceStore& preferences() const { return m_preferences; }
    Project& project() const { return m_engine.project(); }
    OperatorList& operatorList() const { return *m_operators; }
    ViewportPanel& viewportPanel() const { return *m_viewport; }
    InspectorView& inspector() const { return *m_inspector; }
    OperatorHeader& header() const { return *m_header; }
    TableEditor& tableEditor() const { return *m_table; }
    TransportBar& transport() const { return *m_transport; }
    MeterView& meter() const { return *m_meter; }
    ListenControl& listenControl() const { return *m_listen; }
    SoundMonitor& monitor() const { return *m_monitor; }
    LogView& log() const { return *m_log; }
    NoticeLine& notice() const { return *m_notice; }
    HelpWindow& help() const { return *m_help; }
    ReportWindow& reports() const { return *m_reports; }
    QString noticeText() const;
    ProjectDocument& document() const { return *m_document; }
    Tray& tray() const { return *m_tray; }
    ProjectHistory& history() const { return *m_history; }
    UndoActions& undoActions() const { return *m_undo; }
    PresetButton& presets() const { return *m_presets; }
    PickerHost& pickers() const { return *m_pickers; }
    RecordingFrames& recordingFrames() const { return *m_frames; }
    ScriptPanel& scriptPanel() const { return *m_script; }
    QDockWidget& scriptDock() const { return *m_scriptDock; }

    /// Size, place and layout, for the next window.
    void storeState() const;

Q_SIGNALS:
    void preferencesAsked();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    MainWindow(Engine& engine, PreferenceStore* preferences, ProjectHistory* history, QWidget* parent);
    /// Says so when something is recorded, which another project would end.
    bool isReplaceable();
    enum class Closing { Quit, Retreat, Stay };
    Closing askAboutClosing();
    void buildLayout();
    void buildScriptDock();
    void followProject();
    void followPresets();
    void followHistory();
    void followPreferences();
    /// What was chosen here is a preference from now on.
    void keep(QLatin1String key, const QVariant& value);
    void followRecorder(Recorder& recorder);
    /// What is chosen in the list is shown by all panels.
    void showChosen();
    EditorContext contextFor(Operator* op) const;
    /// The recorder the transport drives when `op` is selected.
    Recorder* recorderFor(Operator* op) const;
    void showTitle();

    Engine& m_engine;
    std::unique_ptr<PreferenceStore> m_ownPreferences; ///< only where none were given
    PreferenceStore& m_preferences;
    QPointer<Operator> m_selected; ///< the first of those chosen
    QPointer<Recorder> m_lastRecorder;
    OperatorList* m_operators = nullptr;
    QStackedWidget* m_centre = nullptr; ///< the picture, or the cells of a table
    ViewportPanel* m_viewport = nullptr;
    TableEditor* m_table = nullptr;
    PresetStore m_presetStore{defaultPresetsFolder()};
    PresetButton* m_presets = nullptr;
    OperatorHeader* m_header = nullptr;
    InspectorView* m_inspector = nullptr;
    TransportBar* m_transport = nullptr;
    MeterView* m_meter = nullptr;
    SoundMonitor* m_monitor = nullptr;
    ListenControl* m_listen = nullptr;
    LogView* m_log = nullptr;
    NoticeLine* m_notice = nullptr;
    HelpWindow* m_help = nullptr;
    ReportWindow* m_reports = nullptr;
    ProjectDocument* m_document = nullptr;
    ProjectHistory* m_history = nullptr;
    UndoActions* m_undo = nullptr;
    Tray* m_tray = nullptr;
    PickerHost* m_pickers = nullptr;
    RecordingFrames* m_frames = nullptr;
    ScriptPanel* m_script = nullptr;
    QDockWidget* m_scriptDock = nullptr;
    QSplitter* m_columns = nullptr;
    QSplitter* m_rows = nullptr;
    QSplitter* m_bottom = nullptr;
};

/// Fills the menu bar.
void buildMenus(MainWindow& window);

} // namespace reelout
