// A year in the life of Bursztyn, an invented firm of four hotels: everything a fresh installation
// needs to show itself. Plain values joined by keys; an empty string means "none". README.md tells
// the plot.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace styk::demo {

// A name in the three languages of the demo: start_demo takes the one of the person who starts it.
struct Name {
    std::string en, pl, ru;

    [[nodiscard]] const std::string& in(std::string_view language
    ) const;  // unknown language: English
};

using Attributes = std::map<std::string, std::string>;

struct Firm {
    Name name;
    std::string time_zone, language, currency;
    std::vector<std::string> languages;
    std::vector<int> working_days;         // 1 Monday … 7 Sunday
    std::string working_from, working_to;  // "08:00"
    int customers_min = 0, employees_min = 0;
    std::map<std::string, Name> words;  // what the firm calls things: "customer" -> guest
};

// How soon the telephone and the chat are to be answered, in seconds.
struct Queues {
    int target_s = 0;
    std::map<std::string, int> targets;  // other ones, by the channel's key
};

struct Department {
    std::string key;
    Name name;
};

struct Location {
    std::string key;
    Name name;
    std::string parent;  // key; parents stand before their children
    std::string kind;    // region | branch
};

struct Brand {
    std::string key;
    Name name;
};

struct Channel {
    std::string key;
    Name name;
    int position = 0;
};

struct Stage {
    std::string key;
    Name name;
    int position = 0;
};

struct Involved {
    std::string department;  // key
    std::string role;        // responsible | accountable | consulted | informed
};

struct Touchpoint {
    std::string key;
    Name name, description;
    std::string stage;  // key
    std::vector<std::string> channels;
    std::string owner;  // e-mail of a user
    bool external = false;
    std::vector<Involved> departments;
    std::vector<std::string> business_areas;
    int position = 0;
};

// Only the metrics the firm adds; nps, csat and ces are built in.
struct Metric {
    std::string key;
    Name name, question;
    std::string kind;  // net | box | mean
    int min = 0, max = 0;
    std::vector<int> positive, negative;
    std::optional<double> target;
};

// A goal for a metric that is built in, in the units of its value (NPS −1..1, CSAT 0..1, CES as
// is).
struct Target {
    std::string metric;
    double value = 0;
};

struct Attribute {
    std::string key;
    Name name;
    std::string of;  // feedback | customer | event
};

struct User {
    std::string email, name, role, language;
    std::string department, location;  // keys
};

struct Customer {
    std::string key, kind, name, language, email, phone, lifecycle, segment, location;
    Attributes attributes;
};

struct Event {
    std::string key, type, customer, touchpoint, channel;
    Instant occurred_at;
    std::optional<int> duration_s;
    std::string case_key;  // the stay: groups the events of one journey
    std::string order;     // reservation number
    std::string location;
    Attributes attributes;
};

struct Rating {
    std::string metric;
    std::string touchpoint;  // always named, also when it equals the feedback's own
    int value = 0;
};

struct Feedback {
    std::string key, kind, source, channel;
    std::string touchpoint;  // what the comment is about; empty: the whole stay
    std::string location, brand, customer;
    Instant occurred_at, received_at;
    std::string comment, language;
    std::vector<Rating> ratings;
    Attributes attributes;
    std::vector<std::string> tags;
    std::optional<Instant> handled_at;  // complaints: when the guest had an answer
};

// What happened, on the time axis of trends.
struct Mark {
    std::string at;  // the firm's day, "2026-08-20"
    Name name, description;
    std::string kind;                  // change | event
    std::string touchpoint, location;  // keys
};

// The dates on which the plot turns; all local midnights, counted back from the day of `now`.
struct Plot {
    Instant check_in_system_at;  // Gdańsk: the new check-in system goes live
    Instant breakfast_cook_at;   // Sopot: the new breakfast cook starts
    Instant false_alarm_from;    // Zakopane spa: one bad week …
    Instant false_alarm_to;      // … that ends here, exclusive
    std::string overdue;         // key of the complaint that waits longest
};

struct Year {
    Instant from, to;  // everything happens in [from, to]; to is `now`
    Firm firm;
    Queues queues;
    std::vector<Department> departments;
    std::vector<Location> locations;
    std::vector<Brand> brands;
    std::vector<Channel> channels;
    std::vector<Stage> stages;
    std::vector<Touchpoint> touchpoints;
    std::vector<Metric> metrics;
    std::vector<Target> targets;
    std::vector<Attribute> attributes;
    std::vector<User> users;
    std::vector<Customer> customers;
    std::vector<Event> events;       // by time
    std::vector<Feedback> feedback;  // by time of occurrence
    std::vector<Mark> marks;         // by time
    Plot plot;
};

// The same day and seed give the same year; what would happen later than `now` on that day is left
// out.
[[nodiscard]] Year make_year(Instant now, std::uint64_t seed);

}  // namespace styk::demo
