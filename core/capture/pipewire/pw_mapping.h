// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/pipewire/dmabuf.h"
#include "capture/pipewire/shared_pages.h"

#include <spa/buffer/buffer.h>

#include <memory>
#include <vector>

namespace reelout {

/// The memory of one buffer as mappings of our own. It may outlive the buffer. One thread at a time.
class PwMapping {
public:
    /// What can't be mapped anew stays as PipeWire shows it.
    PwMapping(const spa_buffer& buffer, const DmabufImporter& importer);
    ~PwMapping() = default;
    PwMapping(const PwMapping&) = delete;
    PwMapping& operator=(const PwMapping&) = delete;

    /// Puts what may be read from here on to end() into `datas`, one for each block.
    void begin(std::vector<spa_data>& datas);
    void end();

    /// Whether all of it may be read for longer than PipeWire shows it.
    bool isOurs() const;
    /// The copy stands where the memory was.
    Status detach();

private:
    struct Block {
        std::unique_ptr<DmabufMapping> graphics;
        std::unique_ptr<SharedPages> ordinary;

        SharedPages* pages() const { return graphics ? graphics->pages() : ordinary.get(); }
    };
    std::vector<Block> m_blocks;
};

/// One picture that is read in the server's memory. Gives it back when it goes, on any thread, unless it has
/// been detached.
class PwLoan {
public:
    /// `busy`: the SPA_META_Busy of the buffer.
    PwLoan(std::shared_ptr<PwMapping> mapping, std::shared_ptr<SharedPages> busy);
    ~PwLoan();
    PwLoan(const PwLoan&) = delete;
    PwLoan& operator=(const PwLoan&) = delete;

    /// Copies it and gives it back; a holder keeps the loan alive meanwhile. Internal when memory is short:
    /// it stays lent.
    Status detach();

private:
    void giveBack();

    const std::shared_ptr<PwMapping> m_mapping;
    std::shared_ptr<SharedPages> m_busy; ///< null when it has been given back
};

} // namespace reelout
