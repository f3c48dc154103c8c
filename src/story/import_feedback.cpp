#include "story/import_feedback.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include "feedback/import_look.h"
#include "feedback/import_map_json.h"
#include "feedback/import_store.h"
#include "json/json.h"
#include "queue/queue.h"
#include "story/import_answers.h"
#include "story/plain_table.h"

namespace styk::story {

namespace {

using feedback::Import;
using feedback::ImportState;

constexpr std::size_t chunk_bytes = std::size_t{1} << 20U;
constexpr std::chrono::hours longest_upload{24};

// A file of a gigabyte takes longer than a request may; the file itself has arrived by now.
db::DeadlineScope without_deadline() {
    return db::DeadlineScope(std::chrono::steady_clock::time_point::max());
}

// At most `most` bytes; empty at the end.
std::string read_bytes(std::ifstream& in, std::size_t most) {
    std::string bytes(most, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

// What follows the first chunk, each in a transaction of its own: nobody may wait for a gigabyte.
std::int64_t store_rest(const Intake& intake, const Id<Import>& id, std::ifstream& in) {
    std::int64_t bytes = 0;
    for (std::int64_t n = 1;; ++n) {
        const auto chunk = read_bytes(in, chunk_bytes);
        if (chunk.empty()) {
            break;
        }
        intake.database.write([&](db::Tx& tx) { feedback::add_chunk(tx, id, n, chunk); });
        bytes += static_cast<std::int64_t>(chunk.size());
    }
    if (in.bad()) {
        throw Fault("the uploaded file cannot be read");
    }
    return bytes;
}

std::string author_of(const db::Change& by) {
    return json::write(
        json::Object{{"kind", by.author.kind}, {"id", by.author.id}, {"name", by.author.name}}
    );
}

std::string summary(const Import& import) {
    return json::write(json::Object{
        {"kind", record::name_of_choice(import.kind)},
        {"name", import.name},
        {"state", record::name_of_choice(import.state)},
        {"bytes", import.bytes}
    });
}

[[noreturn]] void refuse_moved_on() {
    throw Refusal(Code::conflict, "This import has moved on in the meantime. Read it again.");
}

// Stores the new state and, in the same transaction, the work that follows from it.
Import begin(
    const Intake& intake,
    const Import& before,
    Import after,
    std::string_view work,
    const db::Change& by
) {
    after.author.text = author_of(by);
    const auto payload = json::write(json::Object{{"import_id", before.id.text()}});
    intake.database.write([&](db::Tx& tx) {
        if (!feedback::change_import(tx, before, after, by.at)) {
            refuse_moved_on();
        }
        if (!work.empty()) {
            queue::put(tx, {.kind = work, .payload = payload, .due = by.at}, by.at);
        }
        if (work != "import_check") {
            db::audit(
                tx, by, "change", "import", before.id.text(), summary(before), summary(after)
            );
        }
    });
    return after;
}

Import load(const Intake& intake, const Id<Import>& id) {
    auto found =
        intake.database.read([&](db::Reader& reader) { return feedback::find_import(reader, id); });
    if (!found) {
        throw Refusal(Code::not_found, "There is no such import.");
    }
    return *std::move(found);
}

Import load_idle(const Intake& intake, const Id<Import>& id) {
    auto import = load(intake, id);
    if (feedback::is_busy(import.state)) {
        throw Refusal(Code::conflict, "This import is being worked on. Wait until that is over.");
    }
    return import;
}

std::string load_head(const Intake& intake, const Import& import) {
    auto head = intake.database.read([&](db::Reader& reader) {
        return feedback::find_chunk(reader, import.id, 0);
    });
    if (!head) {
        throw Refusal(
            Code::conflict,
            "The file itself is no longer kept: it has been imported. Upload it again."
        );
    }
    return *std::move(head);
}

bool says_only_how_it_is_written(const json::Value* map) {
    return map != nullptr && map->is_object() && !map->get_object().empty() &&
           std::all_of(map->get_object().begin(), map->get_object().end(), [](const auto& part) {
               return part.key() == "delimiter" || part.key() == "encoding";
           });
}

void start_again(Import& import, ImportState state) {
    import.state = state;
    import.rows = import.rows_done = import.added = import.skipped = import.ratings =
        import.problem_count = 0;
    import.problems = {};
    import.preview = {};
    import.finished_at.reset();
}

// Which survey the rows answer, if any; "" otherwise.
std::string survey_in(const Import& import) {
    Problems none;
    const auto map = feedback::read_map(import.kind, json::parse(import.map.text), none);
    const auto* survey = map.find("survey");
    return survey == nullptr ? "" : survey->value;
}

void look_again(const Intake& intake, Import& import, std::string_view head) {
    const std::string survey = survey_in(import);
    feedback::look_at(*intake.catalogue.directory(), import, head);
    if (!survey.empty()) {
        guess_answers(intake, import, survey);
    }
}

// The map that was sent, or the one there is; columns are read anew where the file is said to be
// written otherwise.
feedback::ImportMap agree(const Intake& intake, Import& import, const json::Value* sent) {
    const auto head = load_head(intake, import);
    Problems problems;
    auto map = feedback::read_map(
        import.kind, sent == nullptr ? json::parse(import.map.text) : *sent, problems
    );
    refuse_if(std::move(problems));
    const bool otherwise = (!map.delimiter.empty() && map.delimiter != import.delimiter) ||
                           (!map.encoding.empty() && map.encoding != import.encoding);
    if (otherwise) {
        refuse_if(feedback::check_writing(map));
        import.delimiter = map.delimiter.empty() ? import.delimiter : map.delimiter;
        import.encoding = map.encoding.empty() ? import.encoding : map.encoding;
        look_again(intake, import, head);
    }
    map.delimiter = import.delimiter;
    map.encoding = import.encoding;
    return map;
}

void need_right_map(const Intake& intake, const Import& import, feedback::ImportMap& map) {
    const auto columns = feedback::column_names(import);
    const auto check = [&] {
        const auto directory = intake.catalogue.directory();
        auto problems = feedback::check_map(*directory, import.kind, map, columns);
        for (auto& one : check_answers_map(intake, *directory, map)) {
            problems.push_back(std::move(one));
        }
        return problems;
    };
    auto problems = check();
    if (!problems.empty() &&
        intake.catalogue.refresh()) {  // another process may have added what is named
        problems = check();
    }
    refuse_if(std::move(problems));
    feedback::ignore_the_rest(map, columns);
}

Import begin_reading(
    const Intake& intake, const Import& before, Import after, bool to_run, const db::Change& by
) {
    after.to_run = to_run;
    start_again(after, ImportState::checking);
    return begin(intake, before, std::move(after), to_run ? "import_run" : "import_check", by);
}

Import begin_check(
    const Intake& intake,
    const Id<Import>& id,
    const json::Value* sent,
    bool to_run,
    bool open_cases,
    const db::Change& by
) {
    const Import before = load_idle(intake, id);
    if (open_cases && before.kind != feedback::ImportKind::feedback) {
        refuse_if({{"/open_cases", "only feedback opens cases"}});
    }
    if (before.state == ImportState::done) {
        throw Refusal(
            Code::conflict, "This import is done. Undo it first, or upload the file again."
        );
    }
    Import after = before;
    after.open_cases = open_cases;
    if (feedback::is_of_lines(before)) {
        (void)load_head(intake, before);
        return begin_reading(intake, before, std::move(after), to_run, by);
    }
    auto map = agree(intake, after, sent);
    if (!to_run && says_only_how_it_is_written(sent)) {
        start_again(after, ImportState::uploaded);
        return begin(intake, before, std::move(after), "", by);
    }
    need_right_map(intake, after, map);
    after.map.text = json::write(feedback::to_json(after.kind, map));
    return begin_reading(intake, before, std::move(after), to_run, by);
}

// Nobody sees it before its last chunk is there; one that was lost on the way is dropped later.
Import store_upload(
    const Intake& intake,
    Import import,
    std::ifstream& in,
    const std::string& head,
    const db::Change& by
) {
    auto bytes = static_cast<std::int64_t>(head.size());
    const bool is_whole = in.peek() == std::ifstream::traits_type::eof();
    Import whole;
    const auto finish = [&](db::Tx& tx) {
        whole = import;
        whole.bytes = bytes;
        whole.state = ImportState::uploaded;
        if (!feedback::change_import(tx, import, whole, by.at)) {
            refuse_moved_on();
        }
        db::audit(tx, by, "add", "import", whole.id.text(), "", summary(whole));
    };
    intake.database.write([&](db::Tx& tx) {
        feedback::drop_lost_uploads(tx, by.at - longest_upload);
        feedback::add_import(tx, import, by);
        feedback::add_chunk(tx, import.id, 0, head);
        if (is_whole) {
            finish(tx);
        }
    });
    if (!is_whole) {
        bytes += store_rest(intake, import.id, in);
        intake.database.write(finish);
    }
    return whole;
}

}  // namespace

Import upload_import(const Intake& intake, const Upload& upload, const db::Change& by) {
    const auto patience = without_deadline();
    std::ifstream in(upload.file, std::ios::binary);
    if (!in) {
        throw Fault("the uploaded file cannot be opened");
    }
    Import import;
    import.id.uuid = make_uuid_v7(intake.clock, intake.random);
    import.kind = upload.kind;
    import.name = upload.name;
    import.author.text = author_of(by);
    auto head = read_bytes(in, chunk_bytes);
    const auto plain = upload.of_lines ? nullptr : make_plain(upload.file, head);
    if (plain) {
        in.close();
        in.open(plain->path(), std::ios::binary);
        head = read_bytes(in, chunk_bytes);
    }
    if (head.empty()) {
        throw Refusal(Code::invalid, "The file is empty.");
    }
    upload.of_lines ? feedback::look_at_lines(import, head)
                    : feedback::look_at(*intake.catalogue.directory(), import, head);
    if (!upload.survey.empty()) {
        guess_answers(intake, import, upload.survey);
    }
    return store_upload(intake, std::move(import), in, head, by);
}

Import check_import(
    const Intake& intake, const Id<Import>& id, const json::Value* map, const db::Change& by
) {
    return begin_check(intake, id, map, false, false, by);
}

Import run_import(
    const Intake& intake,
    const Id<Import>& id,
    const json::Value* map,
    bool open_cases,
    const db::Change& by
) {
    return begin_check(intake, id, map, true, open_cases, by);
}

Import undo_import(const Intake& intake, const Id<Import>& id, const db::Change& by) {
    const Import before = load_idle(intake, id);
    if (before.state != ImportState::done) {
        throw Refusal(Code::conflict, "Only an import that is done can be undone.");
    }
    Import after = before;
    after.state = ImportState::undoing;
    after.rows_done = 0;
    return begin(intake, before, std::move(after), "import_undo", by);
}

void remove_import(
    const Intake& intake,
    const Id<Import>& id,
    std::optional<std::int64_t> revision,
    const db::Change& by
) {
    const Import import = load_idle(intake, id);
    if (revision && *revision != import.revision) {
        throw Refusal(Code::stale, "Someone else changed this in the meantime. Read it again.");
    }
    intake.database.write([&](db::Tx& tx) { feedback::remove_import(tx, import, by); });
}

}  // namespace styk::story
