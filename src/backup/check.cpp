#include <fmt/format.h>

#include "backup/archive.h"
#include "backup/restore.h"
#include "backup/row_code.h"
#include "base/result.h"
#include "db/migrate.h"

namespace styk::backup {

namespace {

// Follows the frames of one file, each where it may stand.
class Inspector {
public:
    explicit Inspector(const std::filesystem::path& file) : file_(file), reader_(file) {}

    Contents inspect() {
        take_manifest();
        while (auto piece = reader_.next()) {
            take(*piece);
        }
        if (contents_.totals.size() != contents_.manifest.tables.size() || open_ != nullptr) {
            damaged("tables are missing");
        }
        return std::move(contents_);
    }

private:
    void take_manifest() {
        const auto first = reader_.next();
        if (!first || first->kind != Frame::manifest) {
            damaged("it does not say what it is");
        }
        contents_.manifest = read_manifest(first->bytes);
        const auto& made = contents_.manifest;
        const std::int64_t newest = db::all_migrations().back().version;
        if (made.schema > newest) {
            throw Refusal(
                Code::invalid,
                fmt::format(
                    "{} was made by Styk {} with schema {}; this program knows up to {}. Use a "
                    "newer one.",
                    file_.string(),
                    made.made_by,
                    made.schema,
                    newest
                )
            );
        }
    }

    void take(const Piece& piece) {
        switch (piece.kind) {
            case Frame::key:
                contents_.key = piece.bytes;
                return;
            case Frame::table:
                return begin_table(piece.bytes);
            case Frame::rows:
                return take_rows(piece.bytes);
            case Frame::table_end:
                return end_table(piece.bytes);
            case Frame::end:
                if (piece.bytes != std::to_string(contents_.rows)) {
                    damaged("rows are missing");
                }
                return;
            default:
                damaged("a part of an unknown kind");
        }
    }

    void begin_table(const std::string& name) {
        for (const auto& table : contents_.manifest.tables) {
            if (table.name == name && open_ == nullptr && !contents_.totals.contains(name)) {
                open_ = &table;
                counted_ = {};
                return;
            }
        }
        damaged("a table that it does not announce");
    }

    void take_rows(std::string_view bytes) {
        StoredRow row;
        while (!bytes.empty()) {
            if (open_ == nullptr || !read_row(bytes, *open_, row)) {
                damaged("a row that cannot be read");
            }
            ++counted_.rows;
            counted_.digest += row.sum;
        }
    }

    void end_table(const std::string& text) {
        auto total = read_total(text);
        counted_.last_number = total.last_number;
        if (open_ == nullptr || counted_ != total) {
            damaged("rows are missing");
        }
        contents_.rows += total.rows;
        contents_.totals.emplace(open_->name, total);
        open_ = nullptr;
    }

    [[noreturn]] void damaged(std::string_view what) const {
        throw Refusal(Code::invalid, fmt::format("{} is damaged: {}.", file_.string(), what));
    }

    std::filesystem::path file_;
    ArchiveReader reader_;
    Contents contents_;
    const Table* open_ = nullptr;  // of the manifest
    Total counted_;
};

}  // namespace

Contents check(const std::filesystem::path& file) {
    return Inspector(file).inspect();
}

}  // namespace styk::backup
