#include "story/start_demo.h"

#include <fmt/format.h>
#include <map>
#include <unordered_map>

#include "customer/customer_store.h"
#include "customer/event_store.h"
#include "demo/year.h"
#include "feedback/facts_store.h"
#include "json/json.h"
#include "people/password.h"
#include "people/secret.h"
#include "people/session_store.h"
#include "record/convert.h"

namespace styk::story {

namespace {

constexpr std::string_view demo_password = "bursztyn-demo";
constexpr std::size_t drafts_at_once = 1000;

json::Object to_json(const demo::Attributes& attributes) {
    json::Object out;
    for (const auto& [name, value] : attributes) {
        out[name] = value;
    }
    return out;
}

std::optional<std::string> if_any(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

template <class E>
E choice(const std::string& name) {
    const auto found = record::choice_of<E>(name);
    if (!found) {
        throw Fault("the demo names an unknown choice: " + name);
    }
    return *found;
}

// Writes the setup of the year: what refers to a key gets the id of the record that was just made.
class Setup {
public:
    Setup(
        db::Tx& tx,
        const Intake& intake,
        const demo::Year& year,
        std::string_view language,
        const db::Change& by
    )
        : tx_(tx), intake_(intake), year_(year), language_(language), by_(by) {}

    void write(const std::string& password_hash) {
        firm();
        departments();
        locations();
        simple();
        users(password_hash);
        touchpoints();
        metrics();
        customers();
    }

private:
    template <class T, class Source>
    [[nodiscard]] T named(const Source& source) const {
        T made{};
        made.key = source.key;
        made.name = source.name.in(language_);
        return made;
    }

    template <class T>
    void add(T& record) {
        record.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
        db::add(tx_, record, by_);
    }

    void firm() {
        const auto before = firm::load_firm(tx_);
        auto after = before;
        after.name = year_.firm.name.in(language_);
        after.time_zone = year_.firm.time_zone;
        after.language = language_;
        after.languages = year_.firm.languages;
        after.currency = year_.firm.currency;
        after.working_days.assign(year_.firm.working_days.begin(), year_.firm.working_days.end());
        after.working_from = year_.firm.working_from;
        after.working_to = year_.firm.working_to;
        after.customers_min = year_.firm.customers_min;
        after.employees_min = year_.firm.employees_min;
        json::Object words;
        for (const auto& [word, name] : year_.firm.words) {
            words[word] = name.in(language_);
        }
        after.words.text = json::write(words);
        after.demo = true;
        firm::change_firm(tx_, before, after, by_);
    }

    void departments() {
        for (const auto& one : year_.departments) {
            auto made = named<people::Department>(one);
            add(made);
            departments_.emplace(one.key, made.id);
        }
    }

    void locations() {
        for (const auto& one : year_.locations) {
            auto made = named<firm::Location>(one);
            made.kind = choice<firm::LocationKind>(one.kind);
            if (!one.parent.empty()) {
                made.parent_id = locations_.at(one.parent);
            }
            add(made);
            locations_.emplace(one.key, made.id);
        }
    }

    void simple() {
        for (const auto& one : year_.brands) {
            auto made = named<firm::Brand>(one);
            add(made);
        }
        for (const auto& one : year_.stages) {
            auto made = named<journey::Stage>(one);
            made.position = one.position;
            add(made);
            stages_.emplace(one.key, made.id);
        }
        for (const auto& one : year_.attributes) {
            auto made = named<firm::Attribute>(one);
            made.of = choice<decltype(made.of)>(one.of);
            add(made);
        }
        for (const auto& one : year_.channels) {
            channel(one);
        }
    }

    // A new firm has channels of its own; the demo's say how they are called here.
    void channel(const demo::Channel& one) {
        auto known = db::find_by<firm::Channel>(tx_, "key", one.key);
        if (!known) {
            auto made = named<firm::Channel>(one);
            made.position = one.position;
            add(made);
            return;
        }
        auto after = *known;
        after.name = one.name.in(language_);
        after.position = one.position;
        db::change(tx_, *known, after, by_);
    }

    void users(const std::string& password_hash) {
        for (const auto& one : year_.users) {
            people::User made;
            made.email = one.email;
            made.name = one.name;
            made.role = choice<people::Role>(one.role);
            made.language = if_any(one.language);
            if (!one.department.empty()) {
                made.department_id = departments_.at(one.department);
            }
            if (!one.location.empty()) {
                made.location_id = locations_.at(one.location);
            }
            made.password_hash = password_hash;
            add(made);
            users_.emplace(one.email, made.id);
        }
    }

    void touchpoints() {
        for (const auto& one : year_.touchpoints) {
            auto made = named<journey::Touchpoint>(one);
            made.description = if_any(one.description.in(language_));
            if (!one.stage.empty()) {
                made.stage_id = stages_.at(one.stage);
            }
            made.channels = one.channels;
            if (!one.owner.empty()) {
                made.owner_id = users_.at(one.owner);
            }
            made.external = one.external;
            std::vector<journey::DepartmentPart> parts;
            for (const auto& [department, role] : one.departments) {
                parts.push_back({departments_.at(department), choice<journey::DepartmentRole>(role)}
                );
            }
            made.departments = journey::write_departments(parts);
            made.business_areas = one.business_areas;
            made.position = one.position;
            add(made);
        }
    }

    void metrics() {
        for (const auto& one : year_.metrics) {
            auto made = named<metric::Metric>(one);
            made.question = if_any(one.question.in(language_));
            made.kind = choice<metric::Kind>(one.kind);
            made.min = one.min;
            made.max = one.max;
            made.positive.assign(one.positive.begin(), one.positive.end());
            made.negative.assign(one.negative.begin(), one.negative.end());
            made.target = one.target;
            add(made);
        }
        for (const auto& target : year_.targets) {
            const auto before = db::find_by<metric::Metric>(tx_, "key", target.metric).value();
            auto after = before;
            after.target = target.value;
            db::change(tx_, before, after, by_);
        }
    }

    void customers() {
        std::vector<customer::Upsert> lines;
        lines.reserve(year_.customers.size());
        for (const auto& one : year_.customers) {
            customer::Upsert line;
            line.given.set();
            auto& made = line.customer;
            made.id.uuid = make_uuid_v7(intake_.clock, intake_.random);
            made.key = one.key;
            made.kind = choice<customer::CustomerKind>(one.kind);
            made.name = one.name;
            made.language = if_any(one.language);
            made.email = if_any(one.email);
            made.phone = if_any(one.phone);
            made.lifecycle = choice<customer::Lifecycle>(one.lifecycle);
            made.segment = if_any(one.segment);
            if (!one.location.empty()) {
                made.location_id = locations_.at(one.location);
            }
            made.attributes.text = json::write(to_json(one.attributes));
            lines.push_back(std::move(line));
        }
        (void)customer::upsert(tx_, lines, by_);
    }

    db::Tx& tx_;
    const Intake& intake_;
    const demo::Year& year_;
    std::string language_;
    const db::Change& by_;
    std::map<std::string, Id<people::Department>> departments_;
    std::map<std::string, Id<firm::Location>> locations_;
    std::map<std::string, Id<journey::Stage>> stages_;
    std::map<std::string, Id<people::User>> users_;
};

feedback::Draft draft_of(const demo::Feedback& one) {
    feedback::Draft draft;
    draft.kind = one.kind;
    draft.source = one.source;
    draft.channel = one.channel;
    draft.touchpoint = if_any(one.touchpoint);
    draft.location = if_any(one.location);
    draft.brand = if_any(one.brand);
    draft.customer = if_any(one.customer);
    draft.occurred_at = one.occurred_at;
    draft.comment = if_any(one.comment);
    draft.language = if_any(one.language);
    for (const auto& [metric, touchpoint, value] : one.ratings) {
        draft.ratings.push_back(
            {metric, if_any(touchpoint), feedback::RatingState::given, value, "/ratings"}
        );
    }
    draft.attributes = one.attributes.empty() ? "" : json::write(to_json(one.attributes));
    draft.tags = one.tags;
    return draft;
}

std::vector<Prepared> prepare_feedback(const Intake& intake, const demo::Year& year) {
    const auto directory = intake.catalogue.directory();
    std::vector<feedback::Draft> drafts;
    std::vector<feedback::Feedback> checked;
    Problems problems;
    for (const auto& one : year.feedback) {
        drafts.push_back(draft_of(one));
        checked.push_back(feedback::check(*directory, drafts.back(), year.to, problems));
    }
    refuse_if(std::move(problems));
    auto prepared = prepare(intake, std::move(checked), drafts);
    for (std::size_t i = 0; i < prepared.size(); ++i) {
        prepared[i].feedback.received_at = year.feedback[i].received_at;
        prepared[i].feedback.handled_at = year.feedback[i].handled_at;
        (void)feedback::pack_facts(intake.terms, *directory, prepared[i].feedback);
    }
    return prepared;
}

customer::Event event_of(
    const Intake& intake,
    const demo::Event& one,
    const std::unordered_map<std::string, Id<customer::Customer>>& customers
) {
    customer::Event event;
    event.id.uuid = make_uuid_v7(intake.clock, intake.random);
    event.key = one.key;
    event.type = one.type;
    if (!one.customer.empty()) {
        event.customer_id = customers.at(one.customer);
    }
    event.touchpoint = if_any(one.touchpoint);
    event.channel = one.channel;
    event.occurred_at = one.occurred_at;
    event.received_at = one.occurred_at;
    if (one.duration_s) {
        event.duration_s = *one.duration_s;
    }
    event.case_key = if_any(one.case_key);
    event.order_key = if_any(one.order);
    if (!one.attributes.empty()) {
        event.attributes = record::JsonObject{json::write(to_json(one.attributes))};
    }
    return event;
}

std::unordered_map<std::string, Id<customer::Customer>> customer_ids(db::Reader& reader) {
    std::unordered_map<std::string, Id<customer::Customer>> ids;
    reader.query("SELECT key, id FROM customer", [&](const db::Row& row) {
        ids.emplace(row.string(0), Id<customer::Customer>::parse(row.text(1)).value());
    });
    return ids;
}

void write_life(const Intake& intake, const demo::Year& year, const db::Change& by) {
    auto prepared = prepare_feedback(intake, year);
    std::vector<customer::Event> events;
    const auto customers = intake.database.read(customer_ids);
    for (const auto& one : year.events) {
        events.push_back(event_of(intake, one, customers));
    }
    const auto directory = intake.catalogue.directory();
    intake.database.write([&](db::Tx& tx) {
        for (customer::Event event : events) {
            (void)customer::put(tx, event);
        }
        write(tx, intake, *directory, prepared, by);
    });
}

struct Found {
    bool demo = false, anything = false, feedback = false;
};

Found look(db::Reader& reader) {
    const auto any = [&](std::string_view sql) { return reader.find_integer(sql).has_value(); };
    return {
        .demo = firm::load_firm(reader).demo,
        .anything = any("SELECT 1 FROM person LIMIT 1") ||
                    any("SELECT 1 FROM touchpoint LIMIT 1") ||
                    any("SELECT 1 FROM feedback LIMIT 1") || any("SELECT 1 FROM customer LIMIT 1"),
        .feedback = any("SELECT 1 FROM feedback LIMIT 1")
    };
}

// Children before parents.
constexpr std::string_view tables[] = {"saved_view", "session",     "welcome",      "api_token",
                                       "benchmark",  "attribute",   "touchpoint",   "stage",
                                       "rating",     "feedback",    "event",        "customer",
                                       "person",     "department",  "location",     "brand",
                                       "channel",    "metric",      "import_chunk", "import",
                                       "work",       "idempotency", "audit",        "firm"};

void remove_everything(db::Tx& tx) {
    // Whoever follows the log hears that each feedback is gone.
    tx.run("DELETE FROM fact_log");
    tx.run("INSERT INTO fact_log (feedback_seq) SELECT seq FROM feedback");
    tx.run(
        tx.dialect() == db::Dialect::sqlite
            ? "INSERT INTO feedback_search (feedback_search) VALUES ('delete-all')"
            : "DELETE FROM feedback_search"
    );
    for (const std::string_view table : tables) {
        tx.run(fmt::format("DELETE FROM \"{}\"", table));
    }
}

struct NewAdministrator {
    people::User user;
    std::string session_token;
};

NewAdministrator prepare_administrator(const Intake& intake, const OwnFirm& own) {
    NewAdministrator out{{}, people::new_session_token(intake.random)};
    out.user.id.uuid = make_uuid_v7(intake.clock, intake.random);
    out.user.email = people::clean_email(own.email);
    out.user.name = own.name;
    out.user.role = people::Role::administrator;
    Problems problems = record::check(record::shape_of<people::User>(), &out.user);
    if (const auto wrong = people::password_problem(own.password, out.user.email)) {
        problems.push_back({"/password", *wrong});
    }
    if (own.firm_name.empty()) {
        problems.push_back({"/firm_name", "is missing"});
    }
    refuse_if(std::move(problems));
    out.user.password_hash = people::hash_password(own.password);
    return out;
}

// The demo's clock and language stay unless the person says otherwise.
void name_firm(firm::Firm& firm, const firm::Firm& demo, const OwnFirm& own) {
    firm.name = own.firm_name;
    firm.time_zone = own.time_zone.empty() ? demo.time_zone : own.time_zone;
    firm.language = own.language.empty() ? demo.language : own.language;
    Problems problems = record::check(record::shape_of<firm::Firm>(), &firm);
    const Problems more = firm::check(firm);
    problems.insert(problems.end(), more.begin(), more.end());
    refuse_if(std::move(problems));
}

}  // namespace

DemoLogin start_demo(const Intake& intake, std::string_view language, std::uint64_t seed) {
    const Instant now = intake.clock.now();
    const demo::Year year = demo::make_year(now, seed);
    const auto boss = std::find_if(year.users.begin(), year.users.end(), [](const demo::User& one) {
        return one.role == "administrator";
    });
    DemoLogin login{boss->email, std::string(demo_password)};
    const Found found = intake.database.read(look);
    if (found.demo && found.feedback) {
        return login;
    }
    if (found.anything && !found.demo) {
        throw Refusal(
            Code::conflict,
            "This database holds a firm of its own. Give the demo another folder with --data."
        );
    }
    const db::Change by{{"system", "", "Styk"}, now};
    if (!found.demo) {
        const std::string hash = people::hash_password(demo_password);
        intake.database.write([&](db::Tx& tx) { Setup(tx, intake, year, language, by).write(hash); }
        );
    }
    intake.catalogue.reload();
    write_life(intake, year, by);
    return login;
}

Entered end_demo(const Intake& intake, const OwnFirm& own, Instant at) {
    auto first = firm::make_first_firm(intake.clock, intake.random);
    const auto metrics = metric::make_first_metrics(intake.clock, intake.random);
    NewAdministrator boss = prepare_administrator(intake, own);
    const db::Change by{{"user", boss.user.id.text(), boss.user.name}, at};
    intake.database.write([&](db::Tx& tx) {
        const auto demo = firm::load_firm(tx);
        if (!demo.demo) {
            throw Refusal(Code::conflict, "This is no demo: nothing is removed.");
        }
        name_firm(first.firm, demo, own);
        remove_everything(tx);
        firm::ensure_firm(tx, first, by);
        metric::ensure_metrics(tx, metrics, by);
        db::add(tx, boss.user, by);
        people::add_session(tx, people::hash_secret(boss.session_token), boss.user.id, at);
    });
    intake.catalogue.reload();
    return {boss.user, boss.session_token};
}

}  // namespace styk::story
