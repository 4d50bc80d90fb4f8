// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preference_view.h"

#include <QDialog>
#include <QKeySequence>

#include <map>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QScrollArea;

namespace reelout {

/// The preferences by page, with search over all of them. Built from the table; what is changed takes effect
/// and is kept at once. Not modal: the window behind shows what it does. Main thread.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

public:
    /// What it asks those around it.
    struct Surroundings {
        std::map<QString, PreferenceLister> listers; ///< of listed preferences, by provider
        /// The action of the window that has these keys, empty = none.
        std::function<QString(const QKeySequence& keys)> usedInWindow;
    };
    /// Where a person is in it, for the dialog that takes its place.
    struct State {
        int page = 0;
        QString search;
        QString focused; ///< key of the row with the keyboard
        int scroll = 0;
        QByteArray geometry;
    };

    PreferencesDialog(PreferenceStore& store, Surroundings surroundings, QWidget* parent);

    ~PreferencesDialog() override;

    State state() const;
    void restore(const State& state);
    PreferenceView* view(const QString& key) const;
    /// What `provider` lists has changed.
    void relist(const QString& provider);
    QListWidget& pages() const { return *m_pages; }
    QLineEdit& search() const { return *m_search; }

private:
    void buildRows();
    void buildLayout();
    void showRows();
    void showStates();
    QString currentPage() const;
    QString remarkOn(const Preference& row) const;
    void restorePage();
    void restoreAll();

    PreferenceStore& m_store;
    Surroundings m_surroundings;
    QLineEdit* m_search;
    QListWidget* m_pages;
    QScrollArea* m_scroll;
    QWidget* m_rows;
    QLabel* m_nothing;
    QPushButton* m_restorePage = nullptr;
    QPushButton* m_restoreAll = nullptr;
    std::map<QString, QLabel*> m_headings; ///< by page
    std::vector<PreferenceView*> m_views;
};

} // namespace reelout
