// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "base/error_text.h"
#include "ui/drop_actions.h"
#include "ui/help/command_list.h"
#include "ui/help/help_window.h"
#include "ui/inspector/inspector_view.h"
#include "ui/inspector/operator_header.h"
#include "ui/panels/figures.h"
#include "ui/panels/listen_control.h"
#include "ui/panels/log_view.h"
#include "ui/panels/meter_view.h"
#include "ui/panels/notice_line.h"
#include "ui/panels/operator_list.h"
#include "ui/pickers/picker_host.h"
#include "ui/pickers/recording_frames.h"
#include "ui/presets/preset_button.h"
#include "ui/project_document.h"
#include "ui/scripting/script_panel.h"
#include "ui/starter_project.h"
#include "ui/table/table_editor.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/transport/countdown_overlay.h"
#include "ui/transport/record_commands.h"
#include "ui/transport/report_window.h"
#include "ui/transport/transport_bar.h"
#include "ui/tray.h"
#include "ui/undo/undo_actions.h"
#include "ui/viewport/viewport_panel.h"
#include "ui/window_state.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <QWidget>

#include <cmath>

namespace reelout {

namespace {

constexpr Duration kFinishTimeout = std::chrono::seconds(15);

} // namespace

MainWindow::MainWindow(Engine& engine, PreferenceStore& preferences, ProjectHistory& history, QWidget* parent)
    : MainWindow(engine, &preferences, &history, parent)
{}

MainWindow::MainWindow(Engine& engine, QWidget* parent) : MainWindow(engine, nullptr, nullptr, parent) {}

MainWindow::MainWindow(Engine& engine, PreferenceStore* preferences, ProjectHistory* history, QWidget* parent)
    : QMainWindow(parent),
      m_engine(engine),
      m_ownPreferences(preferences ? nullptr : std::make_unique<PreferenceStore>()),
      m_preferences(preferences ? *preferences : *m_ownPreferences)
{
    setWindowIcon(icon(QStringLiteral("app")));
    m_document = new ProjectDocument(engine.project(), *this);
    m_history = history ? history : new ProjectHistory(engine.project(), *engine.services().clock, this);
    m_undo = new UndoActions(*m_history, this);
    buildLayout();
    buildScriptDock();
    m_help = new HelpWindow(HelpPages([this] { return commandsOf(*this); }), this);
    buildMenus(*this);
    followProject();
    followHistory();
    followPresets();
    new DropActions(*this);
    m_pickers = new PickerHost(engine, *this);
    connect(m_pickers, &PickerHost::failed, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Problem, text); });
    m_frames = new RecordingFrames(engine, this);
    followPreferences();
    m_tray = new Tray(engine, m_preferences, *this);
    connect(m_tray, &Tray::quitRequested, this, &MainWindow::finishAndQuit);
    restoreWindowState(*this, {m_columns, m_rows, m_bottom});
    showTitle();
    selectFirst();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    m_operators = new OperatorList(m_engine, this);
    m_centre = new QStackedWidget(this);
    m_viewport = new ViewportPanel(m_engine, m_centre);
    m_table = new TableEditor(m_centre);
    m_centre->addWidget(m_viewport);
    m_centre->addWidget(m_table);
    auto* right = new QWidget(this);
    m_header = new OperatorHeader(right);
    m_presets = new PresetButton(m_presetStore, right);
    m_header->addTool(*m_presets);
    m_inspector = new InspectorView(right);
    auto* rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    rightLayout->setSpacing(0);
    rightLayout->addWidget(m_header);
    rightLayout->addWidget(m_inspector, 1);
    m_operators->setMinimumWidth(scaled(180));
    right->setMinimumWidth(scaled(370));

    m_columns = new QSplitter(Qt::Horizontal, this);
    for (QWidget* column : {static_cast<QWidget*>(m_operators), static_cast<QWidget*>(m_centre), right})
        m_columns->addWidget(column);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({scaled(250), 930, scaled(440)});

    auto* below = new QWidget(this);
    m_transport = new TransportBar(m_engine, below);
    m_notice = new NoticeLine(below);
    m_reports = new ReportWindow(m_engine, this);
    connect(m_notice, &NoticeLine::detailsAsked, m_reports, &ReportWindow::showNewest);
    new CountdownOverlay(m_transport->commands().countdown(), *m_centre);
    m_meter = new MeterView(m_engine, below);
    m_log = new LogView(logBuffer(), below);
    m_bottom = new QSplitter(Qt::Horizontal, below);
    m_monitor = new SoundMonitor(m_engine, {}, this);
    m_listen = new ListenControl(*m_monitor, below);
    auto* meters = new QWidget(below);
    auto* metersLayout = new QVBoxLayout(meters);
    metersLayout->setContentsMargins(0, 0, 0, 0);
    metersLayout->setSpacing(0);
    metersLayout->addWidget(m_meter, 1);
    metersLayout->addWidget(m_listen);
    m_bottom->addWidget(meters);
    m_bottom->addWidget(m_log);
    m_bottom->setStretchFactor(1, 1);
    m_bottom->setSizes({scaled(380), 1000});
    auto* belowLayout = new QVBoxLayout(below);
    belowLayout->setContentsMargins(0, 0, 0, 0);
    belowLayout->setSpacing(0);
    belowLayout->addWidget(m_transport);
    belowLayout->addWidget(m_notice);
    belowLayout->addWidget(m_bottom, 1);

    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(below);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({660, scaled(200)});
    m_columns->setObjectName(QStringLiteral("columns"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_bottom->setObjectName(QStringLiteral("bottom"));
    for (QSplitter* splitter : {m_columns, m_rows, m_bottom})
        splitter->setChildrenCollapsible(false);
    m_bottom->setChildrenCollapsible(true);
    setCentralWidget(m_rows);
    resize(openingSize(*this, {1600, 900}));
}

// Shut until it is asked for.
void MainWindow::buildScriptDock()
{
    m_scriptDock = new QDockWidget(tr("Script Console"), this);
    m_scriptDock->setObjectName(QStringLiteral("scriptDock"));
    m_script = new ScriptPanel(m_engine, m_scriptDock);
    m_scriptDock->setWidget(m_script);
    addDockWidget(Qt::BottomDockWidgetArea, m_scriptDock);
    m_scriptDock->hide();
    connect(m_scriptDock->toggleViewAction(), &QAction::triggered, m_script, [this](bool isShown) {
        if (isShown)
            m_script->edit();
    });
}

void MainWindow::followPresets()
{
    connect(m_presets, &PresetButton::refused, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Problem, text); });
    connect(m_presets, &PresetButton::told, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Good, text); });
    connect(m_operators, &OperatorList::added, this, [this](Operator* op) {
        const Status set = applyInitialPreset(m_presetStore, *op);
        if (!set)
            m_notice->show(NoticeLine::Tone::Problem, describe(set.error()));
    });
}

void MainWindow::followPreferences()
{
    using namespace preference;
    m_preferences.follow(kPreview, this,
                         [this](const QVariant& on) { m_viewport->setPreviewOn(on.toBool()); });
    m_preferences.follow(kPreviewRate, this,
                         [this](const QVariant& rate) { m_viewport->setPreviewRate(rate.toDouble()); });
    m_preferences.follow(kStillsFolder, this, [this](const QVariant& folder) {
        m_viewport->setPicturesFolder(folder.toString());
    });
    connect(m_viewport, &ViewportPanel::previewToggled, this, [this](bool on) { keep(kPreview, on); });
    RecordCommands& commands = m_transport->commands();
    m_preferences.follow(kCountdown, this, [&commands](const QVariant& seconds) {
        commands.setCountdownSeconds(seconds.toInt());
    });
    connect(&commands, &RecordCommands::countdownSecondsChanged, this,
            [this](int seconds) { keep(kCountdown, seconds); });
    m_preferences.follow(kMonitoringVolume, this,
                         [this](const QVariant& percent) { m_monitor->setVolume(percent.toInt() / 100.0); });
    m_preferences.follow(kMonitoringDevice, this,
                         [this](const QVariant& id) { m_monitor->setOutput(id.toString()); });
    m_preferences.follow(kMonitoring, this, [this](const QVariant& on) { m_monitor->setOn(on.toBool()); });
    connect(m_monitor, &SoundMonitor::changed, this, [this] {
        keep(kMonitoringVolume, static_cast<int>(std::lround(m_monitor->volume() * 100.0)));
        keep(kMonitoringDevice, m_monitor->output());
    });
    m_preferences.follow(kAskDiscarding, this,
                         [this](const QVariant& asks) { m_document->setAsks(asks.toBool()); });
    m_preferences.follow(kAskRemoving, this,
                         [this](const QVariant& asks) { m_operators->setAsksToRemove(asks.toBool()); });
    connect(&m_preferences, &PreferenceStore::saveFailed, this,
            [this](const Error& error) { m_notice->show(NoticeLine::Tone::Problem, describe(error)); });
}

void MainWindow::keep(QLatin1String key, const QVariant& value)
{
    if (const Status set = m_preferences.set(key, value); !set)
        m_notice->show(NoticeLine::Tone::Problem, describe(set.error()));
}

bool MainWindow::isReplaceable()
{
    if (!m_engine.isAnyRecording())
        return true;
    m_notice->show(NoticeLine::Tone::Problem, tr("A recording is running. Stop it before another project."));
    return false;
}

// One may begin while the question is open: by a hotkey, a remote, the schedule.
bool MainWindow::mayReplaceProject()
{
    return isReplaceable() && m_document->mayDiscard() && isReplaceable();
}

void MainWindow::followProject()
{
    Project& project = m_engine.project();
    const auto problem = [this](const QString& text) { m_notice->show(NoticeLine::Tone::Problem, text); };
    connect(m_operators, &OperatorList::choiceChanged, this, &MainWindow::showChosen);
    connect(m_inspector, &InspectorView::noticed, this, problem);
    connect(m_inspector, &InspectorView::helpAsked, this, [this](const QString& parameter) {
        m_help->open(m_selected ? m_selected->type().token : QStringLiteral("index"), parameter);
    });
    connect(m_operators, &OperatorList::noticed, this, problem);
    connect(m_header, &OperatorHeader::refused, this, problem);
    connect(&m_transport->commands(), &RecordCommands::done, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Plain, text); });
    connect(m_transport, &TransportBar::noticed, this, problem);
    connect(m_listen, &ListenControl::refused, this, problem);
    connect(m_document, &ProjectDocument::problemFound, this, problem);
    connect(m_table, &TableEditor::problemFound, this, problem);
    connect(m_viewport, &ViewportPanel::refused, this, problem);
    connect(m_viewport, &ViewportPanel::told, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Good, text); });
    connect(m_viewport, &ViewportPanel::saved, this, [this](const QString& path) {
        m_notice->show(NoticeLine::Tone::Good, tr("Saved the picture as %1").arg(path), path);
    });
    connect(m_table, &TableEditor::saved, this, [this](const QString& path) {
        m_notice->show(NoticeLine::Tone::Good, tr("Saved the table as %1").arg(path), path);
    });
    connect(m_document, &ProjectDocument::saved, this, [this](const QString& path) {
        showTitle();
        m_notice->show(NoticeLine::Tone::Good, tr("Saved the project as %1").arg(path), path);
    });
    connect(&project, &Project::modifiedChanged, this, &MainWindow::showTitle);
    connect(&project, &Project::replaced, this, [this] {
        showTitle();
        selectFirst();
    });
    connect(&project, &Project::operatorAdded, m_inspector, &InspectorView::refresh, Qt::QueuedConnection);
    const auto prepare = [this](const Operator* op) { m_inspector->prepare(op->params().sharedTable()); };
    connect(&project, &Project::operatorAdded, m_inspector, prepare);
    for (const Operator* op : project.operators())
        prepare(op);
    connect(&m_engine, &Engine::recorderAdded, this,
            [this](Recorder* recorder) { followRecorder(*recorder); });
    for (Recorder* recorder : m_engine.recorders())
        followRecorder(*recorder);
}

void MainWindow::followHistory()
{
    m_history->setRemovalGuard([this](const Operator& op) { return m_operators->mayRemove(op); });
    connect(m_operators, &OperatorList::stepBegins, m_history, &ProjectHistory::nameNext);
    connect(m_undo, &UndoActions::refused, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Problem, text); });
    // What a step changed is looked at.
    connect(m_history, &ProjectHistory::restored, this,
            [this](const HistoryStep& step, const QStringList& names) {
                if (!m_selected || !names.contains(m_selected->name())) {
                    for (const QString& name : names) {
                        if (!step.operators.contains(name) && step.kind != HistoryStep::Kind::Other)
                            continue;
                        m_operators->select(m_engine.project().find(name));
                        break;
                    }
                }
                if (!step.parameter.isEmpty())
                    m_inspector->reveal(step.parameter);
            });
}

void MainWindow::followRecorder(Recorder& recorder)
{
    connect(&recorder, &Recorder::noticed, this,
            [this](const QString& text) { m_notice->show(NoticeLine::Tone::Problem, text); });
    connect(&recorder, &Recorder::started, this, [this](const QString& path) {
        if (!path.isEmpty())
            m_notice->show(NoticeLine::Tone::Plain, tr("Recording to %1").arg(path));
    });
    const auto tell = [this](const RecordReport& report) {
        const bool harmed = report.error || !report.warnings.isEmpty();
        m_notice->showReport(harmed ? NoticeLine::Tone::Problem : NoticeLine::Tone::Good,
                             reportSentence(report), report.path, reportDetails(report));
        m_inspector->refresh();
    };
    connect(&recorder, &Recorder::finished, this, tell);
    connect(&recorder, &Recorder::replaySaved, this, tell);
    connect(&recorder, &Recorder::stateChanged, this, [this, watched = &recorder](RecorderState state) {
        if (state == RecorderState::Failed && watched->lastError())
            m_notice->show(NoticeLine::Tone::Problem, describe(*watched->lastError()));
        m_inspector->refresh();
    });
    if (!m_transport->recorder())
        m_transport->setRecorder(&recorder);
}

void MainWindow::showChosen()
{
    const std::vector<Operator*> chosen = m_operators->chosenOperators();
    Operator* op = chosen.empty() ? nullptr : chosen.front();
    m_selected = op;
    EditorContext context = contextFor(op);
    if (chosen.size() > 1)
        context.fileNote = {};
    std::vector<ParamSet*> sets;
    for (Operator* each : chosen)
        sets.push_back(&each->params());
    m_header->setOperators(chosen, context);
    m_presets->setOperator(chosen.size() == 1 ? chosen.front() : nullptr);
    m_inspector->setSubjects(sets, context);
    const bool isTable = op && op->type().family == Family::Dat;
    m_table->setOperator(isTable ? op : nullptr);
    m_viewport->setOperator(isTable ? nullptr : op);
    m_centre->setCurrentWidget(isTable ? static_cast<QWidget*>(m_table) : m_viewport);
    Recorder* recorder = recorderFor(op);
    m_lastRecorder = recorder;
    m_transport->setRecorder(recorder);
    const bool hasSound = op && (op->type().family == Family::Chop || op->type().isSink);
    Operator* heard = hasSound || !recorder ? op : &recorder->sink();
    m_meter->setOperator(heard);
    m_monitor->setOperator(heard);
}

Recorder* MainWindow::recorderFor(Operator* op) const
{
    if (op) {
        if (Recorder* own = m_engine.recorder(*op))
            return own;
    }
    // A source is looked at while something records: the transport stays where it was.
    if (m_lastRecorder)
        return m_lastRecorder;
    const auto all = m_engine.recorders();
    return all.empty() ? nullptr : all.front();
}

EditorContext MainWindow::contextFor(Operator* op) const
{
    EditorContext context;
    Project* project = &m_engine.project();
    const QPointer<Operator> self(op);
    context.operatorNames = [project, self](const QString& family) {
        QStringList names;
        for (const Operator* each : project->operators())
            if (each != self && (family.isEmpty() || familyName(each->type().family) == family))
                names += each->name();
        return names;
    };
    context.familyOf = [project](const QString& name) {
        const Operator* found = project->find(name);
        return found ? familyName(found->type().family) : QString();
    };
    context.folder =
        m_engine.folderFor(op && op->type().family == Family::Chop ? FileKind::Sound : FileKind::Movie);
    context.showOperator = [list = m_operators, project](const QString& name) {
        if (Operator* found = project->find(name))
            list->select(found);
    };
    context.makeTable = [project] {
        const Result<Operator*> made = project->add(QStringLiteral("table"));
        return made ? (*made)->name() : QString();
    };
    context.completions = [project, self](const QString& text, int cursor) {
        return completionsFor(*project, self, text, cursor);
    };
    if (Recorder* recorder = op ? m_engine.recorder(*op) : nullptr) {
        const QPointer<Recorder> watched(recorder);
        context.fileNote = [watched]() -> Result<QString> {
            if (!watched)
                return QString();
            if (const QString current = watched->currentPath(); !current.isEmpty())
                return tr("Now: %1").arg(current);
            const Result<QString> next = watched->nextPath();
            return next ? Result<QString>(tr("Next: %1").arg(*next)) : next;
        };
    }
    return context;
}

void MainWindow::selectFirst()
{
    const auto all = m_engine.project().operators();
    Operator* first = all.empty() ? nullptr : all.front();
    for (Operator* op : all)
        if (op->type().isSink) {
            first = op;
            break;
        }
    m_operators->select(first);
    showChosen();
}

bool MainWindow::openProject(const QString& path)
{
    return isReplaceable() && m_document->open(path);
}

QString MainWindow::noticeText() const
{
    return m_notice->text();
}

void MainWindow::startNewProject()
{
    if (!mayReplaceProject())
        return;
    const Status made =
        makeStarterProject(m_engine, FrameRate::fromDouble(m_preferences.real(preference::kProjectRate)));
    if (!made)
        m_notice->show(NoticeLine::Tone::Problem, describe(made.error()));
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("%1[*] — Reelout").arg(m_engine.project().name()));
    setWindowModified(m_engine.project().isModified());
    setWindowFilePath(m_engine.project().path());
}

// While something is recorded closing has to be meant.
MainWindow::Closing MainWindow::askAboutClosing()
{
    if (!isVisible() || !m_engine.isAnyRecording() || !m_preferences.isOn(preference::kAskClosing))
        return Closing::Quit;
    QMessageBox box(QMessageBox::Question, tr("Reelout"), tr("A recording is running."), QMessageBox::Cancel,
                    this);
    box.setInformativeText(tr("Quitting stops it and finishes the file first."));
    QPushButton* finish = box.addButton(tr("Stop and Quit"), QMessageBox::AcceptRole);
    box.setDefaultButton(finish);
    const QAbstractButton* retreat =
        Tray::isAvailable() ? box.addButton(tr("Keep Recording in the Tray"), QMessageBox::ActionRole)
                            : nullptr;
    box.exec();
    if (retreat && box.clickedButton() == retreat)
        return Closing::Retreat;
    return box.clickedButton() == static_cast<QAbstractButton*>(finish) ? Closing::Quit : Closing::Stay;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool wasRecording = m_engine.isAnyRecording();
    Closing closing = askAboutClosing();
    if (closing == Closing::Quit && !m_document->mayDiscard())
        closing = Closing::Stay;
    // One that began while that question was open.
    if (closing == Closing::Quit && !wasRecording)
        closing = askAboutClosing();
    if (closing == Closing::Retreat)
        m_tray->retreat();
    if (closing != Closing::Quit)
        return event->ignore();
    m_engine.finishAll(kFinishTimeout);
    storeState();
    event->accept();
}

void MainWindow::storeState() const
{
    storeWindowState(*this, {m_columns, m_rows, m_bottom});
}

void MainWindow::finishAndQuit()
{
    m_engine.finishAll(kFinishTimeout);
    storeState();
    QApplication::exit(0);
}

} // namespace reelout
