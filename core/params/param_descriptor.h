// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/enable_rule.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <optional>
#include <utility>
#include <vector>

namespace reelout {

enum class ParamKind {
    Menu,        ///< QString token
    DynamicMenu, ///< QString token; items come from a provider, empty = its first usable entry
    Toggle,      ///< bool
    Pulse,       ///< no value; pulse() fires it
    Int,         ///< qlonglong
    Int2,        ///< QVariantList of two qlonglong
    Float,       ///< double
    Float2,      ///< QVariantList of two double
    String,      ///< QString; `provider` may suggest entries
    File,        ///< QString path or name
    OpRef,       ///< QString operator name, empty = none
    OpTable,     ///< QString name of a DAT operator, empty = none
    Sequence,    ///< QVariantList of blocks, each a QVariantMap by field name
    Mask,        ///< qlonglong, bits R1 G2 B4 A8
};

/// Token of a kind as the contract's table writes it ("int2").
QString paramKindName(ParamKind kind);
bool isPair(ParamKind kind);      ///< Int2, Float2
bool isReference(ParamKind kind); ///< OpRef, OpTable

struct MenuItem {
    QString token;
    QString label;
    QString unavailable; ///< why it can't be chosen here; empty when it can
};

struct NumberRange {
    std::optional<double> minimum; ///< hard limits: values are clamped to them
    std::optional<double> maximum;
    double sliderMinimum = 0.0;
    double sliderMaximum = 1.0;
};

/// A field of a sequence's blocks.
struct SequenceField {
    QString name;
    QString label;
    ParamKind kind = ParamKind::String; ///< String or OpRef
    QString family;                     ///< OpRef
    QString defaultValue;               ///< of a block that doesn't say
    QString note;                       ///< what the text is, in a word or two ("channel names")
};

/// One row of an operator's table; everything about a parameter is here and nowhere else.
struct ParamDescriptor {
    QString page;
    QString name;
    QString label;
    ParamKind kind = ParamKind::Toggle;
    QVariant defaultValue;
    QString defaultExpression;  ///< not empty: the parameter starts in expression mode
    QString defaultProvider;    ///< not empty: who answers while nothing was set ("firstAudioSource")
    QString defaultNote;        ///< the default in words where no value says it ("first entry of the codec")
    std::vector<MenuItem> menu; ///< Menu; Pulse with a list (Resolution Menu) too
    /// DynamicMenu: gives the items. Menu: says which items are unavailable here and why. String: suggests.
    /// OpRef, OpTable: "operators:FAMILY", answered by the project.
    QString provider;
    QString providerNote; ///< what the provider lists, in words
    /// The same as people read it, where the contract speaks of names and files they don't see; empty = the
    /// same.
    QString shownProviderNote;
    NumberRange range;
    QString unit;                      ///< numbers: as people write it behind them ("fps")
    int maximumBlocks = 0;             ///< Sequence
    std::vector<SequenceField> fields; ///< Sequence
    QString family;                    ///< OpRef, OpTable: "TOP", "CHOP", "DAT"; empty = any
    QStringList components;            ///< Int2, Float2: names of the two numbers ("resolutionw", …)
    EnableRule enableRule;
    QString enableNote; ///< the contract's words for the rule where its conditions alone say less
    QString help;
    QString shownHelp;       ///< the same as people read it, like shownProviderNote
    QString fills;           ///< Pulse with a list: the pair parameter an entry ("1920x1080") is written to
    QString picker;          ///< Pulse: has people show on the screen what they mean ("window", "region") …
    QStringList picked;      ///< … and the parameters that then get it, in the picker's order
    QStringList refills;     ///< dynamic menus that fall back to their first entry when a change here made
                             ///< their value one they don't list any more
    QStringList formerNames; ///< names read as this one
    std::vector<std::pair<QString, QString>> formerTokens; ///< menu tokens read as another
    bool isTransient = false; ///< a command, not a setting: never stored and never read (record)
    bool isOurs = false;      ///< not in the contract's table
    QString shownAfter;       ///< parameter of the same page it is shown below; empty = where it stands
};

/// All rows of one operator type, in inspector order. Built once, read-only, any thread.
class ParamTable {
public:
    explicit ParamTable(std::vector<ParamDescriptor> rows);

    const std::vector<ParamDescriptor>& rows() const { return m_rows; }
    /// By name, former name or component name; null when there is none.
    const ParamDescriptor* find(const QString& name) const;
    QStringList pages() const;
    /// The rows of a page in the order people see them.
    std::vector<const ParamDescriptor*> shownRows(const QString& page) const;

private:
    std::vector<ParamDescriptor> m_rows;
};

} // namespace reelout
