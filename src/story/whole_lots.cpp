#include "story/whole_lots.h"

#include <algorithm>

#include "story/survey_counts.h"

namespace styk::story {

namespace {

using survey::Definition;
using survey::Response;

// How many people each figure of a question stands on.
using Bases = std::vector<std::uint64_t>;

Bases bases_of(const QuestionCount& count) {
    const auto whole = [](auto n) { return static_cast<std::uint64_t>(n); };
    Bases out{whole(count.answered), whole(count.texts), count.histogram.n(), whole(count.sums.n)};
    for (const auto& [key, row] : count.rows) {
        out.push_back(whole(row.answered));
        out.push_back(row.mean.n());
        out.push_back(row.importance.n());
    }
    return out;
}

bool are_enough(const Bases& bases, std::uint64_t least) {
    return std::all_of(bases.begin(), bases.end(), [&](std::uint64_t n) {
        return n == 0 || n >= least;
    });
}

void add_to(Bases& sum, const Bases& more) {
    sum.resize(more.size());
    for (std::size_t i = 0; i < more.size(); ++i) {
        sum[i] += more[i];
    }
}

// What was answered in one lot.
class LotCount {
public:
    explicit LotCount(const Definition& definition)
        : definition_(&definition), seconds_(1 + definition.pages.size()) {
        for (const survey::Question& question : definition.questions) {
            questions_.push_back(empty_count(question));
        }
    }

    void add(const Response& response, const survey::Route& route) {
        for (const survey::Stop& stop : route.stops) {
            for (const std::size_t i : stop.questions) {
                const auto& question = definition_->questions[i];
                const auto* answer = survey::find(response.answers, question.name);
                if (question.asks() && answer != nullptr && !survey::is_empty(*answer)) {
                    count_answer(question, *answer, questions_[i]);
                }
            }
        }
        seconds_[0] += response.seconds.empty() ? 0 : 1;
        for (std::size_t i = 0; i < definition_->pages.size(); ++i) {
            const bool timed =
                survey::find(response.seconds, definition_->pages[i].name) != nullptr;
            seconds_[i + 1] += timed ? 1 : 0;
        }
    }

    // The questions in their order, then the time.
    [[nodiscard]] Bases bases(std::size_t item) const {
        return item < questions_.size() ? bases_of(questions_[item]) : seconds_;
    }

private:
    const Definition* definition_;
    std::vector<QuestionCount> questions_;
    Bases seconds_;
};

using Lots = std::vector<std::pair<std::string, LotCount>>;

LotCount& count_of(Lots& lots, const std::string& lot, const Definition& definition) {
    const auto found =
        std::find_if(lots.begin(), lots.end(), [&](const auto& one) { return one.first == lot; });
    return found != lots.end() ? found->second : lots.emplace_back(lot, definition).second;
}

Lots count_lots(
    std::span<const Response> alike, const Definition& definition, const TimeZone& zone
) {
    Lots lots;
    for (const Response& one : alike) {
        const survey::Setting setting{
            .hidden = one.hidden, .today = zone.day_of(one.started_at), .seed = 0
        };
        const auto route = survey::route_of(definition, one.answers, setting);
        count_of(lots, one.lot, definition).add(one, route);
    }
    return lots;
}

// Lots that are enough stand alone; others wait for the next of their kind. One that came later
// never changes what was counted before.
std::vector<std::string> held_back(const Lots& lots, std::size_t item, std::uint64_t least) {
    std::vector<std::string> waiting;
    Bases sum;
    for (const auto& [lot, count] : lots) {
        const Bases own = count.bases(item);
        if (are_enough(own, least)) {
            continue;
        }
        waiting.push_back(lot);
        add_to(sum, own);
        if (are_enough(sum, least)) {
            waiting.clear();
            sum.clear();
        }
    }
    return waiting;
}

}  // namespace

Withheld withheld_in(
    std::span<const Response> alike,
    const Definition& definition,
    const TimeZone& zone,
    std::uint64_t least
) {
    const Lots lots = count_lots(alike, definition, zone);
    const std::size_t questions = definition.questions.size();
    Withheld out;
    for (std::size_t item = 0; item <= questions; ++item) {
        const std::string name =
            item < questions ? definition.questions[item].name : std::string(time_spent);
        for (const std::string& lot : held_back(lots, item, least)) {
            out[lot].insert(name);
        }
    }
    return out;
}

}  // namespace styk::story
