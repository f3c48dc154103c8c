#include "story/demo_setup.h"

#include <map>

#include "customer/contact_store.h"
#include "customer/customer_store.h"
#include "demo/page.h"
#include "demo/watched.h"
#include "firm/firm_store.h"
#include "insight/alert.h"
#include "insight/board.h"
#include "insight/indicator.h"
#include "insight/mark.h"
#include "json/json.h"
#include "record/convert.h"
#include "story/demo_register.h"

namespace styk::story {

namespace {

template <class E>
E choice(const std::string& name) {
    const auto found = record::choice_of<E>(name);
    if (!found) {
        throw Fault("the demo names an unknown choice: " + name);
    }
    return *found;
}

// Guests in every form that a sentence needs (firm/terms.h).
constexpr std::string_view guest_forms = R"({"en": {"one": "guest", "other": "guests"},
    "pl": {"gender": "m", "one": ["gość", "gościa", "gościowi", "gościa", "gościem", "gościu"],
           "other": ["goście", "gości", "gościom", "gości", "gośćmi", "gościach"]},
    "ru": {"gender": "m", "one": ["гость", "гостя", "гостю", "гостя", "гостем", "госте"],
           "other": ["гости", "гостей", "гостям", "гостей", "гостями", "гостях"]}})";

// Writes the setup of the year: what refers to a key gets the id of the record that was just made.
class Setup : public DemoRegister {
public:
    using DemoRegister::DemoRegister;

    void write(const std::string& password_hash) {
        firm();
        departments();
        locations();
        simple();
        users(password_hash);
        touchpoints();
        metrics();
        queues();
        customers();
        page();
        indicators();
        alerts();
        marks();
    }

private:
    template <class T, class Source>
    [[nodiscard]] T named(const Source& source) const {
        T made{};
        made.key = source.key;
        made.name = source.name.in(language_);
        return made;
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
        words["customer"] = json::parse(guest_forms);
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
            // Who starts the demo logs in as its administrator, and reads their own language.
            made.language =
                if_any(made.role == people::Role::administrator ? language_ : one.language);
            if (!one.department.empty()) {
                made.department_id = departments_.at(one.department);
            }
            if (!one.location.empty()) {
                made.location_id = locations_.at(one.location);
            }
            made.password_hash = password_hash;
            add(made);
            users_.emplace(one.email, made.id);
            of_role_.try_emplace(one.role, made.id);
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
            parts.reserve(one.departments.size());
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

    void queues() {
        customer::ContactRules made;
        made.target_s = year_.queues.target_s;
        json::Object targets;
        for (const auto& [channel, seconds] : year_.queues.targets) {
            targets[channel] = seconds;
        }
        made.targets.text = json::write(targets);
        add(made);
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

    void page() {
        const auto page = demo::monday_page();
        insight::Board made;
        made.name = page.name.in(language_);
        made.note = if_any(page.note.in(language_));
        made.roles = page.roles;
        made.user_id = of_role_.at(page.owner);
        std::vector<insight::Panel> panels;
        panels.reserve(page.panels.size());
        for (const auto& one : page.panels) {
            panels.push_back(
                {"panel-" + std::to_string(panels.size() + 1),
                 choice<insight::PanelKind>(one.kind),
                 one.title.in(language_),
                 one.query,
                 if_any(one.text.in(language_)),
                 one.wide}
            );
        }
        made.panels = insight::write_panels(panels);
        add(made);
    }

    void indicators() {
        std::int64_t position = 0;
        for (const auto& one : demo::indicators()) {
            insight::Indicator made;
            made.name = one.name.in(language_);
            made.metric = one.metric;
            made.query = one.query;
            made.period = choice<insight::Rhythm>(one.period);
            made.target = one.target;
            made.leading = !one.outcome.empty();
            made.outcome = if_any(one.outcome);
            made.position = ++position;
            add(made);
        }
    }

    void marks() {
        for (const auto& one : year_.marks) {
            insight::Mark made;
            made.at = one.at;
            made.name = one.name.in(language_);
            made.description = one.description.in(language_);
            made.kind = choice<insight::MarkKind>(one.kind);
            made.touchpoint = one.touchpoint;
            made.location = one.location;
            add(made);
        }
    }

    void alerts() {
        for (const auto& one : demo::alerts()) {
            insight::Alert made;
            made.name = one.name.in(language_);
            made.metric = one.metric;
            made.query = one.query;
            made.by = if_any(one.by);
            made.period = choice<insight::Rhythm>(one.period);
            made.rule = choice<insight::AlertRule>(one.rule);
            made.direction = choice<insight::AlertDirection>(one.direction);
            made.threshold = one.threshold;
            for (const auto& email : one.recipients) {
                made.recipients.push_back(users_.at(email).text());
            }
            made.user_id = users_.at(one.recipients.front());
            add(made);
        }
    }

    std::map<std::string, Id<people::Department>> departments_;
    std::map<std::string, Id<firm::Location>> locations_;
    std::map<std::string, Id<journey::Stage>> stages_;
    std::map<std::string, Id<people::User>> users_;
    std::map<std::string, Id<people::User>> of_role_;  // the first of each
};

}  // namespace

json::Object to_json(const demo::Attributes& attributes) {
    json::Object out;
    for (const auto& [name, value] : attributes) {
        out[name] = value;
    }
    return out;
}

void write_demo_setup(
    db::Tx& tx,
    const Intake& intake,
    const demo::Year& year,
    std::string_view language,
    const std::string& password_hash,
    const db::Change& by
) {
    Setup(tx, intake, year, language, by).write(password_hash);
}

}  // namespace styk::story
