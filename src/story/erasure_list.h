// Who was forgotten, beside the database: a backup from before brings people back and knows nothing
// of their erasure, so this list is kept outside of it. It names nobody: only hashes of ids.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "privacy/erasure.h"
#include "story/receive_feedback.h"

namespace styk::story {

inline constexpr std::string_view keep_list_work = "keep_erasure_list";

class ErasureList {
public:
    // `file`: one line an erasure, each sealed over the ones before; made when it is needed.
    explicit ErasureList(std::filesystem::path file) : file_(std::move(file)) {}

    // Brings list and database to the same content.
    struct Synced {
        std::size_t listed = 0, into_database = 0, into_file = 0;
        bool damaged = false;  // lines after the first wrong one are not believed
    };

    Synced sync(const Intake& intake);

    // Forgets again whom a restored backup has brought back; how many.
    std::size_t forget_again(const Intake& intake);

private:
    struct Read {
        std::vector<privacy::Erasure> erasures;
        std::string seal;
        bool damaged = false;
    };

    [[nodiscard]] Read read() const;
    void append(const std::vector<privacy::Erasure>& more, std::string seal) const;

    std::filesystem::path file_;
    std::mutex mutex_;
};

}  // namespace styk::story
