#include "http/system_api.h"

#include <fmt/format.h>
#include <fstream>

#include "feedback/facts_store.h"
#include "http/open_api.h"
#include "json/json.h"
#include "net/server.h"

namespace styk::http {

namespace {

Answer text_answer(std::string text, const char* type = "text/plain; charset=utf-8") {
    Answer answer;
    answer.headers.emplace_back("Content-Type", type);
    answer.body = std::move(text);
    return answer;
}

// Well means: the database answers, and a page would.
Answer health(House& house) {
    const auto firms = house.database.read([](db::Reader& reader) {
        return reader.find_integer("SELECT COUNT(*) FROM firm");
    });
    const bool well = firms.value_or(0) > 0;
    auto answer = json_answer(
        well ? 200 : 503,
        json::Object{{"status", well ? "well" : "not ready"}, {"version", STYK_VERSION}}
    );
    return answer;
}

std::int64_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::int64_t size = 0, resident = 0;
    statm >> size >> resident;
    return resident * 4096;
}

// The text format of Prometheus.
class Metrics {
public:
    void type(std::string_view name, std::string_view kind, std::string_view help) {
        text += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, kind, help);
    }

    template <class N>
    void value(std::string_view name, N number, std::string_view labels = "") {
        text += fmt::format(
            "{}{} {}\n", name, labels.empty() ? "" : fmt::format("{{{}}}", labels), number
        );
    }

    template <class N>
    void gauge(std::string_view name, std::string_view help, N number) {
        type(name, "gauge", help);
        value(name, number);
    }

    std::string text;
};

void put_http(Metrics& out, const net::Figures& figures) {
    out.type("styk_http_requests_total", "counter", "Requests answered, by class of status.");
    for (std::size_t i = 1; i < figures.answers.size(); ++i) {
        out.value(
            "styk_http_requests_total", figures.answers[i], fmt::format("status=\"{}xx\"", i)
        );
    }
    out.type("styk_http_request_seconds", "histogram", "From the head of a request to its answer.");
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < figures.latency.size(); ++i) {
        sum += figures.latency[i];
        const bool last = i + 1 == figures.latency.size();
        out.value(
            "styk_http_request_seconds_bucket",
            sum,
            last ? "le=\"+Inf\"" : fmt::format("le=\"{}\"", net::Figures::bounds_s[i])
        );
    }
    out.value("styk_http_request_seconds_sum", figures.latency_sum_s);
    out.value("styk_http_request_seconds_count", sum);
    out.type("styk_http_bytes_total", "counter", "Bytes received and sent.");
    out.value("styk_http_bytes_total", figures.bytes_in, "way=\"in\"");
    out.value("styk_http_bytes_total", figures.bytes_out, "way=\"out\"");
    out.type(
        "styk_http_overloaded_total", "counter", "Requests refused because the queue was full."
    );
    out.value("styk_http_overloaded_total", figures.overloaded);
    out.gauge("styk_http_connections", "Connections open now.", figures.open);
    out.gauge("styk_http_requests_in_flight", "Requests being answered now.", figures.in_flight);
}

// What waits, and what did not go out: alarms are made of these (docs/operations/alerts.yml).
void put_work(Metrics& out, db::Reader& reader, Instant now) {
    const auto count = [&](std::string_view sql) { return reader.find_integer(sql).value_or(0); };
    out.gauge(
        "styk_queue_waiting", "Work waiting in the queue.", count("SELECT COUNT(*) FROM work")
    );
    const auto oldest =
        reader.find_integer("SELECT MIN(due_at) FROM work WHERE due_at < $1", now.us);
    out.gauge(
        "styk_queue_late_seconds",
        "For how long the oldest work that is due has waited.",
        oldest ? static_cast<double>(now.us - *oldest) / 1e6 : 0.0
    );
    out.type("styk_mails", "gauge", "Mails of the outbox, by state.");
    for (const std::string_view state : {"waiting", "failed"}) {
        out.value(
            "styk_mails",
            reader.find_integer("SELECT COUNT(*) FROM outgoing_mail WHERE state = $1", state)
                .value_or(0),
            fmt::format("state=\"{}\"", state)
        );
    }
    out.gauge(
        "styk_webhooks_given_up",
        "Messages to webhooks and chats that were given up.",
        count("SELECT COUNT(*) FROM webhook_delivery WHERE state = 'given_up'")
    );
    out.gauge(
        "styk_log_position", "End of the log of facts.", feedback::end_of_log(reader).position
    );
}

Answer metrics(House& house, const net::Figures& figures) {
    Metrics out;
    put_http(out, figures);
    const auto cube = house.follower.cube();
    out.gauge("styk_facts", "Facts in memory.", cube ? cube->facts() : 0);
    out.gauge("styk_facts_bytes", "Memory of the facts.", cube ? cube->bytes() : 0);
    out.gauge(
        "styk_facts_position",
        "Position in the log of facts up to which is counted.",
        cube ? cube->position() : 0
    );
    out.gauge("styk_database_bytes", "Size of the database.", house.database.bytes());
    out.gauge("styk_resident_bytes", "Memory of the process.", resident_bytes());
    house.database.read([&](db::Reader& reader) { put_work(out, reader, house.clock.now()); });
    return text_answer(std::move(out.text), "text/plain; version=0.0.4; charset=utf-8");
}

Answer stream() {
    Answer answer;
    answer.headers.emplace_back("Content-Type", "text/event-stream");
    answer.event_stream = true;
    return answer;
}

}  // namespace

void add_system_routes(Router& router, House& house, std::function<net::Figures()> figures) {
    using net::Method;
    router.add(
        Method::get,
        "/healthz",
        anyone,
        [&house](const Call&) { return health(house); },
        {"Is the server well?"}
    );
    router.add(
        Method::get,
        "/metrics",
        anyone,
        [&house, figures = std::move(figures)](const Call&) { return metrics(house, figures()); },
        {"Counters for Prometheus"}
    );
    router.add(
        Method::get,
        "/api/v1/stream",
        logged_in,
        [](const Call&) { return stream(); },
        {"Server-sent events: facts, import, journey"}
    );
    router.add(
        Method::get,
        "/api/v1/openapi.json",
        anyone,
        [&router](const Call&) { return json_answer(200, open_api(router)); },
        {"This document"}
    );
}

}  // namespace styk::http
