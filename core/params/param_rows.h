// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "params/param_descriptor.h"

#include <initializer_list>
#include <memory>
#include <vector>

namespace reelout {

// Conditions of enable rules, as a table writes them.
EnableRule isOn(const char* toggle);
EnableRule isOneOf(const char* menu, std::initializer_list<const char*> tokens);
EnableRule isNot(const char* menu, std::initializer_list<const char*> tokens);
EnableRule isSet(const char* parameter);
EnableRule isNotSet(const char* parameter);
/// `words` complete "available when …".
EnableRule fact(QLatin1String name, const char* words);

/// A menu entry as a table writes it.
struct Entry {
    const char* token;
    const char* label;
};

/// Completes one row; what isn't said keeps the descriptor's default. All texts are UTF-8.
class RowBuilder {
public:
    explicit RowBuilder(ParamDescriptor& row) : m_row(row) {}

    RowBuilder& entries(std::initializer_list<Entry> entries);
    RowBuilder& entries(const std::vector<MenuItem>& items);
    /// Entries whose token is their label.
    RowBuilder& list(std::initializer_list<const char*> entries);
    RowBuilder& provider(QLatin1String name, const char* note = "");
    /// What people read in place of the contract's words on the provider and on the parameter.
    RowBuilder& shownNote(const char* note);
    RowBuilder& shownHelp(const char* text);
    RowBuilder& initially(const char* text);
    RowBuilder& initially(int number) { return initially(static_cast<double>(number)); }
    RowBuilder& initially(double number);
    RowBuilder& initially(double first, double second);
    RowBuilder& initiallyOn();
    RowBuilder& initiallyExpression(const char* expression);
    RowBuilder& initiallyNote(const char* note);
    RowBuilder& initiallyFrom(QLatin1String defaultProvider, const char* note);
    RowBuilder& initiallyBlocks(const QVariantList& blocks, const char* note);
    RowBuilder& from(double minimum);                    ///< hard minimum
    RowBuilder& between(double minimum, double maximum); ///< hard range
    RowBuilder& slider(double minimum, double maximum);
    RowBuilder& unit(const char* unit);
    RowBuilder& components(const char* first, const char* second);
    RowBuilder& family(const char* family);
    RowBuilder& blocks(int maximum, std::vector<SequenceField> fields);
    RowBuilder& when(const EnableRule& rule, const char* note = "");
    RowBuilder& fills(const char* parameter);
    RowBuilder& picker(QLatin1String name, std::initializer_list<const char*> parameters);
    RowBuilder& refills(std::initializer_list<const char*> parameters);
    RowBuilder& formerly(const char* name);
    RowBuilder& formerToken(const char* former, const char* now);
    RowBuilder& isCommand(); ///< transient: never stored, never read
    RowBuilder& isOurs();
    RowBuilder& shownAfter(const char* parameter);
    RowBuilder& help(const char* text);

private:
    ParamDescriptor& m_row;
};

/// Collects the rows of a table, page by page.
class ParamRows {
public:
    void page(const char* name);

    RowBuilder menu(const char* name, const char* label) { return add(ParamKind::Menu, name, label); }
    RowBuilder dynamicMenu(const char* name, const char* label)
    {
        return add(ParamKind::DynamicMenu, name, label);
    }
    RowBuilder toggle(const char* name, const char* label) { return add(ParamKind::Toggle, name, label); }
    RowBuilder pulse(const char* name, const char* label) { return add(ParamKind::Pulse, name, label); }
    RowBuilder integer(const char* name, const char* label) { return add(ParamKind::Int, name, label); }
    RowBuilder integerPair(const char* name, const char* label) { return add(ParamKind::Int2, name, label); }
    RowBuilder number(const char* name, const char* label) { return add(ParamKind::Float, name, label); }
    RowBuilder numberPair(const char* name, const char* label) { return add(ParamKind::Float2, name, label); }
    RowBuilder text(const char* name, const char* label) { return add(ParamKind::String, name, label); }
    RowBuilder file(const char* name, const char* label) { return add(ParamKind::File, name, label); }
    RowBuilder reference(const char* name, const char* label) { return add(ParamKind::OpRef, name, label); }
    RowBuilder table(const char* name, const char* label) { return add(ParamKind::OpTable, name, label); }
    RowBuilder sequence(const char* name, const char* label) { return add(ParamKind::Sequence, name, label); }
    RowBuilder mask(const char* name, const char* label) { return add(ParamKind::Mask, name, label); }

    std::shared_ptr<const ParamTable> finish();

private:
    RowBuilder add(ParamKind kind, const char* name, const char* label);
    std::vector<ParamDescriptor> m_rows;
    QString m_page;
};

} // namespace reelout
