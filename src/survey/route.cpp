#include "survey/route.h"

#include <algorithm>

namespace styk::survey {

namespace {

constexpr std::uint64_t fnv_offset = 14695981039346656037U, fnv_prime = 1099511628211U;

// SplitMix64 (Steele, Lea, Flood 2014): one well-mixed number a call.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::size_t below(std::size_t limit) {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
        return static_cast<std::size_t>((z ^ (z >> 31U)) % limit);
    }

private:
    std::uint64_t state_;
};

template <class T>
void shuffle(std::vector<T>& all, std::uint64_t seed) {
    Chance chance(seed);
    for (std::size_t i = all.size(); i > 1; --i) {
        std::swap(all[i - 1], all[chance.below(i)]);
    }
}

class Walker {
public:
    Walker(const Definition& definition, const Map& answers, const Setting& setting)
        : definition_(definition), answers_(answers), setting_(setting) {}

    Route walk() {
        std::size_t page = 0;
        while (page < definition_.pages.size()) {
            const std::size_t before = route_.stops.size();
            visit(page);
            page = route_.stops.size() > before ? page_after(page) : page + 1;
        }
        return std::move(route_);
    }

private:
    [[nodiscard]] bool holds(const Expression& expression) const {
        return expression.holds({&route_.answers, &setting_.hidden, setting_.today});
    }

    void visit(std::size_t page) {
        const Page& here = definition_.pages[page];
        if (!holds(here.visible_if)) {
            return;
        }
        Stop stop{page, {}};
        for (std::size_t i = here.first; i < here.last; ++i) {
            const Question& question = definition_.questions[i];
            if (std::all_of(
                    question.visible_if.begin(),
                    question.visible_if.end(),
                    [&](const Expression& one) { return holds(one); }
                )) {
                stop.questions.push_back(i);
                keep(question.name);
                keep(question.name + std::string(own_words_suffix));
            }
        }
        if (stop.questions.empty()) {
            return;
        }
        if (here.random) {
            shuffle(stop.questions, setting_.seed ^ seed_of(here.name));
        }
        route_.stops.push_back(std::move(stop));
    }

    void keep(const std::string& name) {
        const Value* answer = find(answers_, name);
        if (answer != nullptr && !is_empty(*answer)) {
            put(route_.answers, name, *answer);
        }
    }

    // Only forward: a way back would have no end.
    std::size_t page_after(std::size_t page) {
        for (const Trigger& trigger : definition_.triggers) {
            if (trigger.page != page || !holds(trigger.when)) {
                continue;
            }
            if (trigger.completes) {
                route_.screened_out = trigger.screens_out;
                return definition_.pages.size();
            }
            const Question* target = definition_.find(trigger.go_to);
            if (target != nullptr && target->page > page) {
                return target->page;
            }
        }
        return page + 1;
    }

    const Definition& definition_;
    const Map& answers_;
    const Setting& setting_;
    Route route_;
};

}  // namespace

std::uint64_t seed_of(std::string_view token) {
    std::uint64_t hash = fnv_offset;
    for (const char c : token) {
        hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
    }
    return hash;
}

const Stop* Route::stop_at(std::size_t page) const {
    const auto found =
        std::find_if(stops.begin(), stops.end(), [&](const Stop& one) { return one.page == page; });
    return found == stops.end() ? nullptr : &*found;
}

const Stop* Route::stop_after(std::size_t page) const {
    const auto found =
        std::find_if(stops.begin(), stops.end(), [&](const Stop& one) { return one.page > page; });
    return found == stops.end() ? nullptr : &*found;
}

const Stop* Route::stop_before(std::size_t page) const {
    const auto found = std::find_if(stops.rbegin(), stops.rend(), [&](const Stop& one) {
        return one.page < page;
    });
    return found == stops.rend() ? nullptr : &*found;
}

bool Route::shows(std::size_t question) const {
    return std::any_of(stops.begin(), stops.end(), [&](const Stop& one) {
        return std::find(one.questions.begin(), one.questions.end(), question) !=
               one.questions.end();
    });
}

Route route_of(const Definition& definition, const Map& answers, const Setting& setting) {
    return Walker(definition, answers, setting).walk();
}

std::vector<const Choice*> offered(
    const Question& question,
    const std::vector<Choice>& choices,
    Order order,
    const Scope& scope,
    std::uint64_t seed
) {
    std::vector<const Choice*> out;
    for (const Choice& one : choices) {
        if (one.visible_if.holds(scope)) {
            out.push_back(&one);
        }
    }
    const auto by_title = [](const Choice* a, const Choice* b) {
        const std::string& x = a->title.empty() ? a->key : a->title.in("");
        const std::string& y = b->title.empty() ? b->key : b->title.in("");
        return x < y;
    };
    if (order == Order::random) {
        shuffle(out, seed ^ seed_of(question.name));
    } else if (order != Order::none) {
        std::stable_sort(out.begin(), out.end(), by_title);
    }
    if (order == Order::desc) {
        std::reverse(out.begin(), out.end());
    }
    return out;
}

bool is_required(const Question& question, const Scope& scope) {
    return question.required ||
           (question.required_if.is_set() && question.required_if.holds(scope));
}

}  // namespace styk::survey
