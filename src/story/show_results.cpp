#include "story/show_results.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "metric/metric.h"
#include "stats/interval.h"
#include "survey/route.h"

namespace styk::story {

namespace {

using survey::Question;
using survey::Response;
using survey::ResponseState;
using survey::Type;
using survey::Value;

constexpr std::size_t most_stays = 50'000;  // seconds kept a page, for the median

// A share as any other score: of ones among zeros and ones.
Figure share_of(std::int64_t part, std::int64_t whole, const stats::TierLimits& limits) {
    const stats::MetricRule rule{stats::Kind::box, 0, 1, {1}, {0}};
    auto histogram = stats::empty_histogram(0, 1);
    histogram.counts[1] = static_cast<std::uint64_t>(std::max<std::int64_t>(0, part));
    histogram.counts[0] = static_cast<std::uint64_t>(std::max<std::int64_t>(0, whole - part));
    return stats::estimate(rule, histogram, limits);
}

Figure mean_of(const stats::Histogram& histogram, const stats::TierLimits& limits) {
    const stats::MetricRule rule{stats::Kind::mean, histogram.min, histogram.max(), {}, {}};
    return stats::estimate(rule, histogram, limits);
}

// Numbers without a scale: sums are enough.
struct Sums {
    double n = 0, mean = 0, squares = 0;

    // Welford 1962.
    void add(double value) {
        n += 1;
        const double apart = value - mean;
        mean += apart / n;
        squares += apart * (value - mean);
    }

    [[nodiscard]] Figure figure(const stats::TierLimits& limits) const {
        Figure out;
        out.n = static_cast<std::uint64_t>(n);
        out.n_eff = n;
        if (n == 0) {
            out.reason = stats::reason::no_answers;
            return out;
        }
        out.tier = stats::tier_of(stats::Family::mean, out.n, n, {}, limits);
        if (!stats::shows_value(out.tier)) {
            out.reason =
                out.tier == stats::Tier::hidden ? stats::reason::hidden : stats::reason::too_few;
            return out;
        }
        out.value = out.mean = mean;
        const auto interval = n < 2 ? std::nullopt : stats::t_interval(n, mean, squares / (n - 1));
        if (interval) {
            out.lo = interval->lo;
            out.hi = interval->hi;
            out.method = stats::Method::t;
        } else {
            out.reason = stats::reason::no_interval;
        }
        return out;
    }
};

double quantile_of(std::vector<double> sorted, double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::optional<int> whole_number(const Value& value) {
    const auto* number = value.as<double>();
    const bool whole =
        number != nullptr && std::floor(*number) == *number && std::abs(*number) < 1e6;
    return whole ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

void count_score(stats::Histogram& histogram, const Value& value) {
    const auto score = whole_number(value);
    if (score && *score >= histogram.min && *score <= histogram.max()) {
        ++histogram.counts[static_cast<std::size_t>(*score - histogram.min)];
    } else if (survey::to_text(value) == survey::not_applicable_key) {
        ++histogram.not_applicable;
    }
}

// The scale of a table whose columns are numbers.
stats::Histogram scale_of_columns(const Question& question) {
    std::vector<int> scores;
    for (const survey::Choice& one : question.columns) {
        if (const auto score = whole_number(one.value)) {
            scores.push_back(*score);
        } else if (one.key != survey::not_applicable_key) {
            return {};
        }
    }
    const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
    const bool sensible = !scores.empty() && *low >= 0 && *high <= 100;
    return sensible ? stats::empty_histogram(*low, *high) : stats::Histogram{};
}

// What is counted of one question.
struct RowCount {
    std::int64_t answered = 0;
    std::map<std::string, std::int64_t> choices;
    stats::Histogram mean, importance;
};

struct QuestionCount {
    std::int64_t shown = 0, answered = 0, not_shown = 0, stopped = 0, texts = 0, other = 0;
    stats::Histogram histogram;
    Sums sums;
    std::map<std::string, std::int64_t> choices;
    std::map<std::string, RowCount> rows;
};

class Counter {
public:
    Counter(const Question& question, QuestionCount& count) : question_(question), count_(count) {}

    // Room for every choice and row, so that what nobody chose is a 0.
    void prepare() {
        if (question_.type == Type::rating) {
            count_.histogram = stats::empty_histogram(question_.low, question_.high);
        }
        for (const survey::Choice& one : question_.choices) {
            count_.choices[one.key] = 0;
        }
        if (question_.other) {
            count_.choices[std::string(survey::other_key)] = 0;
        }
        if (question_.none) {
            count_.choices[std::string(survey::none_key)] = 0;
        }
        if (question_.type == Type::yes_no || question_.type == Type::consent) {
            count_.choices["true"] = count_.choices["false"] = 0;
        }
        for (const survey::Choice& one : question_.rows) {
            prepare_row(count_.rows[one.key]);
        }
        if (question_.type == Type::ranking || question_.type == Type::best_worst) {
            for (const survey::Choice& one : question_.choices) {
                count_.rows[one.key].mean = stats::empty_histogram(
                    1, static_cast<int>(std::min<std::size_t>(question_.choices.size(), 100))
                );
            }
        }
    }

    void answer(const Value& value) {
        ++count_.answered;
        switch (question_.type) {
            case Type::rating:
                return count_score(count_.histogram, value);
            case Type::importance:
                return importance(value);
            case Type::matrix:
                return matrix(value);
            case Type::ranking:
                return ranking(value);
            case Type::best_worst:
                return best_worst(value);
            case Type::multiple:
                return several(value);
            case Type::text:
            case Type::long_text:
                return words(value);
            case Type::contact:
            case Type::statement:
                return;
            default:
                return choice(value);
        }
    }

private:
    void prepare_row(RowCount& row) const {
        if (question_.type == Type::importance) {
            row.mean = row.importance = stats::empty_histogram(question_.low, question_.high);
        } else {
            row.mean = scale_of_columns(question_);
            for (const survey::Choice& column : question_.columns) {
                row.choices[column.key] = 0;
            }
        }
    }

    void choice(const Value& value) {
        const std::string key = survey::to_text(value);
        const auto found = count_.choices.find(key);
        if (found != count_.choices.end()) {
            ++found->second;
        }
        count_.other += key == survey::other_key ? 1 : 0;
    }

    void several(const Value& value) {
        if (const auto* list = value.as<survey::List>()) {
            std::for_each(list->begin(), list->end(), [&](const Value& one) { choice(one); });
        }
    }

    void words(const Value& value) {
        if (const auto* number = value.as<double>()) {
            count_.sums.add(*number);
        } else {
            ++count_.texts;
        }
    }

    template <class Visit>
    void each_row(const Value& value, const Visit& visit) {
        const auto* map = value.as<survey::Map>();
        for (const auto& [row, cell] : map == nullptr ? survey::Map() : *map) {
            const auto found = count_.rows.find(row);
            if (found != count_.rows.end() && !survey::is_empty(cell)) {
                ++found->second.answered;
                visit(found->second, cell);
            }
        }
    }

    void importance(const Value& value) {
        each_row(value, [](RowCount& row, const Value& cell) {
            const auto* pair = cell.as<survey::Map>();
            for (const auto& [side, number] : pair == nullptr ? survey::Map() : *pair) {
                count_score(side == "importance" ? row.importance : row.mean, number);
            }
        });
    }

    void matrix(const Value& value) {
        each_row(value, [](RowCount& row, const Value& cell) {
            const auto found = row.choices.find(survey::to_text(cell));
            if (found != row.choices.end()) {
                ++found->second;
            }
            if (!row.mean.counts.empty()) {
                count_score(row.mean, cell);
            }
        });
    }

    void ranking(const Value& value) {
        const auto* list = value.as<survey::List>();
        for (std::size_t place = 0; list != nullptr && place < list->size(); ++place) {
            const auto found = count_.rows.find(survey::to_text((*list)[place]));
            if (found != count_.rows.end()) {
                ++found->second.answered;
                count_score(found->second.mean, static_cast<int>(place) + 1);
                count_.choices[found->first] += place == 0 ? 1 : 0;
            }
        }
    }

    void best_worst(const Value& value) {
        const auto* map = value.as<survey::Map>();
        for (const char* side : {"best", "worst"}) {
            const Value* chosen = map == nullptr ? nullptr : survey::find(*map, side);
            const auto found = count_.rows.find(chosen == nullptr ? "" : survey::to_text(*chosen));
            if (found != count_.rows.end()) {
                ++found->second.choices[side];
            }
        }
    }

    const Question& question_;
    QuestionCount& count_;
};

using Definitions = std::map<std::int64_t, std::shared_ptr<const survey::Definition>>;

class ResultsMaker {
public:
    ResultsMaker(
        const Intake& intake,
        const survey::Survey& survey,
        Definitions definitions,
        std::int64_t version
    )
        : definitions_(std::move(definitions)),
          definition_(definitions_.at(version)),
          directory_(intake.catalogue.directory()),
          limits_(limits_of(*directory_, survey)),
          counts_(definition_->questions.size()),
          pages_(definition_->pages.size()) {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            Counter(definition_->questions[i], counts_[i]).prepare();
        }
    }

    void add(const Response& response) {
        note(response.state);
        const auto found = definitions_.find(response.version);
        if (found == definitions_.end()) {
            return;
        }
        const auto& definition = found->second;
        const survey::Setting setting{
            .hidden = response.hidden,
            .today = directory_->zone.day_of(response.started_at),
            .seed = 0
        };
        const auto route = survey::route_of(*definition, response.answers, setting);
        const std::size_t reached = reached_page(*definition, route, response);
        for (const survey::Stop& stop : route.stops) {
            if (stop.page <= reached) {
                see_page(*definition, stop, response, stop.page == reached);
            }
        }
        count_not_shown(*definition, route);
        note_seconds(response);
    }

    [[nodiscard]] SurveyResults results() {
        SurveyResults out;
        out.definition = definition_;
        out.counts = counted_;
        out.completion = share_of(counted_.complete, counted_.complete + counted_.partial, limits_);
        for (std::size_t i = 0; i < definition_->pages.size(); ++i) {
            out.pages.push_back(page_result(i));
        }
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            out.questions.push_back(question_result(definition_->questions[i], counts_[i]));
        }
        out.seconds = seconds_of(total_seconds_);
        return out;
    }

private:
    struct PageCount {
        std::int64_t seen = 0, left = 0;
        std::vector<double> seconds;
    };

    void note(ResponseState state) {
        counted_.partial += state == ResponseState::partial ? 1 : 0;
        counted_.complete += state == ResponseState::complete ? 1 : 0;
        counted_.screened_out += state == ResponseState::screened_out ? 1 : 0;
        counted_.over_quota += state == ResponseState::over_quota ? 1 : 0;
    }

    // How far somebody came: to the end, or to the page that is kept.
    static std::size_t reached_page(
        const survey::Definition& definition, const survey::Route& route, const Response& response
    ) {
        if (response.state != ResponseState::partial) {
            return definition.pages.size();
        }
        for (const survey::Stop& stop : route.stops) {
            if (definition.pages[stop.page].name == response.page) {
                return stop.page;
            }
        }
        return route.stops.empty() ? 0 : route.stops.front().page;
    }

    // The same question in the version that results are shown for.
    QuestionCount* count_of(const Question& question) {
        const auto* here = definition_->find(question.name);
        const bool same = here != nullptr && here->type == question.type;
        return same ? &counts_[static_cast<std::size_t>(here - definition_->questions.data())]
                    : nullptr;
    }

    PageCount* page_of(const std::string& name) {
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            if (definition_->pages[i].name == name) {
                return &pages_[i];
            }
        }
        return nullptr;
    }

    void see_page(
        const survey::Definition& definition,
        const survey::Stop& stop,
        const Response& response,
        bool stopped_here
    ) {
        if (PageCount* page = page_of(definition.pages[stop.page].name)) {
            ++page->seen;
            page->left += stopped_here ? 1 : 0;
        }
        bool stopped = false;
        for (const std::size_t i : stop.questions) {
            const Question& question = definition.questions[i];
            QuestionCount* count = question.asks() ? count_of(question) : nullptr;
            if (count == nullptr) {
                continue;
            }
            ++count->shown;
            const Value* answer = survey::find(response.answers, question.name);
            const bool answered = answer != nullptr && !survey::is_empty(*answer);
            if (answered && response.state != ResponseState::screened_out &&
                response.state != ResponseState::over_quota) {
                Counter(question, *count).answer(*answer);
            }
            if (stopped_here && !answered && !stopped) {
                stopped = true;
                ++count->stopped;
            }
        }
    }

    void count_not_shown(const survey::Definition& definition, const survey::Route& route) {
        for (std::size_t i = 0; i < definition.questions.size(); ++i) {
            if (!route.shows(i)) {
                if (QuestionCount* count = count_of(definition.questions[i])) {
                    ++count->not_shown;
                }
            }
        }
    }

    void note_seconds(const Response& response) {
        double total = 0;
        for (const auto& [page, value] : response.seconds) {
            const auto* seconds = value.as<double>();
            PageCount* count = page_of(page);
            if (seconds != nullptr && count != nullptr && count->seconds.size() < most_stays) {
                count->seconds.push_back(*seconds);
            }
            total += seconds == nullptr ? 0 : *seconds;
        }
        const bool counts = response.state == ResponseState::complete && !response.seconds.empty();
        if (counts && total_seconds_.size() < most_stays) {
            total_seconds_.push_back(total);
        }
    }

    [[nodiscard]] std::optional<Seconds> seconds_of(std::vector<double> all) const {
        if (all.empty() || all.size() < limits_.anonymous_below) {
            return {};
        }
        std::sort(all.begin(), all.end());
        return Seconds{
            quantile_of(all, 0.5),
            quantile_of(all, 0.25),
            quantile_of(all, 0.75),
            static_cast<std::int64_t>(all.size())
        };
    }

    [[nodiscard]] PageResult page_result(std::size_t number) const {
        const auto& count = pages_[number];
        const auto seconds = seconds_of(count.seconds);
        return {
            definition_->pages[number].name,
            count.seen,
            count.left,
            seconds ? std::optional(seconds->median) : std::nullopt
        };
    }

    [[nodiscard]] std::vector<ChoiceResult> choices_of(
        const std::vector<survey::Choice>& order,
        const std::map<std::string, std::int64_t>& counts,
        std::int64_t answered
    ) const {
        std::vector<ChoiceResult> out;
        const auto add = [&](const std::string& key) {
            const auto found = counts.find(key);
            if (found != counts.end()) {
                out.push_back({key, found->second, share_of(found->second, answered, limits_)});
            }
        };
        for (const survey::Choice& one : order) {
            add(one.key);
        }
        for (const std::string_view extra : {survey::other_key, survey::none_key}) {
            add(std::string(extra));
        }
        add("true");
        add("false");
        return out;
    }

    [[nodiscard]] QuestionResult question_result(
        const Question& question, const QuestionCount& count
    ) const {
        QuestionResult out;
        out.question = &question;
        out.shown = count.shown;
        out.answered = count.answered;
        out.not_shown = count.not_shown;
        out.stopped_here = count.stopped;
        out.texts = count.texts;
        out.other = count.other;
        out.left = share_of(count.stopped, count.shown, limits_);
        out.histogram = count.histogram;
        if (question.type == Type::rating) {
            rating(question, count, out);
        } else if (question.type == Type::text && question.input == survey::Input::number) {
            out.mean = count.sums.figure(limits_);
        }
        out.choices = choices_of(question.choices, count.choices, count.answered);
        for (const auto& order : {&question.rows, &question.choices}) {
            for (const survey::Choice& row : *order) {
                const auto found = count.rows.find(row.key);
                if (found != count.rows.end()) {
                    out.rows.push_back(row_result(question, row.key, found->second));
                }
            }
        }
        return out;
    }

    void rating(const Question& question, const QuestionCount& count, QuestionResult& out) const {
        const auto* metric =
            question.metric.empty() ? nullptr : directory_->metrics.find(question.metric);
        const bool fits =
            metric != nullptr && metric->min == question.low && metric->max == question.high;
        if (fits) {
            out.figure = stats::estimate(metric::rule_of(*metric), count.histogram, limits_);
        } else {
            out.mean = mean_of(count.histogram, limits_);
        }
    }

    [[nodiscard]] RowResult row_result(
        const Question& question, const std::string& key, const RowCount& count
    ) const {
        RowResult out;
        out.key = key;
        out.answered = count.answered;
        out.histogram = count.mean;
        if (question.type == Type::best_worst) {
            std::int64_t all = 0;
            for (const auto& [side, n] : count.choices) {
                all += n;
            }
            for (const char* side : {"best", "worst"}) {
                const auto found = count.choices.find(side);
                const std::int64_t n = found == count.choices.end() ? 0 : found->second;
                out.choices.push_back({side, n, share_of(n, answers_of(question), limits_)});
            }
            out.answered = all;
            return out;
        }
        out.choices = choices_of(question.columns, count.choices, count.answered);
        if (!count.mean.counts.empty()) {
            out.mean = mean_of(count.mean, limits_);
        }
        if (!count.importance.counts.empty()) {
            out.importance = mean_of(count.importance, limits_);
        }
        return out;
    }

    [[nodiscard]] std::int64_t answers_of(const Question& question) const {
        return counts_[static_cast<std::size_t>(&question - definition_->questions.data())]
            .answered;
    }

    Definitions definitions_;  // every version's: each response went the way of its own
    std::shared_ptr<const survey::Definition> definition_;
    std::shared_ptr<const feedback::Directory> directory_;
    stats::TierLimits limits_;
    survey::ResponseCounts counted_;
    std::vector<QuestionCount> counts_;
    std::vector<PageCount> pages_;
    std::vector<double> total_seconds_;
};

Definitions all_definitions(const Intake& intake, const survey::Survey& survey) {
    Definitions all;
    for (std::int64_t number = 1; number <= survey.version; ++number) {
        if (auto definition = intake.catalogue.definition(survey.id, number)) {
            all.emplace(number, std::move(definition));
        }
    }
    return all;
}

// What was written in one response: the answer itself where words were asked for, and own words.
std::vector<std::string> words_in(
    const Response& response, const std::string& question, bool asks_words
) {
    std::vector<std::string> out;
    const auto add = [&](const std::string& name) {
        const Value* value = survey::find(response.answers, name);
        const auto* text = value == nullptr ? nullptr : value->as<std::string>();
        if (text != nullptr && !trim(*text).empty()) {
            out.push_back(*text);
        }
    };
    if (asks_words) {
        add(question);
    }
    add(question + std::string(survey::own_words_suffix));
    return out;
}

}  // namespace

stats::TierLimits limits_of(const feedback::Directory& directory, const survey::Survey& survey) {
    stats::TierLimits limits;
    const bool employees = survey.kind == survey::Kind::employee;
    const auto least = employees ? directory.firm.employees_min : directory.firm.customers_min;
    limits.anonymous_below = static_cast<std::uint64_t>(std::max<std::int64_t>(1, least));
    return limits;
}

std::optional<SurveyResults> show_results(
    const Intake& intake, const survey::Survey& survey, const survey::ResponseFilter& filter
) {
    const std::int64_t version = filter.version.value_or(survey.version);
    auto definitions = all_definitions(intake, survey);
    if (!definitions.contains(version)) {
        return {};
    }
    ResultsMaker maker(intake, survey, std::move(definitions), version);
    SurveyResults out;
    intake.database.read([&](db::Reader& reader) {
        survey::read_responses(reader, survey.id, filter, [&](const Response& one) {
            maker.add(one);
        });
        out = maker.results();
        out.counts.waiting = survey::count_waiting(reader, survey.id);
        out.invitations = survey::count_invitations(reader, survey.id);
        out.quotas = survey::list_quotas(reader, survey.id);
    });
    out.response_rate = share_of(
        out.invitations.answered,
        out.invitations.sent,
        limits_of(*intake.catalogue.directory(), survey)
    );
    return out;
}

OpenAnswers list_open_answers(
    const Intake& intake,
    const survey::Survey& survey,
    const std::string& question,
    survey::ResponseQuery query
) {
    OpenAnswers out;
    const auto limit = static_cast<std::size_t>(query.limit);
    const auto limits = limits_of(*intake.catalogue.directory(), survey);
    const auto definition = intake.catalogue.definition(survey.id, survey.version);
    const auto* asked = definition ? definition->find(question) : nullptr;
    if (asked == nullptr) {
        throw Refusal(Code::not_found, "There is no such question.");
    }
    constexpr int at_once = 500;
    intake.database.read([&](db::Reader& reader) {
        const auto counts = survey::count_responses(reader, survey.id);
        out.hidden = counts.complete < static_cast<std::int64_t>(limits.anonymous_below);
        query.filter.state = ResponseState::complete;
        query.limit = at_once;
        bool more = !out.hidden;
        while (more && out.items.size() <= limit) {
            const auto some = survey::list_responses(reader, survey.id, query);
            more = some.size() > at_once;
            for (const Response& one : some) {
                for (std::string& text : words_in(one, question, asked->is_open())) {
                    const auto feedback =
                        one.feedback_id ? std::optional(one.feedback_id->text()) : std::nullopt;
                    out.items.push_back(
                        {one.seq,
                         one.id.text(),
                         feedback,
                         one.started_at,
                         one.language,
                         std::move(text)}
                    );
                }
                query.before = one.seq;
            }
        }
    });
    if (out.items.size() > limit) {
        out.items.resize(limit);
        out.next = out.items.back().seq;
    }
    return out;
}

}  // namespace styk::story
