#include "text/taught.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "text/lesson_fit.h"
#include "text/reading.h"

namespace styk::text {

namespace {

// What one occurrence counts, by Sort, before the root of one more than the words.
constexpr std::array<double, 4> worth = {0.5, 0.5, 0.25, 1.0};
constexpr std::array<std::size_t, 4> fewest_lessons = {1, 2, 2, 1};  // a feature stands in, by Sort
constexpr double worth_of_bias = 0.5;
constexpr double stiffness = 0.5;
constexpr double largest = 127;  // of an eight-bit weight
constexpr std::size_t fifths = 5, most_labels = 250;

struct Known {
    Feature feature = 0;
    Sort sort = Sort::word;
    std::size_t lessons = 0;
    std::vector<std::uint32_t> parts;  // of a word: its columns
};

// Lessons as rows of cells, and what each column stands for. The first column is the bias.
class Sheet {
public:
    Sheet(const Trained& by, std::span<const Lesson> lessons) : by_(by) {
        for (const auto& lesson : lessons) {
            read(lesson.text);
        }
        weigh();
    }

    [[nodiscard]] const std::vector<Known>& features() const { return features_; }

    [[nodiscard]] const std::vector<LessonCell>& row(std::size_t lesson) const {
        return rows_[lesson];
    }

    [[nodiscard]] std::size_t columns() const { return features_.size() + 1; }

    [[nodiscard]] bool is_kept(std::uint32_t column) const {
        const auto& known = features_[column];
        return known.lessons >= fewest_lessons[static_cast<std::size_t>(known.sort)];
    }

private:
    struct Raw {
        std::map<std::uint32_t, float> counts;
        std::size_t items = 0;
    };

    std::uint32_t column_of(Feature feature, Sort sort) {
        const auto [at, fresh] =
            columns_.try_emplace(feature, static_cast<std::uint32_t>(features_.size()));
        if (fresh) {
            features_.push_back({feature, sort, 0, {}});
        }
        return at->second;
    }

    void read(const std::string& text) {
        const auto tokens = tokens_of(text);
        const auto spoken = spoken_of(by_, text, tokens);
        Raw raw{{}, spoken.items.size()};
        const auto add = [&](std::uint32_t first, std::uint32_t, Sort sort, Feature feature) {
            const auto column = column_of(feature, sort);
            ++raw.counts[column];
            if (sort == Sort::word && tokens.items[first].kind == Kind::word) {
                read_parts(tokens.letters(tokens.items[first]), column, raw);
            }
        };
        each_feature(spoken.items, spoken.signs, by_.features, add);
        for (const auto& [column, count] : raw.counts) {
            ++features_[column].lessons;
        }
        raw_.push_back(std::move(raw));
    }

    void read_parts(Letters letters, std::uint32_t column, Raw& raw) {
        std::vector<std::uint32_t> parts;
        each_part(letters, [&](Feature part) {
            parts.push_back(column_of(part, Sort::part));
            ++raw.counts[parts.back()];
        });
        features_[column].parts = std::move(parts);
    }

    void weigh() {
        for (const auto& raw : raw_) {
            const double root = std::sqrt(static_cast<double>(raw.items) + 1);
            auto& row = rows_.emplace_back();
            row.push_back({0, static_cast<float>(worth_of_bias)});
            for (const auto& [column, count] : raw.counts) {
                if (is_kept(column)) {
                    const auto each = worth[static_cast<std::size_t>(features_[column].sort)];
                    row.push_back(
                        {column + 1, static_cast<float>(static_cast<double>(count) * each / root)}
                    );
                }
            }
        }
        raw_.clear();
    }

    const Trained& by_;
    std::unordered_map<Feature, std::uint32_t> columns_;
    std::vector<Known> features_;
    std::vector<Raw> raw_;
    std::vector<std::vector<LessonCell>> rows_;
};

// Weights of some classes as the rows of a head.
class Exporting {
public:
    Exporting(const Sheet& sheet, std::vector<std::string> names) : sheet_(sheet) {
        for (auto& name : names) {
            head_.columns.push_back({.name = std::move(name)});
        }
        values_.assign(sheet.columns(), std::vector<double>(head_.columns.size()));
    }

    void set(std::size_t column, std::size_t of, double weight) {
        if (column == 0) {
            head_.columns[of].bias = static_cast<float>(weight * worth_of_bias);
        } else {
            const auto sort = sheet_.features()[column - 1].sort;
            values_[column][of] = weight * worth[static_cast<std::size_t>(sort)];
        }
    }

    HeadDraft run() {
        const auto whole = with_parts();
        set_scales(whole);
        std::map<Key, Row> rows;
        for (std::uint32_t i = 0; i < sheet_.features().size(); ++i) {
            const auto& known = sheet_.features()[i];
            auto row = small(whole[i], known.sort);
            const bool says = std::any_of(row.begin(), row.end(), [](auto v) { return v != 0; });
            // A known word that says nothing is kept: else its parts would be read instead.
            if (sheet_.is_kept(i) && (says || known.sort == Sort::word)) {
                rows.try_emplace(key_of(known.feature), Row{key_of(known.feature), std::move(row)});
            }
        }
        for (auto& [key, row] : rows) {
            head_.rows.push_back(std::move(row));
        }
        return std::move(head_);
    }

private:
    [[nodiscard]] std::vector<std::vector<double>> with_parts() const {
        std::vector<std::vector<double>> whole(values_.begin() + 1, values_.end());
        for (std::uint32_t i = 0; i < whole.size(); ++i) {
            for (const auto part : sheet_.features()[i].parts) {
                for (std::size_t c = 0; c < whole[i].size(); ++c) {
                    whole[i][c] += values_[part + 1][c];
                }
            }
        }
        return whole;
    }

    void set_scales(const std::vector<std::vector<double>>& whole) {
        for (std::uint32_t i = 0; i < whole.size(); ++i) {
            auto& scale = head_.scales[static_cast<std::size_t>(sheet_.features()[i].sort)];
            for (const double value : whole[i]) {
                scale = std::max(scale, static_cast<float>(std::abs(value) / largest));
            }
        }
    }

    [[nodiscard]] std::vector<std::int8_t> small(const std::vector<double>& values, Sort sort)
        const {
        const auto scale = static_cast<double>(head_.scales[static_cast<std::size_t>(sort)]);
        std::vector<std::int8_t> steps;
        steps.reserve(values.size());
        for (const double value : values) {
            steps.push_back(static_cast<std::int8_t>(scale > 0 ? std::round(value / scale) : 0));
        }
        return steps;
    }

    const Sheet& sheet_;
    HeadDraft head_;
    std::vector<std::vector<double>> values_;
};

LogOdds log_odds_of(const Trained& by, std::string_view text) {
    const auto tokens = tokens_of(text);
    return Reading(by, text, tokens).log_odds();
}

bool has(const std::vector<std::string>& labels, std::string_view label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

bool teaches_tone(const Lesson& lesson) {
    return lesson.tone && *lesson.tone != Tone::mixed;
}

class Teaching {
public:
    Teaching(const Trained& by, std::span<const Lesson> lessons)
        : by_(by), lessons_(lessons), sheet_(by, lessons) {
        for (const auto& lesson : lessons) {
            known_.push_back(log_odds_of(by, lesson.text));
        }
    }

    std::string run(Language language) {
        return write_model(
            {.name = std::string(code_of(language)), .words = "", .tone = tone(), .matter = matter()
            }
        );
    }

private:
    HeadDraft tone() {
        std::vector<LessonRow> rows;
        for (std::size_t i = 0; i < lessons_.size(); ++i) {
            if (teaches_tone(lessons_[i])) {
                const auto truth = static_cast<std::size_t>(*lessons_[i].tone);
                const auto& odds = known_[i].tone;
                rows.push_back(
                    {sheet_.row(i), {odds.begin(), odds.end()}, truth, lessons_[i].weight}
                );
            }
        }
        Exporting out(sheet_, {"negative", "neutral", "positive"});
        const auto weights = fit_lessons(rows, sheet_.columns(), tones, stiffness);
        for (std::size_t i = 0; i < weights.size(); ++i) {
            out.set(i / tones, i % tones, weights[i]);
        }
        return out.run();
    }

    HeadDraft matter() {
        const auto labels = labels_spoken_of();
        if (labels.empty()) {
            return {};
        }
        Exporting out(sheet_, labels);
        for (std::size_t of = 0; of < labels.size(); ++of) {
            const auto rows = rows_of(labels[of]);
            const auto weights = fit_lessons(rows, sheet_.columns(), 1, stiffness);
            for (std::size_t i = 0; i < weights.size(); ++i) {
                out.set(i, of, weights[i]);
            }
        }
        return out.run();
    }

    [[nodiscard]] std::vector<std::string> labels_spoken_of() const {
        std::set<std::string> labels;
        for (const auto& lesson : lessons_) {
            labels.insert(lesson.shows.begin(), lesson.shows.end());
            labels.insert(lesson.lacks.begin(), lesson.lacks.end());
        }
        std::vector<std::string> first(labels.begin(), labels.end());
        first.resize(std::min(first.size(), most_labels));
        return first;
    }

    [[nodiscard]] std::vector<LessonRow> rows_of(const std::string& label) const {
        std::vector<LessonRow> rows;
        for (std::size_t i = 0; i < lessons_.size(); ++i) {
            const bool shows = has(lessons_[i].shows, label);
            if (shows || has(lessons_[i].lacks, label)) {
                const auto found = known_[i].labels.find(label);
                const double odds = found == known_[i].labels.end() ? unheard_of : found->second;
                rows.push_back({sheet_.row(i), {odds}, shows ? 1U : 0U, lessons_[i].weight});
            }
        }
        return rows;
    }

    const Trained& by_;
    std::span<const Lesson> lessons_;
    Sheet sheet_;
    std::vector<LogOdds> known_;
};

// Counts of what was read rightly.
class Counting {
public:
    void add(const Lesson& lesson, const LogOdds& odds) {
        if (teaches_tone(lesson)) {
            const auto read = std::max_element(odds.tone.begin(), odds.tone.end());
            const auto truth = static_cast<std::size_t>(*lesson.tone);
            ++counts_[truth][static_cast<std::size_t>(read - odds.tone.begin())];
        }
        count_labels(lesson.shows, odds, true);
        count_labels(lesson.lacks, odds, false);
    }

    [[nodiscard]] Score score() const {
        Score score{.labels = labels_, .right = share(right_, labels_)};
        std::size_t hits = 0, classes = 0;
        double sum = 0;
        for (std::size_t i = 0; i < tones; ++i) {
            std::size_t truth = 0, read = 0;
            for (std::size_t j = 0; j < tones; ++j) {
                truth += counts_[i][j];
                read += counts_[j][i];
            }
            hits += counts_[i][i];
            score.texts += truth;
            if (truth > 0) {
                ++classes;
                sum += share(2 * counts_[i][i], truth + read);
            }
        }
        score.accuracy = share(hits, score.texts);
        score.macro_f1 = classes > 0 ? sum / static_cast<double>(classes) : 0;
        return score;
    }

private:
    static double share(std::size_t part, std::size_t of) {
        return of > 0 ? static_cast<double>(part) / static_cast<double>(of) : 0;
    }

    void count_labels(const std::vector<std::string>& labels, const LogOdds& odds, bool shows) {
        for (const auto& label : labels) {
            ++labels_;
            const auto found = odds.labels.find(label);
            const bool given = found != odds.labels.end() && found->second >= 0;
            right_ += given == shows ? 1U : 0U;
        }
    }

    std::array<std::array<std::size_t, tones>, tones> counts_{};
    std::size_t labels_ = 0, right_ = 0;
};

std::uint64_t hash_of(std::string_view text) {
    std::uint64_t state = text.size();
    for (const char c : text) {
        state = mix(state ^ static_cast<unsigned char>(c));
    }
    return state;
}

bool is_held_back(const Lesson& lesson, std::size_t fifth) {
    return lesson.weight >= 1 && hash_of(lesson.text) % fifths == fifth;
}

}  // namespace

std::optional<std::string> teach(
    const Reader& reader, Language language, std::span<const Lesson> lessons
) {
    const auto* by = reader.trained(language);
    return by == nullptr ? std::nullopt : std::optional(Teaching(*by, lessons).run(language));
}

Trial try_lessons(const Reader& reader, Language language, std::span<const Lesson> lessons) {
    const auto* by = reader.trained(language);
    Counting before, after;
    for (std::size_t fifth = 0; by != nullptr && fifth < fifths; ++fifth) {
        std::vector<Lesson> learned;
        std::copy_if(
            lessons.begin(),
            lessons.end(),
            std::back_inserter(learned),
            [&](const Lesson& one) { return !is_held_back(one, fifth); }
        );
        const Trained with(by->model, read_model(Teaching(*by, learned).run(language)).value());
        for (const auto& lesson : lessons) {
            if (is_held_back(lesson, fifth)) {
                before.add(lesson, log_odds_of(*by, lesson.text));
                after.add(lesson, log_odds_of(with, lesson.text));
            }
        }
    }
    return {before.score(), after.score()};
}

}  // namespace styk::text
