#include "story/read_comments.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/checksum.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/findings_text.h"
#include "feedback/voice.h"
#include "insight/mark.h"
#include "queue/queue.h"

namespace styk::story {

namespace {

using feedback::Directory;
using feedback::Feedback;

constexpr int at_once = 200;
constexpr int tries = 3;  // of what somebody changes while it is read

std::string_view name_of_break(std::string_view language) {
    return language == "pl"   ? "Od tego dnia komentarze czytane są inaczej"
           : language == "ru" ? "С этого дня комментарии читаются по-другому"
                              : "Comments are read differently from here on";
}

// What topics and tones said before and say after is not one series.
void mark_break(db::Tx& tx, const Intake& intake, const Directory& directory, Instant now) {
    const std::string day = to_iso_day(directory.zone.day_of(now));
    if (tx.find_integer("SELECT 1 FROM mark WHERE kind = 'reading' AND at = $1", day)) {
        return;
    }
    insight::Mark mark;
    mark.id.uuid = make_uuid_v7(intake.clock, intake.random);
    mark.at = day;
    mark.name = name_of_break(directory.firm.language);
    mark.kind = insight::MarkKind::reading;
    db::add(tx, mark, {{"system", "", "Styk"}, now});
}

struct Reread {
    Feedback feedback;
    std::string facts;
};

// One walk over everything that is stored.
class Walk {
public:
    Walk(const Intake& intake, std::shared_ptr<const Directory> directory)
        : intake_(intake),
          directory_(std::move(directory)),
          version_(reading_version(*intake.catalogue.reader(), *directory_)) {}

    // From where an earlier one by the same version stopped.
    std::int64_t begin() {
        std::int64_t seq = 0;
        const Instant now = intake_.clock.now();
        intake_.database.write([&](db::Tx& tx) {
            const auto state = feedback::find_reading_state(tx);
            if (state && state->version == version_ && !state->finished_at) {
                seq = state->done_seq;
                return;
            }
            if (feedback::was_read_otherwise(tx, version_)) {
                mark_break(tx, intake_, *directory_, now);
            }
            feedback::begin_reading(tx, version_, now);
            seq = 0;
        });
        return seq;
    }

    // The row that was read last; nothing at the end.
    std::optional<std::int64_t> read_after(std::int64_t seq) {
        const auto some = intake_.database.read([&](db::Reader& reader) {
            return feedback::list_after(reader, seq, at_once);
        });
        if (some.empty()) {
            return {};
        }
        std::vector<Feedback> left;
        std::copy_if(some.begin(), some.end(), std::back_inserter(left), [&](const Feedback& one) {
            return needs_reading(one);
        });
        for (int i = 0; i < tries && !left.empty(); ++i) {
            left = write(read(left));
        }
        intake_.database.write([&](db::Tx& tx) { feedback::note_read(tx, some.back().seq); });
        return some.back().seq;
    }

    [[nodiscard]] bool is_outdated() const {
        return intake_.catalogue.directory()->lens_version != directory_->lens_version;
    }

private:
    [[nodiscard]] bool needs_reading(const Feedback& one) const {
        return !one.comment.empty() && !feedback::is_voice(one) &&
               (!one.reading || one.reading->by != version_);
    }

    [[nodiscard]] std::vector<Reread> read(const std::vector<Feedback>& some) const {
        std::vector<Reread> all;
        for (const Feedback& one : some) {
            auto& made = all.emplace_back(Reread{one, {}});
            read_comment(*intake_.catalogue.reader(), *directory_, made.feedback);
            made.facts = feedback::pack_facts(intake_.terms, *directory_, made.feedback);
        }
        return all;
    }

    // Those that were changed meanwhile, as they are now.
    [[nodiscard]] std::vector<Feedback> write(const std::vector<Reread>& all) const {
        std::vector<std::string> missed;
        intake_.database.write([&](db::Tx& tx) {
            missed.clear();
            for (const Reread& one : all) {
                if (!feedback::change_reading(tx, one.feedback, one.facts)) {
                    missed.push_back(one.feedback.id.text());
                }
            }
        });
        return missed.empty() ? std::vector<Feedback>()
                              : intake_.database.read([&](db::Reader& reader) {
                                    return feedback::load_many(reader, missed);
                                });
    }

    const Intake& intake_;
    std::shared_ptr<const Directory> directory_;
    std::string version_;
};

std::string version_by(
    const text::Reader& reader, const Directory& directory, const std::string& lens
) {
    std::string all = fmt::format("{}|{}", text::reading_rules, lens);
    for (const auto language : text::all_languages) {
        all += fmt::format("|{}", reader_of(reader, directory).version(language));
    }
    return fmt::format("{:016x}", checksum(all));
}

}  // namespace

const text::Reader& reader_of(const text::Reader& stock, const Directory& directory) {
    return directory.taught ? *directory.taught : stock;
}

std::string reading_version(const text::Reader& reader, const Directory& directory) {
    return version_by(reader, directory, directory.lens_version);
}

std::optional<text::Findings> findings_of(
    const text::Reader& reader, const Directory& directory, const Feedback& feedback
) {
    if (feedback.comment.empty() || feedback::is_voice(feedback)) {
        return {};
    }
    const text::Hint hint{.language = text::language_of(feedback.language), .certain = false};
    return reader_of(reader, directory).read(feedback.comment, hint, directory.taxonomy.get());
}

void read_comment(const text::Reader& reader, const Directory& directory, Feedback& feedback) {
    feedback.reading.reset();
    if (const auto found = findings_of(reader, directory, feedback)) {
        feedback.reading =
            feedback::reading_of(*found, feedback.corrections, reading_version(reader, directory));
        if (feedback.language.empty()) {
            feedback.language = found->language;
        }
    }
}

void ask_reread(db::Tx& tx, Instant now) {
    queue::put_one(tx, reread_work, now, now);
}

void ask_reread_if_needed(db::Tx& tx, const Catalogue& catalogue, Instant now) {
    if (catalogue.reader() == nullptr) {
        return;
    }
    const auto version = version_by(*catalogue.reader(), *catalogue.directory(), lens_of(tx));
    const auto state = feedback::find_reading_state(tx);
    if (!state || state->version != version || !state->finished_at) {
        ask_reread(tx, now);
    }
}

bool reread_comments(const Intake& intake, const std::function<bool()>& go_on) {
    intake.catalogue.reload();
    Walk walk(intake, intake.catalogue.directory());
    std::int64_t seq = walk.begin();
    while (go_on()) {
        if (walk.is_outdated()) {
            return true;  // whoever changed it has asked for another walk
        }
        const auto next = walk.read_after(seq);
        if (!next) {
            intake.database.write([&](db::Tx& tx) {
                feedback::finish_reading(tx, intake.clock.now());
            });
            return true;
        }
        seq = *next;
    }
    return false;
}

ReadingProgress show_reading(const Intake& intake) {
    ReadingProgress out;
    out.version = reading_version(*intake.catalogue.reader(), *intake.catalogue.directory());
    intake.database.read([&](db::Reader& reader) {
        out.state = feedback::find_reading_state(reader);
        const bool current = out.state && out.state->version == out.version;
        out.running = !current || !out.state->finished_at;
        out.to_read =
            out.running
                ? feedback::count_to_read(reader, out.version, current ? out.state->done_seq : 0)
                : 0;
    });
    return out;
}

}  // namespace styk::story
