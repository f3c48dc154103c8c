#include "story/find_themes.h"

#include <algorithm>
#include <map>

#include "feedback/findings_text.h"
#include "feedback/lesson_store.h"
#include "feedback/topic_store.h"
#include "json/json.h"
#include "queue/queue.h"
#include "story/read_comments.h"
#include "story/show_quotes.h"
#include "text/near_duplicates.h"
#include "text/themes.h"

namespace styk::story {

namespace {

using feedback::Feedback;

constexpr int most_comments = 4000;
constexpr std::size_t least = 5;  // comments of a theme
constexpr std::size_t shown_duplicates = 20, shown_ids = 20, shown_phrases = 15;
constexpr std::size_t patterns_of_theme = 3;

// A comment without what is personal.
struct Said {
    const Feedback* feedback = nullptr;
    text::Findings findings;
    std::string masked;
};

std::vector<Said> said_in(const std::vector<Feedback>& all) {
    std::vector<Said> out;
    for (const Feedback& one : all) {
        auto found = one.reading ? feedback::read_findings(one.reading->findings) : std::nullopt;
        if (found) {
            out.push_back({&one, {}, text::masked(one.comment, found->personal_data)});
            out.back().findings = *std::move(found);
        }
    }
    return out;
}

std::vector<std::string_view> views_of(const std::vector<Said>& all) {
    std::vector<std::string_view> views;
    views.reserve(all.size());
    for (const Said& one : all) {
        views.emplace_back(one.masked);
    }
    return views;
}

// Features as whole numbers: JSON holds them as they are.
std::string centre_text(const text::Centre& centre) {
    json::Array all;
    for (const auto& [feature, value] : centre) {
        all.push_back(json::Array{static_cast<std::int64_t>(feature), static_cast<double>(value)});
    }
    return json::write(json::Value(std::move(all)));
}

text::Centre read_centre(const std::string& text) {
    text::Centre centre;
    const auto value = json::try_parse(text);
    if (value && value->is_array()) {
        for (const auto& one : value->get_array()) {
            centre.push_back(
                {static_cast<text::Feature>(one.as_array().at(0).as_int64()),
                 static_cast<float>(one.as_array().at(1).to_number<double>())}
            );
        }
    }
    std::sort(centre.begin(), centre.end(), [](const auto& one, const auto& other) {
        return one.feature < other.feature;
    });
    return centre;
}

std::string quotes_text(const std::vector<Said>& said, const text::Theme& theme) {
    json::Array quotes;
    for (const auto place : theme.quotes) {
        const Said& quoted = said[place];
        quotes.push_back(json::Object{
            {"feedback_id", quoted.feedback->id.text()},
            {"quote", quote_of(quoted.feedback->comment, quoted.findings, {}).text}
        });
    }
    return json::write(json::Value(std::move(quotes)));
}

std::string trend_text(
    const std::vector<Said>& said, const text::Theme& theme, const TimeZone& zone
) {
    std::map<Day, std::int64_t> weeks;
    std::int64_t without = 0;
    for (const auto place : theme.members) {
        const Feedback& one = *said[place].feedback;
        ++weeks[first_day_of(Period::week, zone.day_of(one.occurred_at))];
        without += one.touchpoint.empty() ? 1 : 0;
    }
    json::Array series;
    for (const auto& [day, n] : weeks) {
        series.push_back(json::Object{{"key", period_key(Period::week, day)}, {"n", n}});
    }
    return json::write(json::Object{{"weeks", std::move(series)}, {"without_touchpoint", without}});
}

class Finding {
public:
    Finding(const Intake& intake, std::vector<feedback::Theme> before)
        : intake_(intake),
          directory_(intake.catalogue.directory()),
          before_(std::move(before)),
          known_(before_.size()) {}

    void of_language(text::Language language, const std::vector<Said>& said) {
        const auto views = views_of(said);
        const auto code = text::code_of(language);
        std::vector<std::size_t> places;  // of before_
        std::vector<text::Centre> centres;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (before_[i].language == code) {
                places.push_back(i);
                centres.push_back(read_centre(before_[i].centre));
            }
        }
        const auto found = text::find_themes(
            text::Corpus(views, language), centres, text::ThemeRules{.fewest = least}
        );
        for (const auto& one : found) {
            auto theme = one.known ? goes_on(places[*one.known]) : fresh(code);
            describe(theme, one, said);
            themes.push_back(std::move(theme));
        }
    }

    // Suggestions from before that nobody took up and that are not found any more.
    [[nodiscard]] std::vector<std::string> gone() const {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (!known_[i] && before_[i].state == "suggested") {
                ids.push_back(before_[i].id);
            }
        }
        return ids;
    }

    std::vector<feedback::Theme> themes;

private:
    feedback::Theme goes_on(std::size_t place) {
        known_[place] = true;
        return before_[place];
    }

    [[nodiscard]] feedback::Theme fresh(std::string_view language) const {
        feedback::Theme made;
        made.id = make_uuid_v7(intake_.clock, intake_.random).text();
        made.language = language;
        made.created_at = intake_.clock.now();
        return made;
    }

    void describe(feedback::Theme& theme, const text::Theme& found, const std::vector<Said>& said)
        const {
        theme.words.clear();
        for (const auto& phrase : found.label) {
            theme.words.push_back(phrase.text);
        }
        theme.centre = centre_text(found.centre);
        theme.n = static_cast<std::int64_t>(found.members.size());
        theme.quotes = quotes_text(said, found);
        theme.trend = trend_text(said, found, directory_->zone);
        theme.updated_at = intake_.clock.now();
    }

    const Intake& intake_;
    std::shared_ptr<const feedback::Directory> directory_;
    std::vector<feedback::Theme> before_;
    std::vector<bool> known_;
};

std::string duplicates_text(const std::vector<Said>& said) {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    const auto first = text::first_alike(views_of(said));
    for (std::size_t i = 0; i < first.size(); ++i) {
        groups[first[i]].push_back(i);
    }
    std::vector<std::vector<std::size_t>> largest;
    for (auto& [root, members] : groups) {
        if (members.size() > 1) {
            largest.push_back(std::move(members));
        }
    }
    std::stable_sort(largest.begin(), largest.end(), [](const auto& a, const auto& b) {
        return a.size() > b.size();
    });
    largest.resize(std::min(largest.size(), shown_duplicates));
    json::Array all;
    for (const auto& group : largest) {
        json::Array ids;
        for (std::size_t i = 0; i < group.size() && i < shown_ids; ++i) {
            ids.emplace_back(said[group[i]].feedback->id.text());
        }
        const Said& one = said[group.front()];
        all.push_back(json::Object{
            {"n", group.size()},
            {"quote", quote_of(one.feedback->comment, one.findings, {}).text},
            {"feedback_ids", std::move(ids)}
        });
    }
    return json::write(json::Value(std::move(all)));
}

// What comments of one tone say more often than the others.
void add_phrases(text::Language language, const std::vector<Said>& said, json::Array& into) {
    const auto views = views_of(said);
    const text::Corpus corpus(views, language);
    for (const auto tone : {text::Tone::negative, text::Tone::positive}) {
        std::vector<std::size_t> members;
        for (std::size_t i = 0; i < said.size(); ++i) {
            const auto& sentiment = said[i].findings.sentiment;
            if (sentiment && sentiment->label == tone) {
                members.push_back(i);
            }
        }
        for (const auto& one : text::telling_phrases(corpus, members, shown_phrases)) {
            into.push_back(json::Object{
                {"text", one.text},
                {"n", one.inside},
                {"language", text::code_of(language)},
                {"sentiment", text::name_of(tone)}
            });
        }
    }
}

std::vector<Said> of_language(const std::vector<Said>& all, std::string_view language) {
    std::vector<Said> some;
    std::copy_if(all.begin(), all.end(), std::back_inserter(some), [&](const Said& one) {
        return one.findings.language == language;
    });
    return some;
}

feedback::Theme load(db::Reader& reader, const std::string& id) {
    auto found = feedback::find_theme(reader, id);
    if (!found) {
        throw Refusal(Code::not_found, "There is no such theme.");
    }
    return *std::move(found);
}

// The words that tell a theme, as patterns.
std::string patterns_text(const feedback::Theme& theme) {
    json::Array words;
    for (const std::string& word : theme.words) {
        if (words.size() < patterns_of_theme) {
            words.emplace_back(word);
        }
    }
    return json::write(json::Object{{theme.language, std::move(words)}});
}

}  // namespace

void ask_themes(db::Tx& tx, Instant due, Instant now, std::int64_t mine) {
    queue::put_one(tx, themes_work, due, now, mine);
}

bool is_finding_themes(db::Reader& reader, Instant now) {
    return queue::count_due(reader, themes_work, now) > 0;
}

bool find_themes(const Intake& intake, const std::function<bool()>& go_on) {
    std::vector<Feedback> bare, latest;
    std::vector<feedback::Theme> before;
    intake.database.read([&](db::Reader& reader) {
        bare = feedback::list_without_topic(reader, most_comments);
        latest = feedback::list_uncorrected(reader, most_comments);
        before = feedback::list_themes(reader);
    });
    const auto unmatched = said_in(bare), read = said_in(latest);
    Finding finding(intake, std::move(before));
    json::Array phrases;
    for (const auto language : text::all_languages) {
        if (!go_on()) {
            return false;
        }
        const auto code = text::code_of(language);
        finding.of_language(language, of_language(unmatched, code));
        add_phrases(language, of_language(read, code), phrases);
    }
    feedback::ThemeRun run;
    run.made_at = intake.clock.now();
    run.unmatched = static_cast<std::int64_t>(unmatched.size());
    run.read = static_cast<std::int64_t>(read.size());
    run.duplicates = duplicates_text(read);
    run.phrases = json::write(json::Value(std::move(phrases)));
    intake.database.write([&](db::Tx& tx) {
        for (const auto& theme : finding.themes) {
            feedback::put_theme(tx, theme);
        }
        for (const auto& id : finding.gone()) {
            feedback::remove_theme(tx, id);
        }
        feedback::put_theme_run(tx, run);
    });
    return true;
}

feedback::Theme confirm_theme(
    const Intake& intake, const std::string& id, feedback::Topic topic, const db::Change& by
) {
    feedback::Theme theme;
    topic.id.uuid = make_uuid_v7(intake.clock, intake.random);
    topic.position =
        static_cast<std::int64_t>(intake.catalogue.directory()->topics.all().size()) + 1;
    intake.database.write([&](db::Tx& tx) {
        theme = load(tx, id);
        if (theme.state == "confirmed") {
            throw Refusal(Code::conflict, "A topic was made of this already.");
        }
        feedback::Topic made = topic;
        if (made.patterns.text == "{}") {
            made.patterns.text = patterns_text(theme);
        }
        refuse_if(record::check(record::shape_of<feedback::Topic>(), &made));
        feedback::check_topic(tx, made);
        db::add(tx, made, by);
        theme.state = "confirmed";
        theme.topic = made.key;
        theme.updated_at = by.at;
        feedback::put_theme(tx, theme);
        ask_reread_if_needed(tx, intake.catalogue, by.at);
    });
    intake.catalogue.reload();
    return theme;
}

feedback::Theme set_theme_state(
    const Intake& intake, const std::string& id, const std::string& state, const db::Change& by
) {
    feedback::Theme theme;
    intake.database.write([&](db::Tx& tx) {
        theme = load(tx, id);
        if (theme.state == "confirmed") {
            throw Refusal(Code::conflict, "A topic was made of this: switch the topic off.");
        }
        const auto told = [](const std::string& one) {
            return json::write(json::Object{{"state", one}});
        };
        db::audit(tx, by, "change", "theme", id, told(theme.state), told(state));
        theme.state = state;
        theme.updated_at = by.at;
        feedback::put_theme(tx, theme);
    });
    return theme;
}

}  // namespace styk::story
