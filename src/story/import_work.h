// What is special about importing feedback, customers, events; the way of a file through all of it
// is import_handlers.cpp's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "feedback/import_rows.h"
#include "json/fwd.h"
#include "story/receive_feedback.h"

namespace styk::story {

struct ImportCounts {
    std::int64_t added = 0, skipped = 0, ratings = 0;
};

class ImportWork {
public:
    ImportWork() = default;
    ImportWork(const ImportWork&) = delete;
    ImportWork& operator=(const ImportWork&) = delete;
    virtual ~ImportWork() = default;

    // Reads a row into the batch, unless there is a problem with it. Pointers: RowReader::column_of
    // knows them.
    virtual void take(feedback::Cells cells, Problems& problems) = 0;

    // The same for a line of JSON in the form of the API.
    virtual void take(const json::Value& line, Problems& problems) = 0;

    // What was just taken as it would come in.
    [[nodiscard]] virtual json::Object preview() const = 0;

    [[nodiscard]] virtual const feedback::RowReader& reader() const = 0;

    virtual void forget_batch() = 0;

    // Writes the batch as one transaction and calls `keep` inside it.
    using Keep = std::function<void(db::Tx&, const ImportCounts&)>;
    virtual void write_batch(const db::Change& by, const Keep& keep) = 0;

    // Within the transaction that says that all of the file is in.
    virtual void finish(db::Tx& /*tx*/, Instant /*now*/) {}
};

struct ImportPlan {
    const Intake& intake;
    std::shared_ptr<const feedback::Directory> directory;
    const feedback::Import& import;
    const feedback::ImportMap& map;
    std::vector<std::string> columns;
};

// `plan` must outlive it.
[[nodiscard]] std::unique_ptr<ImportWork> make_import_work(const ImportPlan& plan);

// Takes back at most `limit` records of a finished import; 0: there are no more.
[[nodiscard]] std::int64_t undo_some(
    db::Tx& tx, const feedback::Import& import, int limit, const db::Change& by
);

}  // namespace styk::story
