#include "story/import_handlers.h"

#include <fmt/format.h>

#include "feedback/import_map_json.h"
#include "feedback/import_store.h"
#include "json/json.h"
#include "story/import_answers.h"
#include "story/import_file.h"
#include "story/import_needs.h"
#include "story/import_work.h"
#include "story/release_voices.h"

namespace styk::story {

namespace {

using feedback::Import;
using feedback::ImportState;

constexpr std::chrono::milliseconds between_words{250};
constexpr std::chrono::seconds between_signs_of_life{1};
constexpr std::int64_t rows_between_looks = 256;
constexpr std::int64_t most_tries = 8;  // about half an hour

// What is wrong with the row; nothing when the work has taken it.
Problems take_row(const FileRow& one, ImportWork& work) {
    Problems problems;
    if (!one.row.problem.empty()) {
        problems.push_back({"", std::string(one.row.problem)});
    } else if (one.line.empty()) {
        work.take(one.row.cells, problems);
    } else if (const auto value = json::try_parse(one.line)) {
        work.take(*value, problems);
    } else {
        problems.push_back({"", value.error().message});
    }
    return problems;
}

feedback::RowProblem problem_of(const FileRow& one, const ImportWork& work, Problem problem) {
    const bool whole = problem.pointer.empty();
    auto column = whole              ? std::nullopt
                  : one.line.empty() ? work.reader().column_of(problem.pointer)
                                     : std::optional(problem.pointer.substr(1));
    return {one.row.number, std::move(column), std::move(problem.message)};
}

// Another worker has this import now.
struct Overtaken {};

// One import on its way, in the hands of one worker.
class Way {
public:
    Way(const Intake& intake,
        const TellImport& tell,
        ImportPace pace,
        const std::function<bool()>& go_on,
        Import import)
        : intake_(intake), tell_(tell), pace_(pace), go_on_(go_on), import_(std::move(import)) {}

    // False: told to stop before the end.
    bool go() {
        while (feedback::is_busy(import_.state)) {
            const bool whole = import_.state == ImportState::checking  ? check()
                               : import_.state == ImportState::running ? run()
                                                                       : undo();
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    // After too many tries: what is in comes out again.
    void give_up() {
        Import after = import_;
        keep_problems(
            after, {{{0, {}, "could not be imported; the log of the server says why"}}, 1}
        );
        after.state =
            import_.state == ImportState::checking ? ImportState::failed : ImportState::undoing;
        after.rows_done = 0;
        change(std::move(after));
    }

private:
    [[nodiscard]] db::Change by() const {
        const auto author = json::parse(import_.author.text);
        const auto text = [&](const char* name) {
            return std::string(author.at(name).as_string());
        };
        return {{text("kind"), text("id"), text("name")}, intake_.clock.now()};
    }

    [[nodiscard]] feedback::ImportMap map() const {
        Problems none;
        return feedback::read_map(import_.kind, json::parse(import_.map.text), none);
    }

    // Stores the new state together with what `also` writes.
    void change(Import after, const std::function<void(db::Tx&)>& also = {}) {
        const Instant now = intake_.clock.now();
        if (!feedback::is_busy(after.state)) {
            after.finished_at = now;
        }
        intake_.database.write([&](db::Tx& tx) {
            if (also) {
                also(tx);
            }
            if (!feedback::change_import(tx, import_, after, now)) {
                throw Overtaken();
            }
        });
        import_ = std::move(after);
        tell_(import_);
    }

    static void keep(db::Tx& tx, const Import& before, const Import& after) {
        if (!feedback::keep_progress(tx, before, after)) {
            throw Overtaken();
        }
    }

    static void keep_problems(Import& import, const feedback::RowProblems& problems) {
        import.problem_count = problems.count;
        import.problems.text = json::write(json::Value(feedback::to_json(problems.first)));
    }

    // Tells how far it is, shows that it lives. False: stop.
    bool look_up(const Import& now_at) {
        const Instant now = intake_.clock.now();
        if (now - told_ >= between_words) {
            told_ = now;
            tell_(now_at);
        }
        if (now - lived_ < between_signs_of_life) {
            return true;
        }
        lived_ = now;
        return go_on_();
    }

    std::optional<CsvProblem> read_file(const VisitRow& visit) {
        return read_import_file(intake_.database, import_, visit);
    }

    // The whole file against the map and the setup; writes nothing but what it found.
    bool check() {
        const auto map = this->map();
        auto directory = intake_.catalogue.directory();
        auto needs = feedback::needs_of(*directory, map);
        const ImportPlan plan{
            intake_,
            std::make_shared<feedback::Directory>(feedback::with_touchpoints(*directory, needs)),
            import_,
            map,
            feedback::column_names(import_)
        };
        const auto work = make_import_work(plan);
        Import after = import_;
        after.rows = 0;
        json::Array preview;
        feedback::RowProblems problems;
        bool stopped = false;
        if (!feedback::is_of_lines(import_
            )) {  // the setup may have changed since the map was agreed on
            for (auto& one :
                 feedback::check_map(*plan.directory, import_.kind, map, plan.columns)) {
                problems.add({0, {}, std::move(one.message)});
            }
            for (auto& one : check_answers_map(intake_, *plan.directory, map)) {
                problems.add({0, {}, std::move(one.message)});
            }
        }
        const auto broken = read_file([&](const FileRow& row) {
            after.rows_done = ++after.rows;
            check_row(row, *work, problems, preview);
            stopped = after.rows % rows_between_looks == 0 && !look_up(after);
            return !stopped;
        });
        if (stopped) {
            return false;
        }
        if (broken) {
            problems.add({broken->row, {}, broken->message});
        }
        keep_problems(after, problems);
        after.preview.text = json::write(json::Value(std::move(preview)));
        needs = join(std::move(needs), work->reader().needs());
        after_check(std::move(after), *directory, map, needs);
        return true;
    }

    static void check_row(
        const FileRow& row, ImportWork& work, feedback::RowProblems& problems, json::Array& preview
    ) {
        auto of_row = take_row(row, work);
        if (of_row.empty() && preview.size() < feedback::preview_rows) {
            preview.push_back(work.preview());
        }
        for (Problem& one : of_row) {
            problems.add(problem_of(row, work, std::move(one)));
        }
        work.forget_batch();
    }

    static feedback::Needs join(feedback::Needs needs, feedback::Needs more) {
        needs.touchpoints.merge(more.touchpoints);
        needs.locations.merge(more.locations);
        needs.brands.merge(more.brands);
        return needs;
    }

    void after_check(
        Import after,
        const feedback::Directory& directory,
        const feedback::ImportMap& map,
        const feedback::Needs& needs
    ) {
        if (!after.to_run || after.problem_count > 0) {
            after.state = after.to_run ? ImportState::failed : ImportState::checked;
            return change(std::move(after));
        }
        after.state = ImportState::running;
        after.rows_done = 0;
        const auto setup = make_setup(intake_, directory, import_.kind, map, needs);
        const auto author = by();
        change(std::move(after), [&](db::Tx& tx) { add_setup(tx, setup, author); });
        intake_.catalogue.reload();
    }

    // Writes the rows in batches; what is counted is stored with them.
    bool run() {
        const auto map = this->map();
        const ImportPlan plan{
            intake_, intake_.catalogue.directory(), import_, map, feedback::column_names(import_)
        };
        const auto work = make_import_work(plan);
        Import after = import_;
        std::int64_t row_count = 0;
        bool stopped = false, wrong = false;
        const auto broken = read_file([&](const FileRow& row) {
            if (++row_count <= import_.rows_done) {
                return true;  // written before the work was interrupted
            }
            ++after.rows_done;
            if (!take(row, *work)) {
                wrong = true;
                return false;
            }
            if (static_cast<std::size_t>(after.rows_done - import_.rows_done) >= pace_.batch_rows) {
                write_batch(*work, after);
                stopped = !look_up(import_);
            }
            return !stopped;
        });
        if (stopped || wrong) {
            return wrong;
        }
        if (broken) {
            turn_back({broken->row, {}, broken->message});
            return true;
        }
        write_batch(*work, after);
        after.state = ImportState::done;
        const Instant now = intake_.clock.now();
        change(std::move(after), [&](db::Tx& tx) {
            feedback::drop_file(tx, import_.id);
            work->finish(tx, now);
        });
        release_voices(intake_, now);
        return true;
    }

    // False: the setup has changed since the check, so that the row does not fit any more; all that
    // is in goes again.
    bool take(const FileRow& row, ImportWork& work) {
        auto problems = take_row(row, work);
        if (!problems.empty()) {
            turn_back(problem_of(row, work, std::move(problems[0])));
        }
        return problems.empty();
    }

    void turn_back(feedback::RowProblem problem) {
        Import after = import_;
        keep_problems(after, {{std::move(problem)}, 1});
        after.state = ImportState::undoing;
        after.rows_done = 0;
        change(std::move(after));
    }

    void write_batch(ImportWork& work, Import& after) {
        if (after.rows_done == import_.rows_done) {
            return;
        }
        Import counted;
        work.write_batch(by(), [&](db::Tx& tx, const ImportCounts& counts) {
            counted = after;  // may be called again when the transaction has to be repeated
            counted.added += counts.added;
            counted.skipped += counts.skipped;
            counted.ratings += counts.ratings;
            keep(tx, import_, counted);
        });
        after = counted;
        import_ = std::move(counted);
    }

    bool undo() {
        for (;;) {
            Import after = import_;
            std::int64_t gone = 0;
            const auto author = by();
            intake_.database.write([&](db::Tx& tx) {
                gone = undo_some(tx, import_, static_cast<int>(pace_.batch_rows), author);
                after.rows_done = import_.rows_done + gone;
                keep(tx, import_, after);
            });
            import_ = after;
            if (gone == 0) {
                after.state = import_.problem_count > 0 ? ImportState::failed : ImportState::undone;
                after.rows_done = after.rows;
                change(std::move(after));
                return true;
            }
            if (!look_up(import_)) {
                return false;
            }
        }
    }

    const Intake& intake_;
    const TellImport& tell_;
    ImportPace pace_;
    const std::function<bool()>& go_on_;
    Import import_;  // as it is stored
    Instant told_, lived_;
};

std::optional<Import> find_of(const Intake& intake, const queue::Work& work) {
    const auto payload = json::parse(work.payload);
    const auto id = Id<Import>::parse(std::string_view(payload.at("import_id").as_string()));
    return id ? intake.database.read([&](db::Reader& reader) {
        return feedback::find_import(reader, *id);
    })
              : std::nullopt;
}

bool work_on(
    const Intake& intake,
    const TellImport& tell,
    ImportPace pace,
    const queue::Work& work,
    const std::function<bool()>& go_on
) {
    auto import = find_of(intake, work);
    if (!import) {
        return true;  // removed in the meantime
    }
    Way way(intake, tell, pace, go_on, *std::move(import));
    try {
        if (work.attempts > most_tries) {
            way.give_up();
        }
        return way.go();
    } catch (const Overtaken&) {
        return true;  // finishing is the other one's
    }
}

}  // namespace

std::map<std::string, WorkHandler> import_handlers(
    const Intake& intake, TellImport tell, ImportPace pace
) {
    const WorkHandler handler = [intake, tell = std::move(tell), pace](
                                    const queue::Work& work, const std::function<bool()>& go_on
                                ) { return work_on(intake, tell, pace, work, go_on); };
    return {{"import_check", handler}, {"import_run", handler}, {"import_undo", handler}};
}

}  // namespace styk::story
