#include "story/train_reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/checksum.h"
#include "feedback/findings_text.h"
#include "feedback/lesson_store.h"
#include "json/json.h"
#include "queue/queue.h"
#include "story/read_comments.h"
#include "text/taught.h"

namespace styk::story {

namespace {

using feedback::Feedback;
using text::Lesson;

constexpr int most_corrected = 5000, most_others = 1500;
constexpr double of_scores = 0.3;  // weight of a lesson that a score gives
constexpr double unsure = 0.5;     // a sentiment nearer to nothing may learn from the score

std::optional<text::Tone> tone_of(const std::string& name) {
    for (const auto tone :
         {text::Tone::negative, text::Tone::neutral, text::Tone::positive, text::Tone::mixed}) {
        if (text::name_of(tone) == name) {
            return tone;
        }
    }
    return {};
}

Lesson lesson_of(const Feedback& feedback) {
    Lesson lesson;
    lesson.text = feedback.comment;
    for (const auto& one : feedback.corrections) {
        if (one.kind == "sentiment") {
            lesson.tone = tone_of(one.value);
        } else {
            (one.value == "false" ? lesson.lacks : lesson.shows)
                .push_back(one.kind + "." + one.key);
        }
    }
    return lesson;
}

// Where words leave it open, the best or the worst score that came with them is a hint.
std::optional<Lesson> hint_of(
    const feedback::Directory& directory, const Feedback& feedback, const text::Findings& found
) {
    if (!found.sentiment || std::abs(found.sentiment->score) >= unsure) {
        return {};
    }
    std::optional<text::Tone> tone;
    for (const auto& rating : feedback.ratings) {
        const auto* metric = directory.metrics.find(rating.metric);
        if (metric == nullptr || rating.state != feedback::RatingState::given) {
            continue;
        }
        if (rating.value == metric->max && !metric->positive.empty()) {
            tone = text::Tone::positive;
        } else if (rating.value == metric->min && !metric->negative.empty()) {
            tone = text::Tone::negative;
        }
    }
    return tone ? std::optional(Lesson{
                      .text = feedback.comment,
                      .tone = tone,
                      .shows = {},
                      .lacks = {},
                      .weight = of_scores
                  })
                : std::nullopt;
}

struct OfLanguage {
    std::vector<Lesson> lessons;      // of people first
    std::vector<std::string> others;  // that nobody corrected
};

struct Lessons {
    std::array<OfLanguage, text::all_languages.size()> by_language;
    std::int64_t corrections = 0;
    std::size_t comments = 0;  // with corrections
};

Lessons gather(const Intake& intake) {
    Lessons out;
    const auto directory = intake.catalogue.directory();
    std::vector<Feedback> corrected, others;
    intake.database.read([&](db::Reader& reader) {
        corrected = feedback::list_corrected(reader, most_corrected);
        others = feedback::list_uncorrected(reader, most_others);
    });
    const auto each_read = [](const std::vector<Feedback>& all, auto&& take) {
        for (const Feedback& one : all) {
            const auto found =
                one.reading ? feedback::read_findings(one.reading->findings) : std::nullopt;
            const auto language = found ? text::language_of(found->language) : std::nullopt;
            if (language) {
                take(one, *found, static_cast<std::size_t>(*language));
            }
        }
    };
    each_read(corrected, [&](const Feedback& one, const text::Findings&, std::size_t language) {
        out.corrections += static_cast<std::int64_t>(one.corrections.size());
        ++out.comments;
        out.by_language[language].lessons.push_back(lesson_of(one));
    });
    each_read(others, [&](const Feedback& one, const text::Findings& found, std::size_t language) {
        out.by_language[language].others.push_back(one.comment);
        if (auto hint = hint_of(*directory, one, found)) {
            out.by_language[language].lessons.push_back(*std::move(hint));
        }
    });
    return out;
}

// Several languages' trials as one.
struct Sum {
    std::size_t texts = 0, labels = 0;
    double accurate = 0, f1 = 0, right = 0;

    void add(const text::Score& one) {
        texts += one.texts;
        labels += one.labels;
        accurate += one.accuracy * static_cast<double>(one.texts);
        f1 += one.macro_f1 * static_cast<double>(one.texts);
        right += one.right * static_cast<double>(one.labels);
    }

    [[nodiscard]] json::Object to_json() const {
        const auto mean = [](double sum, std::size_t n) {
            return n == 0 ? json::Value(nullptr) : json::Value(sum / static_cast<double>(n));
        };
        return {
            {"sentiment",
             json::Object{
                 {"n", texts}, {"accuracy", mean(accurate, texts)}, {"macro_f1", mean(f1, texts)}
             }},
            {"labels", json::Object{{"n", labels}, {"right", mean(right, labels)}}}
        };
    }

    [[nodiscard]] double all_right() const { return accurate + right; }
};

struct Tried {
    Sum before, after;
    std::size_t others = 0, moved = 0;  // comments that nobody corrected; of other sentiment now
};

class Training {
public:
    explicit Training(const Intake& intake) : intake_(intake), lessons_(gather(intake)) {}

    [[nodiscard]] bool has_enough() const { return lessons_.corrections >= fewest_corrections; }

    void learn(text::Language language) {
        const auto& own = lessons_.by_language[static_cast<std::size_t>(language)];
        if (own.lessons.empty()) {
            return;
        }
        const auto trial = text::try_lessons(*intake_.catalogue.reader(), language, own.lessons);
        tried_.before.add(trial.before);
        tried_.after.add(trial.after);
        if (auto bytes = text::teach(*intake_.catalogue.reader(), language, own.lessons)) {
            languages.emplace_back(text::code_of(language));
            delta_.files.push_back(*std::move(bytes));
        }
    }

    feedback::StoredDelta finish() {
        count_moved();
        std::uint64_t sum = 0;
        for (const auto& bytes : delta_.files) {
            sum = checksum(bytes, sum);
        }
        delta_.version = fmt::format("{:016x}", sum);
        delta_.corrections = lessons_.corrections;
        delta_.made_at = intake_.clock.now();
        delta_.report = json::write(json::Object{
            {"held_back", lessons_.comments},
            {"before", tried_.before.to_json()},
            {"after", tried_.after.to_json()},
            {"others", tried_.others},
            {"moved",
             tried_.others == 0
                 ? 0.0
                 : static_cast<double>(tried_.moved) / static_cast<double>(tried_.others)},
            {"better", tried_.after.all_right() > tried_.before.all_right()}
        });
        return std::move(delta_);
    }

    std::vector<std::string> languages;

private:
    void count_moved() {
        const text::Reader taught(text::built_in_models(), delta_.files);
        for (const auto language : text::all_languages) {
            for (const auto& comment :
                 lessons_.by_language[static_cast<std::size_t>(language)].others) {
                const auto was = intake_.catalogue.reader()->sentiment(comment, language);
                const auto is = taught.sentiment(comment, language);
                ++tried_.others;
                tried_.moved += was && is && was->label != is->label ? 1 : 0;
            }
        }
    }

    const Intake& intake_;
    Lessons lessons_;
    Tried tried_;
    feedback::StoredDelta delta_;
};

}  // namespace

void ask_training(db::Tx& tx, Instant due, Instant now) {
    queue::put_one(tx, train_work, due, now);
}

bool is_training_wanted(db::Reader& reader, Instant now) {
    return queue::count_due(reader, train_work, now + std::chrono::hours(1)) > 0;
}

bool train_reading(const Intake& intake, const std::function<bool()>& go_on) {
    Training training(intake);
    if (!training.has_enough()) {
        return true;
    }
    for (const auto language : text::all_languages) {
        if (!go_on()) {
            return false;
        }
        training.learn(language);
    }
    const auto delta = training.finish();
    intake.database.write([&](db::Tx& tx) { feedback::add_delta(tx, delta, training.languages); });
    return true;
}

void adopt_training(const Intake& intake, const db::Change& by) {
    intake.database.write([&](db::Tx& tx) {
        const auto candidate = feedback::find_last_delta(tx);
        if (!candidate || candidate->state != "candidate" ||
            !feedback::adopt_delta(tx, candidate->id, by.author.name, by.at)) {
            throw Refusal(Code::conflict, "Nothing was learned that could be adopted.");
        }
        db::audit(tx, by, "adopt", "reading", candidate->version, "", candidate->report);
        ask_reread_if_needed(tx, intake.catalogue, by.at);
    });
    intake.catalogue.reload();
}

void drop_training(const Intake& intake, const db::Change& by) {
    intake.database.write([&](db::Tx& tx) {
        feedback::drop_deltas(tx);
        db::audit(tx, by, "drop", "reading", "stock", "", "");
        ask_reread_if_needed(tx, intake.catalogue, by.at);
    });
    intake.catalogue.reload();
}

}  // namespace styk::story
