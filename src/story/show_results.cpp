#include "story/show_results.h"

#include <algorithm>

#include "metric/metric.h"
#include "story/whole_lots.h"
#include "survey/lot.h"
#include "survey/route.h"

namespace styk::story {

namespace {

using survey::Question;
using survey::Response;
using survey::ResponseState;
using survey::Type;
using survey::Value;

constexpr std::size_t most_stays = 50'000;  // seconds kept a page, for the median

double quantile_of(std::vector<double> sorted, double q) {
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

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
            counts_[i] = empty_count(definition_->questions[i]);
        }
    }

    void add_lots(std::span<const Response> alike) {
        const auto found = definitions_.find(alike.front().version);
        const auto withheld =
            found == definitions_.end()
                ? Withheld()
                : withheld_in(alike, *found->second, directory_->zone, limits_.anonymous_below);
        for (const Response& one : alike) {
            const auto of_lot = withheld.find(one.lot);
            withheld_ = of_lot == withheld.end() ? nullptr : &of_lot->second;
            add(one);
        }
        withheld_ = nullptr;
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
        const auto seconds = is_withheld(time_spent) ? std::nullopt : note_seconds(response);
        if (response.state == ResponseState::complete) {
            careless_.add(*definition, route, seconds);
        }
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
        out.careless = careless_.result(limits_);
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

    [[nodiscard]] bool is_withheld(std::string_view name) const {
        return withheld_ != nullptr && withheld_->contains(std::string(name));
    }

    // The same question in the version that results are shown for; none where it must not be
    // counted yet.
    QuestionCount* count_of(const Question& question) {
        const auto* here = is_withheld(question.name) ? nullptr : definition_->find(question.name);
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
                count_answer(question, *answer, *count);
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

    // On all pages together; none where no time was taken.
    std::optional<double> note_seconds(const Response& response) {
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
        return response.seconds.empty() ? std::nullopt : std::optional(total);
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

    static bool takes_number(const Question& question) {
        return question.type == Type::text && question.input == survey::Input::number;
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
        } else if (takes_number(question) || count.sums.n > 0) {
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
        if (question.type == Type::best_worst) {
            best_worst(count, answers_of(question), out);
            return out;
        }
        out.answered = count.answered;
        out.histogram = count.mean;
        out.choices = choices_of(question.columns, count.choices, count.answered);
        if (!count.mean.counts.empty()) {
            out.mean = mean_of(count.mean, limits_);
        }
        if (!count.importance.counts.empty()) {
            out.importance = mean_of(count.importance, limits_);
        }
        return out;
    }

    // Their difference is what ranks them: +1 for best, -1 for worst, 0 for neither.
    void best_worst(const RowCount& count, std::int64_t answers, RowResult& out) const {
        out.histogram = {.min = -1, .counts = std::vector<std::uint64_t>(3)};
        std::int64_t neither = answers;
        for (const auto& [side, place] : {std::pair("best", 2U), std::pair("worst", 0U)}) {
            const auto found = count.choices.find(side);
            const std::int64_t n = found == count.choices.end() ? 0 : found->second;
            out.choices.push_back({side, n, share_of(n, answers, limits_)});
            out.histogram.counts[place] = static_cast<std::uint64_t>(n);
            out.answered += n;
            neither -= n;
        }
        out.histogram.counts[1] = static_cast<std::uint64_t>(std::max<std::int64_t>(0, neither));
        out.mean = mean_of(out.histogram, limits_);
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
    CarelessCount careless_;
    const std::set<std::string>* withheld_ = nullptr;  // of the lot that is being added
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
    const bool in_lots = survey::goes_in_lots(survey);
    ResultsMaker maker(intake, survey, std::move(definitions), version);
    SurveyResults out;
    intake.database.read([&](db::Reader& reader) {
        if (in_lots) {
            survey::read_lots(reader, survey.id, filter, [&](std::span<const Response> alike) {
                maker.add_lots(alike);
            });
        } else {
            survey::read_responses(reader, survey.id, filter, [&](const Response& one) {
                maker.add(one);
            });
        }
        out = maker.results();
        if (in_lots) {  // who began and did not finish is in no lot
            out.completion = share_of(0, 0, limits_of(*intake.catalogue.directory(), survey));
        }
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

}  // namespace styk::story
