#include "net/server.h"

#include <atomic>
#include <fstream>
#include <future>
#include <latch>
#include <semaphore>
#include <sstream>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include "base/result.h"
#include "net/test_client.h"

namespace styk::net {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view get_a = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";

std::string post(std::string_view body, std::string_view more_fields = "") {
    return "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(more_fields) + "\r\n" + std::string(body);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

// ---- requests and answers

TEST(Server, answers_many_requests_on_one_connection) {
    const RunningServer running(echo);
    Client client = running.connect();
    for (int i = 0; i < 3; ++i) {
        const auto [head, body] = client.ask(post("hello"));
        EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n"));
        EXPECT_TRUE(has(head, "\r\nDate: "));
        EXPECT_FALSE(has(head, "\r\nServer: "));
        EXPECT_EQ(body, "POST /p [hello]");
    }
}

TEST(Server, answers_pipelined_requests_in_their_order) {
    const RunningServer running(echo);
    Client client = running.connect();
    std::string all;
    for (int i = 0; i < 300; ++i) {
        all += post(std::to_string(i)) + std::string(get_a);
    }
    ASSERT_TRUE(client.send(all));
    for (int i = 0; i < 300; ++i) {
        ASSERT_EQ(client.read_answer().second, "POST /p [" + std::to_string(i) + "]");
        ASSERT_EQ(client.read_answer().second, "GET /a []");
    }
}

TEST(Server, takes_a_request_byte_by_byte) {
    const RunningServer running(echo);
    Client client = running.connect();
    for (const char byte : post("hello")) {
        ASSERT_TRUE(client.send({&byte, 1}));
    }
    EXPECT_EQ(client.read_answer().second, "POST /p [hello]");
}

TEST(Server, head_has_the_fields_of_get_and_no_body) {
    const RunningServer running(echo);
    Client client = running.connect();
    ASSERT_TRUE(client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n"));
    EXPECT_TRUE(has(client.read_until("\r\n\r\n"), "Content-Length: 10\r\n"));
    EXPECT_EQ(client.ask(get_a).second, "GET /a []");
}

TEST(Server, closes_when_the_client_asks_and_after_http_1_0) {
    const RunningServer running(echo);
    Client client = running.connect();
    ASSERT_TRUE(client.send("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"));
    EXPECT_TRUE(has(client.read_all(), "Connection: close\r\n"));
    Client old = running.connect();
    ASSERT_TRUE(old.send("GET /a HTTP/1.0\r\n\r\n"));
    EXPECT_TRUE(old.read_all().ends_with("GET /a []"));
    Client kept = running.connect();
    const std::string keep = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
    EXPECT_TRUE(has(kept.ask(keep).first, "Connection: keep-alive"));
    EXPECT_EQ(kept.ask(keep).second, "GET /a []");
}

TEST(Server, answers_a_client_that_has_finished_sending) {
    const RunningServer running(echo);
    Client client = running.connect();
    ASSERT_TRUE(client.send(get_a));
    client.finish_sending();
    EXPECT_TRUE(client.read_all().ends_with("GET /a []"));
}

TEST(Server, asks_for_the_body_that_is_announced_by_expect) {
    const RunningServer running(echo);
    Client client = running.connect();
    const std::string head =
        "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n";
    ASSERT_TRUE(client.send(head));
    EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(client.ask("hello").second, "POST /p [hello]");
}

TEST(Server, does_not_ask_for_a_body_that_it_would_refuse) {
    Options options;
    options.max_body = 4;
    const RunningServer running(echo, options);
    Client client = running.connect();
    ASSERT_TRUE(client.send(
        "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
    ));
    EXPECT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 413"));
}

TEST(Server, compresses_for_clients_that_take_it) {
    const RunningServer running([](const Request&) {
        return text_response(std::string(5000, 'x'), "application/json");
    });
    Client client = running.connect();
    EXPECT_EQ(client.ask(get_a).second.size(), 5000U);
    const auto [head, body] =
        client.ask("GET /a HTTP/1.1\r\nHost: h\r\nAccept-Encoding: gzip\r\n\r\n");
    EXPECT_TRUE(has(head, "Content-Encoding: gzip"));
    EXPECT_LT(body.size(), 100U);
}

TEST(Server, sends_a_large_shared_body_whole) {
    const auto file = std::make_shared<const std::string>(std::string(8U << 20U, 'f'));
    const RunningServer running([file](const Request&) {
        Response response;
        response.shared_body = file;
        return response;
    });
    Client client = running.connect();
    EXPECT_EQ(client.ask(get_a).second, *file);
    EXPECT_EQ(client.ask(get_a).second, *file);
}

TEST(Server, tells_the_handler_who_asks_and_until_when) {
    Options options;
    options.behind_proxy = true;
    const RunningServer running(
        [](const Request& request) {
            const bool timely = request.deadline > std::chrono::steady_clock::now() &&
                                request.deadline < std::chrono::steady_clock::time_point::max();
            return text_response(
                request.remote + (request.local ? " local" : "") + (timely ? "" : " late")
            );
        },
        options
    );
    Client client = running.connect();
    EXPECT_EQ(client.ask(get_a).second, "127.0.0.1");
    const std::string forwarded =
        "GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n\r\n";
    EXPECT_EQ(client.ask(forwarded).second, "192.0.2.7");
}

TEST(Server, believes_no_forwarded_address_unless_it_is_told_to) {
    const RunningServer running([](const Request& r) { return text_response(r.remote); });
    Client client = running.connect();
    EXPECT_EQ(
        client.ask("GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n").second,
        "127.0.0.1"
    );
}

TEST(Server, believes_https_of_its_proxies_alone) {
    const auto told = [](const Request& r) {
        return text_response(std::string(r.header("X-Forwarded-Proto")) + " " + r.remote);
    };
    const std::string asked =
        "GET /a HTTP/1.1\r\nHost: h\r\nX-Forwarded-Proto: https\r\n"
        "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.0.0.3\r\n\r\n";
    Options options;
    options.behind_proxy = true;
    const RunningServer by_default(told, options);
    EXPECT_EQ(by_default.connect().ask(asked).second, "https 10.0.0.3");
    options.is_proxy = [](const std::string& address) {
        return address == "127.0.0.1" || address.starts_with("10.0.0.");
    };
    const RunningServer behind_two(told, options);
    EXPECT_EQ(behind_two.connect().ask(asked).second, "https 192.0.2.7");
    options.is_proxy = [](const std::string& address) { return address.starts_with("10.0.0."); };
    const RunningServer behind_another(told, options);
    EXPECT_EQ(behind_another.connect().ask(asked).second, " 127.0.0.1");
}

// ---- long answers

TEST(Server, streams_an_answer_in_chunks_and_goes_on) {
    const RunningServer running([](const Request&) {
        Response response;
        response.chunks = [left = 5000]() mutable -> std::optional<std::string> {
            return left-- > 0 ? std::optional<std::string>("line of text\n") : std::nullopt;
        };
        return response;
    });
    Client client = running.connect();
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(client.send(get_a));
        EXPECT_TRUE(has(client.read_until("\r\n\r\n"), "Transfer-Encoding: chunked"));
        std::string body;
        for (;;) {
            const std::size_t size = std::stoul(client.read_until("\r\n"), nullptr, 16);
            body += client.read(size);
            EXPECT_EQ(client.read(2), "\r\n");
            if (size == 0) {
                break;
            }
        }
        EXPECT_EQ(body.size(), 5000U * 13U);
    }
    Client old = running.connect();
    ASSERT_TRUE(old.send("GET /a HTTP/1.0\r\n\r\n"));
    old.read_until("\r\n\r\n");
    EXPECT_EQ(old.read_all().size(), 5000U * 13U);
}

TEST(Server, an_answer_that_breaks_off_is_not_ended_as_if_it_were_whole) {
    const RunningServer running([](const Request&) {
        Response response;
        response.chunks = [left = 2000]() mutable -> std::optional<std::string> {
            if (left-- == 0) {
                throw Fault("broken");
            }
            return "line of text\n";
        };
        return response;
    });
    Client client = running.connect();
    ASSERT_TRUE(client.send(get_a));
    EXPECT_FALSE(client.read_all().ends_with("0\r\n\r\n"));
}

TEST(Server, event_streams_carry_what_is_published) {
    RunningServer running([](const Request&) {
        Response response;
        response.event_stream = true;
        return response;
    });
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<Client>(running.server.port()));
        ASSERT_TRUE(clients.back()->send(get_a));
        EXPECT_TRUE(has(clients.back()->read_until("\r\n\r\n"), "Content-Type: text/event-stream"));
        while (running.broadcast.count_listeners() != i + 1) {
            std::this_thread::yield();
        }
    }
    for (int i = 0; i < 20; ++i) {
        running.broadcast.publish("facts", "{\"position\":" + std::to_string(i) + "}");
        for (const auto& client : clients) {
            EXPECT_EQ(
                client->read_until("\n\n"),
                "event: facts\ndata: {\"position\":" + std::to_string(i) + "}\n\n"
            );
        }
    }
    clients.clear();  // the server notices without having anything to say
    while (running.broadcast.count_listeners() != 0) {
        std::this_thread::yield();
    }
}

TEST(Server, silent_event_streams_have_a_heartbeat) {
    Options options;
    options.heartbeat = milliseconds(1);
    const RunningServer running(
        [](const Request&) {
            Response response;
            response.event_stream = true;
            return response;
        },
        options
    );
    Client client = running.connect();
    ASSERT_TRUE(client.send(get_a));
    client.read_until("\r\n\r\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST(Server, a_listener_that_does_not_read_is_dropped) {
    RunningServer running([](const Request&) {
        Response response;
        response.event_stream = true;
        return response;
    });
    Client client = running.connect();
    ASSERT_TRUE(client.send(get_a));
    client.read_until("\r\n\r\n");
    const std::string large(256U << 10U, 'x');
    while (running.broadcast.count_listeners() == 0) {
        std::this_thread::yield();
    }
    for (int i = 0; i < 200; ++i) {  // far more than socket buffers and the queue hold
        running.broadcast.publish("facts", large);
    }
    const std::string got = client.read_all();  // ends, because the server hangs up
    EXPECT_LT(got.size(), 200 * large.size());
    EXPECT_EQ(running.broadcast.count_listeners(), 0U);
}

// ---- refusals

TEST(Server, a_body_too_large_is_refused_while_the_client_still_sends) {
    const RunningServer running(echo);
    Client client = running.connect();
    constexpr std::size_t announced = 20U << 20U;
    ASSERT_TRUE(client.send(
        "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(announced) + "\r\n\r\n"
    ));
    ASSERT_TRUE(client.send(std::string(announced, 'x')));
    const auto [head, body] = client.read_answer();
    EXPECT_TRUE(head.starts_with("HTTP/1.1 413 Content Too Large"));
    EXPECT_TRUE(has(head, "Content-Type: application/problem+json"));
    EXPECT_TRUE(has(body, "\"status\":413"));
    EXPECT_EQ(client.read_all(), "");
}

TEST(Server, a_chunked_body_too_large_is_refused_too) {
    const RunningServer running(echo);
    Client client = running.connect();
    ASSERT_TRUE(client.send("POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"));
    const std::string chunk = "10000\r\n" + std::string(65536, 'x') + "\r\n";
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(client.send(chunk));
    }
    EXPECT_TRUE(client.read_answer().first.starts_with("HTTP/1.1 413"));
}

TEST(Server, reads_on_only_so_far_after_a_refusal) {
    Options options;
    options.drop_limit = 1U << 20U;
    const RunningServer running(echo, options);
    const Client client = running.connect();
    ASSERT_TRUE(client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 999999999\r\n\r\n"));
    const std::string some(1U << 20U, 'x');
    int sent = 0;
    while (sent < 200 && client.send(some)) {
        ++sent;
    }
    EXPECT_LT(sent, 200);
}

TEST(Server, smuggled_requests_are_refused_and_end_the_connection) {
    std::atomic<int> handled{0};
    const RunningServer running([&](const Request& request) {
        ++handled;
        return echo(request);
    });
    Client client = running.connect();
    ASSERT_TRUE(client.send(
        "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\nGET /secret HTTP/1.1\r\nHost: h\r\n\r\n"
    ));
    const std::string all = client.read_all();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 400"));
    EXPECT_FALSE(has(all, "secret"));
    EXPECT_EQ(handled, 0);
}

TEST(Server, refuses_bad_heads_with_their_status) {
    const RunningServer running(echo);
    const std::pair<std::string, std::string_view> cases[] = {
        {"GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", "400"},
        {"nonsense\r\n\r\n", "400"},
        {"GET /a HTTP/1.1\r\nHost: h\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", "431"},
        {"GET /a HTTP/1.1\r\nHost: h\r\nExpect: tea\r\n\r\n", "417"},
    };
    for (const auto& [request, status] : cases) {
        Client client = running.connect();
        ASSERT_TRUE(client.send(request));
        EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 " + std::string(status))) << request;
    }
}

TEST(Server, a_head_that_never_ends_is_given_up) {
    Options options;
    options.header_timeout = milliseconds(1);
    const RunningServer running(echo, options);
    Client client = running.connect();
    ASSERT_TRUE(client.send("GET /a HTT"));
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 408"));
}

TEST(Server, a_body_that_never_ends_is_given_up) {
    Options options;
    options.body_timeout = milliseconds(1);
    const RunningServer running(echo, options);
    Client client = running.connect();
    ASSERT_TRUE(client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhel"));
    EXPECT_TRUE(client.read_all().starts_with("HTTP/1.1 408"));
}

TEST(Server, an_idle_connection_is_closed_without_a_word) {
    Options options;
    options.idle_timeout = milliseconds(1);
    const RunningServer running(echo, options);
    Client client = running.connect();
    EXPECT_EQ(client.ask(get_a).second, "GET /a []");
    EXPECT_EQ(client.read_all(), "");
}

TEST(Server, a_client_that_reads_nothing_is_given_up) {
    Options options;
    options.write_timeout = milliseconds(1);
    options.min_rate = 1U << 30U;
    const RunningServer running(
        [](const Request&) { return text_response(std::string(64U << 20U, 'x'), "image/png"); },
        options
    );
    Client client = running.connect();
    ASSERT_TRUE(client.send(get_a));
    while (running.server.figures().answers[2] == 0) {
        std::this_thread::yield();
    }
    EXPECT_LT(client.read_all().size(), 64U << 20U);
}

TEST(Server, a_throwing_handler_is_an_error_500) {
    const RunningServer running([](const Request&) -> Response {
        throw Fault("a secret of ours");
    });
    Client client = running.connect();
    for (int i = 0; i < 2; ++i) {
        const auto [head, body] = client.ask(get_a);
        EXPECT_TRUE(head.starts_with("HTTP/1.1 500"));
        EXPECT_FALSE(has(body, "secret"));
    }
}

// ---- many at once

// Handlers wait here until the test lets them go.
struct Gate {
    std::counting_semaphore<> arrived{0};
    std::counting_semaphore<> open{0};

    Response pass(const Request& request) {
        arrived.release();
        open.acquire();
        return echo(request);
    }
};

TEST(Server, overload_is_answered_at_once) {
    Gate gate;
    Options options;
    options.workers = 1;
    options.queue_limit = 1;
    const RunningServer running(
        [&](const Request& request) { return gate.pass(request); }, options
    );
    Client first = running.connect();
    ASSERT_TRUE(first.send(get_a));
    gate.arrived.acquire();
    Client second = running.connect();
    ASSERT_TRUE(second.send(get_a));
    while (running.server.figures().queued == 0) {
        std::this_thread::yield();
    }
    Client third = running.connect();
    const std::string head = third.ask(get_a).first;
    EXPECT_TRUE(head.starts_with("HTTP/1.1 503"));
    EXPECT_TRUE(has(head, "Retry-After: 1"));
    EXPECT_EQ(running.server.figures().overloaded, 1U);
    gate.open.release(2);
    EXPECT_EQ(first.read_answer().second, "GET /a []");
    EXPECT_EQ(second.read_answer().second, "GET /a []");
}

TEST(Server, a_request_that_waited_past_its_deadline_is_not_begun) {
    Gate gate;
    std::atomic<int> handled{0};
    Options options;
    options.workers = 1;
    options.request_deadline = milliseconds(20);
    const RunningServer running(
        [&](const Request& request) {
            ++handled;
            return gate.pass(request);
        },
        options
    );
    Client first = running.connect();
    ASSERT_TRUE(first.send(get_a));
    gate.arrived.acquire();
    Client second = running.connect();
    ASSERT_TRUE(second.send(get_a));
    while (running.server.figures().queued == 0) {
        std::this_thread::yield();
    }
    std::this_thread::sleep_for(milliseconds(30));
    gate.open.release();
    EXPECT_EQ(first.read_answer().second, "GET /a []");
    EXPECT_TRUE(second.read_answer().first.starts_with("HTTP/1.1 503"));
    EXPECT_EQ(handled, 1);
}

TEST(Server, more_connections_than_allowed_are_turned_away) {
    Options options;
    options.max_connections = 2;
    const RunningServer running(echo, options);
    Client first = running.connect();
    Client second = running.connect();
    EXPECT_EQ(first.ask(get_a).second, "GET /a []");
    EXPECT_EQ(second.ask(get_a).second, "GET /a []");
    Client third = running.connect();
    EXPECT_TRUE(third.read_all().starts_with("HTTP/1.1 503"));
    EXPECT_EQ(first.ask(get_a).second, "GET /a []");
}

TEST(Server, handlers_that_sleep_together_are_all_answered) {
    constexpr int clients = 64;
    std::latch together(clients);  // every handler waits for the last one, as for a commit
    const RunningServer running([&](const Request& request) {
        together.arrive_and_wait();
        return echo(request);
    });
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(std::make_unique<Client>(running.server.port()));
        ASSERT_TRUE(all.back()->send(post(std::to_string(i))));
    }
    for (std::size_t i = 0; i < clients; ++i) {
        EXPECT_EQ(all[i]->read_answer().second, "POST /p [" + std::to_string(i) + "]");
    }
}

TEST(Server, slow_clients_hold_no_worker) {
    Options options;
    options.workers = 1;
    const RunningServer running(echo, options);
    std::vector<std::unique_ptr<Client>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<Client>(running.server.port()));
        ASSERT_TRUE(slow.back()->send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na"));
    }
    Client quick = running.connect();
    EXPECT_EQ(quick.ask(get_a).second, "GET /a []");
    for (const auto& client : slow) {
        EXPECT_EQ(client->ask("bc").second, "POST /p [abc]");
    }
}

TEST(Server, counts_what_it_does) {
    const RunningServer running([](const Request& request) {
        return request.path == "/a" ? echo(request) : plain_problem(404, "No.");
    });
    Client client = running.connect();
    const auto [head, body] = client.ask(get_a);
    client.ask("GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    client.ask(get_a);  // so that the second one is certainly counted
    const Figures figures = running.server.figures();
    EXPECT_GE(figures.answers[2], 1U);
    EXPECT_EQ(figures.answers[4], 1U);
    EXPECT_EQ(figures.open, 1U);
    EXPECT_EQ(figures.accepted, 1U);
    EXPECT_EQ(figures.bytes_in, 3 * get_a.size());
    EXPECT_GT(figures.bytes_out, head.size() + body.size());
}

// ---- large bodies

TEST(Server, a_rule_decides_by_the_head_where_a_body_goes) {
    Options options;
    options.body_rule = [](const Request& head) {
        return head.path == "/imports" ? BodyRule{64U << 20U, true} : BodyRule{10, false};
    };
    std::filesystem::path seen;
    const RunningServer running(
        [&](const Request& request) {
            if (!request.body_file) {
                return echo(request);
            }
            seen = *request.body_file;
            return text_response(std::to_string(std::filesystem::file_size(seen)));
        },
        options
    );
    Client client = running.connect();
    const std::string large(5U << 20U, 'x');
    EXPECT_EQ(
        client
            .ask(
                "POST /imports HTTP/1.1\r\nHost: h\r\nContent-Length: " +
                std::to_string(large.size()) + "\r\n\r\n" + large
            )
            .second,
        std::to_string(large.size())
    );
    EXPECT_FALSE(std::filesystem::exists(seen));
    EXPECT_EQ(client.ask(post("0123456789")).second, "POST /p [0123456789]");
    EXPECT_TRUE(client.ask(post("0123456789A")).first.starts_with("HTTP/1.1 413"));
}

TEST(Server, a_body_rule_that_throws_costs_its_own_connection_only) {
    Options options;
    options.body_rule = [](const Request&) -> BodyRule { throw Fault("a bug"); };
    const RunningServer running(echo, options);
    Client client = running.connect();
    EXPECT_TRUE(client.send(post("hello")));
    EXPECT_EQ(client.read_all(), "");
    Client other = running.connect();
    EXPECT_EQ(other.ask(get_a).second, "GET /a []");
}

// ---- the unix socket

struct Folder {
    Folder() {
        std::string name = std::filesystem::temp_directory_path() / "net-XXXXXX";
        path = ::mkdtemp(name.data());
    }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    ~Folder() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

TEST(Server, a_unix_socket_is_for_its_owner_and_its_requests_are_local) {
    const Folder folder;
    Options options;
    options.unix_socket = folder.path / "styk.sock";
    RunningServer running(
        [](const Request& r) { return text_response(r.remote + (r.local ? " local" : "")); },
        options
    );
    const auto mode = std::filesystem::status(*options.unix_socket).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    Client local(*options.unix_socket);
    EXPECT_EQ(local.ask(get_a).second, "unix local");
    Client remote = running.connect();
    EXPECT_EQ(remote.ask(get_a).second, "127.0.0.1");
    running.server.stop(milliseconds(1000));
    EXPECT_FALSE(std::filesystem::exists(*options.unix_socket));
}

TEST(Server, replaces_a_stale_socket_file_but_not_one_in_use) {
    const Folder folder;
    const auto path = folder.path / "styk.sock";
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(dead);
    Options options;
    options.unix_socket = path;
    const RunningServer running(echo, options);
    Client client(path);
    EXPECT_EQ(client.ask(get_a).second, "GET /a []");
    Broadcast broadcast;
    Server second(options, echo, broadcast);
    EXPECT_THROW(second.start(), Fault);
    EXPECT_EQ(client.ask(get_a).second, "GET /a []");
}

TEST(Server, says_which_address_it_cannot_have) {
    const RunningServer running(echo);
    Options options;
    options.port = running.server.port();
    Broadcast broadcast;
    Server second(options, echo, broadcast);
    try {
        second.start();
        FAIL() << "two servers on one port";
    } catch (const Fault& fault) {
        EXPECT_TRUE(has(fault.what(), "127.0.0.1:" + std::to_string(options.port)));
    }
}

// ---- stopping

TEST(Server, a_graceful_stop_finishes_what_was_accepted) {
    Gate gate;
    RunningServer running([&](const Request& request) { return gate.pass(request); });
    Client busy = running.connect();
    Client idle = running.connect();
    Client half = running.connect();
    ASSERT_TRUE(half.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe"));
    ASSERT_TRUE(busy.send(get_a));
    gate.arrived.acquire();
    while (running.server.figures().bytes_in < 50 + get_a.size()) {
        std::this_thread::yield();
    }
    const auto stopped =
        std::async(std::launch::async, [&] { running.server.stop(milliseconds(20'000)); });
    EXPECT_EQ(idle.read_all(), "");  // closed while the other is still at work
    ASSERT_TRUE(half.send("llo"));
    gate.arrived.acquire();
    gate.open.release(2);
    const std::string answer = busy.read_all();
    EXPECT_TRUE(answer.ends_with("GET /a []"));
    EXPECT_TRUE(has(answer, "Connection: close"));
    EXPECT_TRUE(half.read_all().ends_with("POST /p [hello]"));
    stopped.wait();
    EXPECT_THROW(Client{running.server.port()}, std::runtime_error);
}

TEST(Server, a_stop_without_grace_ends_with_all_kinds_of_connections_open) {
    std::atomic<int> handled{0};
    RunningServer running([&](const Request& request) {
        ++handled;
        Response response = echo(request);
        response.event_stream = request.path == "/events";
        if (request.path == "/endless") {
            response.chunks = [] { return std::optional<std::string>("more"); };
        }
        return response;
    });
    const Client idle = running.connect();
    const Client half = running.connect();
    ASSERT_TRUE(half.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhe"));
    Client listening = running.connect();
    ASSERT_TRUE(listening.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n"));
    listening.read_until("\r\n\r\n");
    Client endless = running.connect();
    ASSERT_TRUE(endless.send("GET /endless HTTP/1.1\r\nHost: h\r\n\r\n"));
    endless.read_until("more");
    running.server.stop(milliseconds(0));
    EXPECT_EQ(running.server.figures().open, 0U);
    EXPECT_EQ(running.server.figures().in_flight, 0U);
    EXPECT_EQ(handled, 2);
}

TEST(Server, can_be_built_and_dropped_without_a_start) {
    Broadcast broadcast;
    const Server server({}, echo, broadcast);
    EXPECT_EQ(server.figures().open, 0U);
}

}  // namespace
}  // namespace styk::net
