// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "record/engine.h"
#include "ui/viewport/picture_stage.h"
#include "ui/viewport/view_options.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

class QScreen;

namespace reelout {

class FullScreenView;
class PictureSaver;
class ViewActions;
class ViewportHeader;
class ViewportTools;

/// The centre of the window: the picture of the selected operator, its facts above, its values and tools
/// below. Remembers for each operator how it was looked at. Main thread.
class ViewportPanel final : public QWidget {
    Q_OBJECT

public:
    ViewportPanel(Engine& engine, QWidget* parent = nullptr);
    ~ViewportPanel() override;

    void setOperator(Operator* op);
    Operator* shownOperator() const { return m_operator; }
    /// Off = holds no source and draws nothing.
    void setPreviewOn(bool on);
    bool isPreviewOn() const { return m_previewOn; }
    /// Most pictures a second; 0 = as many as the screen shows.
    void setPreviewRate(double picturesPerSecond);
    /// Where stills go; empty = the user's pictures.
    void setPicturesFolder(const QString& folder) { m_picturesFolder = folder; }
    QString picturesFolder() const;

    const ViewOptions& options() const { return m_options; }
    void setOptions(const ViewOptions& options);
    void setStops(double stops);
    /// A recorder's picture path, which makes another picture of it.
    bool hasPicturePath() const;
    /// `fillmode` and `filtertype`: the operator's parameters, or the view's own for those that have none.
    QString viewParameter(const QString& parameter) const;
    void setViewParameter(const QString& parameter, const QString& token);

    bool isFullScreen() const;
    void setFullScreen(bool on);
    void setFullScreenOn(const QString& screenName);

    /// The whole picture in its own depth, as a file; saved() or refused() follow.
    void savePicture();
    /// What is seen, with everything over it.
    void saveView();
    void copyPicture();

    PictureWatcher& watcher() const { return *m_watcher; }
    PictureStage& stage() const { return *m_stage; }
    /// The one that has the keyboard: on the full screen or here.
    PictureStage& activeStage() const;
    Viewport& viewport() const { return m_stage->viewport(); }
    ViewActions& actions() const { return *m_actions; }
    FullScreenView* fullScreenView() const;
    QString message() const { return m_stage->message(); }
    QString pixelText() const;

Q_SIGNALS:
    void previewToggled(bool on);
    void optionsChanged();
    void saved(const QString& path);
    void told(const QString& text);
    void refused(const QString& text);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectParts();
    void connectStage(PictureStage& stage);
    void readViewParameters();
    void applyOptions();
    void show(const DisplayPicture& picture, std::uint64_t stream);
    void showMissing(const QString& reason);
    void showPixel();
    void showView();
    void updateRunning();
    void openFullScreen(QScreen& screen);
    void saveStill(PicturePtr picture, const QString& pixelFormat);
    QString writtenAs() const;

    PictureWatcher* m_watcher;
    ViewportHeader* m_header;
    PictureStage* m_stage;
    ViewportTools* m_tools;
    PictureSaver* m_saver;
    ViewActions* m_actions = nullptr;
    QPointer<FullScreenView> m_fullScreen;
    QPointer<Operator> m_operator;
    ViewOptions m_options;
    QHash<const QObject*, ViewOptions> m_remembered; ///< by operator
    QString m_picturesFolder;
    DisplayPicture m_latest; ///< null pictures while there is none
    std::uint64_t m_stream = 0;
    bool m_previewOn = true;
    bool m_isExposed = true; ///< the window system shows something of the window
};

} // namespace reelout
