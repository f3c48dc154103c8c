#include "promise/promise_store.h"

#include <algorithm>
#include <fmt/format.h>

#include "journey/touchpoint.h"
#include "metric/metric.h"
#include "people/department.h"
#include "people/user.h"

namespace styk::promise {

namespace {

// Whether what a record names is there; collects what is not.
class References {
public:
    References(db::Reader& reader, Problems problems)
        : reader_(reader), problems_(std::move(problems)) {}

    void touchpoints(const std::vector<std::string>& ids) {
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const bool twice =
                std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
                ids.begin() + static_cast<std::ptrdiff_t>(i);
            const auto pointer = fmt::format("/touchpoint_ids/{}", i);
            if (twice) {
                problems_.push_back({pointer, "stands there twice"});
            } else if (!is_there("SELECT 1 FROM touchpoint WHERE id = $1", ids[i])) {
                problems_.push_back({pointer, "there is no such touchpoint"});
            }
        }
    }

    void touchpoint(const std::string& id) {
        need("/touchpoint_id", "SELECT 1 FROM touchpoint WHERE id = $1", id, "touchpoint");
    }

    void person(const std::string& pointer, const std::string& id) {
        need(pointer, "SELECT 1 FROM person WHERE id = $1 AND active = 1", id, "active user");
    }

    void department(const std::string& pointer, const std::string& id) {
        need(pointer, "SELECT 1 FROM department WHERE id = $1", id, "department");
    }

    void promise(const std::string& pointer, const std::string& id) {
        need(pointer, "SELECT 1 FROM promise WHERE id = $1", id, "promise");
    }

    void emotion(const std::string& pointer, const std::string& key) {
        need(pointer, "SELECT 1 FROM emotion WHERE key = $1", key, "emotion");
    }

    // Nothing when it is not named, or not there.
    std::optional<metric::Metric> metric(
        const std::string& pointer, const std::optional<std::string>& key
    ) {
        auto found = key ? db::find_by<metric::Metric>(reader_, "key", *key) : std::nullopt;
        if (key && !found) {
            problems_.push_back({pointer, "there is no such metric"});
        }
        return found;
    }

    void problem(std::string pointer, std::string message) {
        problems_.push_back({std::move(pointer), std::move(message)});
    }

    void refuse() && { refuse_if(std::move(problems_)); }

private:
    bool is_there(std::string_view sql, const std::string& value) {
        return reader_.find_integer(sql, value).has_value();
    }

    void need(
        const std::string& pointer,
        std::string_view sql,
        const std::string& value,
        std::string_view what
    ) {
        if (!is_there(sql, value)) {
            problems_.push_back({pointer, fmt::format("there is no such {}", what)});
        }
    }

    db::Reader& reader_;
    Problems problems_;
};

}  // namespace

void check_promise(db::Reader& reader, const Promise& promise) {
    References references(reader, check(promise));
    references.touchpoints(promise.touchpoint_ids);
    const auto expected = references.metric("/expectation_metric", promise.expectation_metric);
    const auto lived = references.metric("/experience_metric", promise.experience_metric);
    (void)references.metric("/kept_metric", promise.kept_metric);
    (void)references.metric("/believed_metric", promise.believed_metric);
    if (expected && lived && (expected->min != lived->min || expected->max != lived->max)) {
        references.problem(
            "/experience_metric",
            fmt::format(
                "must be rated from {} to {}, as what was expected", expected->min, expected->max
            )
        );
    }
    const auto parts = parts_of(promise);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].department_id) {
            references.department(
                fmt::format("/roles/{}/department_id", i), *parts[i].department_id
            );
        }
    }
    std::move(references).refuse();
}

void check_campaign(db::Reader& reader, const PromiseCampaign& campaign) {
    References references(reader, check(campaign));
    for (std::size_t i = 0; i < campaign.promise_ids.size(); ++i) {
        references.promise(fmt::format("/promise_ids/{}", i), campaign.promise_ids[i]);
    }
    const auto changes = changes_of(campaign);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].owner_id) {
            references.person(fmt::format("/changes/{}/owner_id", i), *changes[i].owner_id);
        }
    }
    std::move(references).refuse();
}

void check_design(db::Reader& reader, const DesignedExperience& design) {
    References references(reader, check(design));
    references.touchpoint(design.touchpoint_id.text());
    if (design.emotion) {
        references.emotion("/emotion", *design.emotion);
    }
    if (design.owner_id) {
        references.person("/owner_id", design.owner_id->text());
    }
    std::move(references).refuse();
}

void check_standard(db::Reader& reader, const Standard& standard) {
    References references(reader, check(standard));
    if (standard.touchpoint_id) {
        references.touchpoint(standard.touchpoint_id->text());
    }
    if (standard.owner_id) {
        references.person("/owner_id", standard.owner_id->text());
    }
    if (standard.metric_id && !db::find(reader, *standard.metric_id)) {
        references.problem("/metric_id", "there is no such metric");
    }
    std::move(references).refuse();
}

void check_move(db::Reader& reader, const MarketMove& move) {
    References references(reader, check(move));
    references.touchpoints(move.touchpoint_ids);
    std::move(references).refuse();
}

void check_removal(db::Reader& reader, const Promise& promise) {
    for (const PromiseCampaign& one : db::list_all<PromiseCampaign>(reader)) {
        const auto& told = one.promise_ids;
        if (std::find(told.begin(), told.end(), promise.id.text()) != told.end()) {
            throw Refusal(
                Code::conflict,
                fmt::format(
                    "This promise belongs to the campaign {}. Withdraw it instead.", one.name
                )
            );
        }
    }
}

namespace {

// The name of the first that names it, or nothing.
void refuse_needed(
    db::Reader& reader, std::string_view sql, const std::string& value, std::string_view why
) {
    if (const auto name = reader.find_text(sql, value)) {
        throw Refusal(Code::conflict, fmt::format(fmt::runtime(why), *name));
    }
}

}  // namespace

void check_removal(db::Reader& reader, const journey::Touchpoint& touchpoint) {
    const std::string id = touchpoint.id.text();
    refuse_needed(
        reader,
        "SELECT text FROM promise WHERE touchpoint_ids LIKE $1 ORDER BY position, id LIMIT 1",
        "%\"" + id + "\"%",
        "The promise “{}” must be kept there. Take the touchpoint out of it first."
    );
    refuse_needed(
        reader,
        "SELECT wanted FROM designed_experience WHERE touchpoint_id = $1",
        id,
        "What is to be given there is designed: “{}”. Remove the design first."
    );
}

void check_removal(db::Reader& reader, const metric::Metric& metric) {
    refuse_needed(
        reader,
        "SELECT text FROM promise WHERE expectation_metric = $1 OR experience_metric = $1 OR "
        "kept_metric = $1 OR believed_metric = $1 ORDER BY position, id LIMIT 1",
        metric.key,
        "The promise “{}” is measured by it. Take the metric out of the promise first."
    );
    refuse_needed(
        reader,
        "SELECT name FROM standard WHERE metric_id = $1 ORDER BY position, id LIMIT 1",
        metric.id.text(),
        "Customers answer by it about the standard “{}”. Take it out of the standard first."
    );
}

void put_reading(db::Tx& tx, const Promise& promise, std::string_view user_id, Instant at) {
    tx.run(
        "INSERT INTO promise_reading (promise_id, user_id, words, read_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (promise_id, user_id) DO UPDATE SET words = excluded.words, "
        "read_at = excluded.read_at WHERE promise_reading.words <> excluded.words",
        promise.id.text(),
        user_id,
        words_of(promise),
        at.us
    );
}

std::vector<Reading> list_readings(db::Reader& reader, const Promise& promise) {
    std::vector<Reading> out;
    reader.query(
        "SELECT user_id, read_at FROM promise_reading WHERE promise_id = $1 AND words = $2 "
        "ORDER BY read_at, user_id",
        [&](const db::Row& row) { out.push_back({row.string(0), {row.integer(1)}}); },
        promise.id.text(),
        words_of(promise)
    );
    return out;
}

SurveyTies load_survey_ties(db::Reader& reader) {
    SurveyTies ties;
    reader.query("SELECT key FROM promise ORDER BY key", [&](const db::Row& row) {
        ties.promises.push_back(row.string(0));
    });
    reader.query(
        "SELECT t.key FROM designed_experience d JOIN touchpoint t ON t.id = d.touchpoint_id "
        "WHERE d.feasibility = 'not_feasible' ORDER BY t.key",
        [&](const db::Row& row) { ties.not_feasible.push_back(row.string(0)); }
    );
    return ties;
}

}  // namespace styk::promise
