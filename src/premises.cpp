#include "premises.h"

#include <atomic>
#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include "armed_faults.h"
#include "backup/save.h"
#include "base/give_back.h"
#include "db/along.h"
#include "db/faulty_database.h"
#include "db/migrate.h"
#include "db/steady_reads.h"
#include "feedback/facts_store.h"
#include "feedback/feedback_store.h"
#include "feedback/import_map_json.h"
#include "feedback/topic_store.h"
#include "firm/firm_store.h"
#include "firm/mail_settings_store.h"
#include "http/faults.h"
#include "http/routes.h"
#include "insight/cube_engine.h"
#include "insight/sql_engine_store.h"
#include "jobs/lanes.h"
#include "jobs/worker.h"
#include "json/json.h"
#include "metric/metric_store.h"
#include "net/server.h"
#include "privacy/erase_store.h"
#include "story/case_echo.h"
#include "story/check_alerts.h"
#include "story/check_series.h"
#include "story/deliver_webhooks.h"
#include "story/erasure_list.h"
#include "story/escalate_cases.h"
#include "story/fetch_mail.h"
#include "story/find_themes.h"
#include "story/import_handlers.h"
#include "story/journey_watch.h"
#include "story/keep_house.h"
#include "story/keep_privacy.h"
#include "story/mail_board.h"
#include "story/read_comments.h"
#include "story/recount_facts.h"
#include "story/release_voices.h"
#include "story/remind_gestures.h"
#include "story/run_campaigns.h"
#include "story/send_mail.h"
#include "story/settle_anonymous.h"
#include "story/sign_on.h"
#include "story/train_reading.h"
#include "text/reader.h"

namespace styk {

namespace {

constexpr int counting_threads = 2;

// What the reader looks up is unpacked from the models, which then only take room.
text::Reader read_built_in_models() {
    const auto models = text::built_in_models();
    text::Reader reader(models);
    for (const std::string_view one : models) {
        give_back(one);
    }
    return reader;
}

std::unique_ptr<db::Database> open_database(const PremisesOptions& options) {
    const auto& place = options.place;
    std::filesystem::create_directories(place.data);
    auto database =
        place.is_sqlite()
            ? db::open_sqlite({.file = place.sqlite_file(), .group_commit = options.group_commit})
            : db::open(place.database_url());
    const auto folder = place.data / "backups";
    if (options.save_before_migration) {
        if (const auto saved =
                backup::save_before_migration(*database, folder, SystemClock().now())) {
            spdlog::info("saved the database of before in {}", saved->file.string());
        }
    }
    const auto migrated = db::migrate(*database, folder);
    if (migrated.backup) {
        spdlog::info(
            "database brought from schema {} to {}; a copy from before is {}",
            migrated.from,
            migrated.to,
            migrated.backup->string()
        );
    }
    return db::with_along(db::with_steady_reads(
        options.faults.empty() ? std::move(database) : db::with_faults(std::move(database))
    ));
}

courier::Networks read_networks(const std::string& text) {
    const auto read = courier::Networks::read(text);
    if (!read) {
        throw Refusal(
            Code::invalid,
            fmt::format("STYK_ALLOW_NETWORKS: {} {}", read.error().pointer, read.error().message)
        );
    }
    return *read;
}

// What every database has from its first day.
void lay_foundation(db::Database& database, const Clock& clock, Random& random) {
    const auto firm = firm::make_first_firm(clock, random);
    const auto metrics = metric::make_first_metrics(clock, random);
    const auto topics = feedback::make_first_topics(clock, random);
    const Id<firm::MailSettings> mail{make_uuid_v7(clock, random)};
    const db::Change by{{"system", "", "Styk"}, clock.now()};
    database.write([&](db::Tx& tx) {
        firm::ensure_firm(tx, firm, by);
        metric::ensure_metrics(tx, metrics, by);
        feedback::ensure_topics(tx, topics, by);
        feedback::renumber_log_of_another_server(tx);
        firm::ensure_mail_settings(tx, mail, by);
    });
}

}  // namespace

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return value == nullptr ? "" : value;
}

std::string Place::database_url() const {
    return db.empty() ? "sqlite:" + (data / "styk.db").string() : db;
}

std::filesystem::path Place::sqlite_file() const {
    return database_url().substr(sizeof("sqlite:") - 1);
}

bool Place::is_sqlite() const {
    return database_url().starts_with("sqlite:");
}

std::optional<Lock> Lock::take(const Place& place) {
    std::filesystem::create_directories(place.data);
    Lock lock;
    if (!lock.hold(place.lock())) {
        return {};
    }
    // One database file could be named from two data folders, and by links.
    std::error_code none;
    const auto file = std::filesystem::weakly_canonical(place.sqlite_file(), none);
    if (!lock.hold((none ? place.sqlite_file() : file).string() + ".lock")) {
        return {};
    }
    return lock;
}

bool Lock::hold(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        throw Fault("cannot write " + path.string());
    }
    files_.push_back(file);
    return ::flock(file, LOCK_EX | LOCK_NB) == 0;
}

Lock::Lock(Lock&& other) noexcept : files_(std::exchange(other.files_, {})) {}

Lock::~Lock() {
    for (const int file : files_) {
        ::close(file);
    }
}

story::BoardMeans board_means(const http::House& house) {
    return {house.database, house.catalogue, house.engine, house.clock, house.random};
}

using Handlers = std::map<std::string, jobs::Handler>;

void add_watching(Handlers& handlers, const http::House& house, const std::atomic<bool>& counts) {
    handlers[std::string(story::check_alerts_work)] =
        [&house, &counts](const queue::Work& work, const jobs::GoOn&) {
            const Instant now = house.clock.now();
            if (counts) {
                story::check_alerts(house.intake(), house.engine, now);
                story::check_series(house.intake(), now);
            }
            house.database.write([&](db::Tx& tx) {
                story::ask_check_alerts(tx, now + std::chrono::minutes(1), now, work.position);
            });
            return true;
        };
    handlers[std::string(story::keep_house_work)] =
        [&house](const queue::Work& work, const jobs::GoOn& go_on) {
            story::keep_house(house.database, house.clock.now(), work.position);
            story::call_voices_back(house.intake(), house.clock.now());
            story::release_voices(house.intake(), house.clock.now());
            story::call_answers_back(house.intake());
            story::remind_gestures(house.intake(), house.clock.now());
            story::keep_privacy(house.intake(), house.clock.now(), go_on);
            return true;
        };
    handlers[std::string(story::settle_work)] =
        [&house](const queue::Work& work, const jobs::GoOn&) {
            story::settle_anonymous(house.intake(), story::survey_to_settle(work));
            return true;
        };
    handlers[std::string(story::escalate_work)] =
        [&house](const queue::Work& work, const jobs::GoOn&) {
            const Instant now = house.clock.now();
            story::escalate_cases(house.intake(), now);
            house.database.write([&](db::Tx& tx) {
                story::ask_escalate_cases(tx, now + std::chrono::minutes(1), now, work.position);
            });
            return true;
        };
}

// What the firm keeps no longer, and the list of who was forgotten.
void add_forgetting(Handlers& handlers, const http::House& house, story::ErasureList& erasures) {
    handlers[std::string(story::keep_list_work)] =
        [&house, &erasures](const queue::Work&, const jobs::GoOn&) {
            erasures.sync(house.intake());
            return true;
        };
    handlers[std::string(story::keep_privacy_work)] =
        [&house](const queue::Work&, const jobs::GoOn& go_on) {
            story::keep_privacy(house.intake(), house.clock.now(), go_on);
            return true;
        };
}

void add_reading(Handlers& handlers, const http::House& house) {
    handlers[std::string(story::recount_work)] =
        [&house](const queue::Work&, const jobs::GoOn& go_on) {
            return story::recount_facts(house.intake(), go_on);
        };
    handlers[std::string(story::reread_work)] =
        [&house](const queue::Work&, const jobs::GoOn& go_on) {
            return story::reread_comments(house.intake(), go_on);
        };
    handlers[std::string(story::train_work)] =
        [&house](const queue::Work&, const jobs::GoOn& go_on) {
            return story::train_reading(house.intake(), go_on);
        };
    handlers[std::string(story::themes_work)] =
        [&house](const queue::Work& work, const jobs::GoOn& go_on) {
            if (!story::find_themes(house.intake(), go_on)) {
                return false;
            }
            const Instant now = house.clock.now();
            house.database.write([&](db::Tx& tx) {
                story::ask_themes(tx, now + std::chrono::hours(24), now, work.position);
            });
            return true;
        };
}

void add_sending(Handlers& handlers, const http::House& house) {
    handlers[std::string(story::send_mail_work)] =
        [&house](const queue::Work& work, const jobs::GoOn& go_on) {
            return house.postman.send(work, go_on);
        };
    handlers[std::string(story::run_campaigns_work)] =
        [&house](const queue::Work& work, const jobs::GoOn& go_on) {
            story::run_campaigns({house.intake(), house.postman, house.safe}, work, go_on);
            return true;
        };
    handlers[std::string(story::mail_board_work)] =
        [&house](const queue::Work& work, const jobs::GoOn& go_on) {
            return story::mail_board(board_means(house), work, go_on);
        };
}

// What comes into the mailbox is looked for once a minute; a full one at once again.
void add_fetching(
    Handlers& handlers, const http::House& house, const std::filesystem::path& certificates
) {
    handlers[std::string(story::fetch_mail_work)] =
        [&house, certificates](const queue::Work& work, const jobs::GoOn& go_on) {
            const auto intake = house.intake();
            const bool more = story::fetch_mail({intake, house.safe, certificates}, go_on);
            const Instant now = house.clock.now();
            house.database.write([&](db::Tx& tx) {
                const auto due = more ? now : now + std::chrono::minutes(1);
                story::ask_fetch_mail(tx, due, now, work.position);
            });
            return true;
        };
}

// Which story does which kind of work. `counts`: does this process count, so that it knows figures?
Handlers handlers_of(
    const http::House& house,
    const std::atomic<bool>& counts,
    const std::filesystem::path& certificates,
    story::ErasureList& erasures
) {
    Handlers handlers;
    add_forgetting(handlers, house, erasures);
    add_fetching(handlers, house, certificates);
    add_watching(handlers, house, counts);
    add_reading(handlers, house);
    add_sending(handlers, house);
    handlers.merge(story::import_handlers(house.intake(), [&house](const feedback::Import& import) {
        house.broadcast.publish("import", json::write(feedback::tick_of(import)));
    }));
    return handlers;
}

class Premises::Inside {
public:
    explicit Inside(const PremisesOptions& options)
        : database(open_database(options)),
          authenticator(*database, clock),
          safe(options.place.key(), options.secret_key, random),
          catalogue(*database, &text_reader, &safe),
          terms(*database),
          follower(
              *database,
              catalogue,
              {.moved =
                   [this](std::int64_t position) {
                       broadcast.publish("facts", fmt::format(R"({{"position":{}}})", position));
                   },
               .failed = [](const std::string& why) { spdlog::warn("{}", why); },
               .noted = [](const std::string& what) { spdlog::info("{}", what); }},
              std::make_unique<story::FiguresSnapshot>(
                  *database, random, options.place.data / "figures.snapshot"
              )
          ),
          counts_in_database(options.count_in_database),
          engine(make_engine()),
          postman(*database, clock, random, safe, options.certificates),
          sign_on(
              {*database, clock, random},
              safe,
              read_networks(options.open_networks),
              options.certificates
          ),
          house{
              *database,
              clock,
              random,
              authenticator,
              login_guard,
              catalogue,
              follower,
              terms,
              *engine,
              broadcast,
              safe,
              postman
          },
          erasures(options.place.data / "erasures.log"),
          site(http::embedded_assets()),
          door(house, router, site),
          webhooks(*database, clock, random, safe, read_networks(options.open_networks)),
          case_echo(
              *database,
              [this](const std::string& id) {
                  broadcast.publish("case", json::write(json::Object{{"id", id}}));
              }
          ),
          breaks_on_purpose(!options.faults.empty()),
          worker(*database, clock, random, make_handlers(options)),
          journey_watch(
              *database, [this](const std::string& data) { broadcast.publish("journey", data); }
          ),
          lanes(
              [this](int limit) { return webhooks.claim(limit); },
              [this](const std::string& lane, const std::function<bool()>& go_on) {
                  armed.run("webhooks", [&] { webhooks.run(lane, go_on); });
              }
          ) {
        house.respond_script = site.path_of("/assets/respond-");
        lay_foundation(*database, clock, random);
        catalogue.reload();
        mark_again();
        forget_again();
        http::add_all_routes(
            router,
            house,
            sign_on,
            options.figures ? options.figures : [] { return net::Figures{}; }
        );
    }

    // Marks from before they had a key, which a backup brings back, too.
    void mark_again() {
        constexpr int at_once = 1000;
        const auto again = [this](const std::string& hash) { return catalogue.mark_again(hash); };
        while (database->read(privacy::has_bare_marks)) {
            database->write([&](db::Tx& tx) { (void)privacy::mark_again(tx, again, at_once); });
        }
    }

    // A backup from before may have brought back who was forgotten.
    void forget_again() {
        if (erasures.sync(house.intake()).damaged) {
            spdlog::warn("erasures.log was damaged; what is left of it holds");
        }
        if (const auto again = erasures.forget_again(house.intake()); again > 0) {
            spdlog::info("forgotten again after a restored backup: {}", again);
        }
    }

    [[nodiscard]] Handlers make_handlers(const PremisesOptions& options) {
        auto handlers = handlers_of(house, counts, options.certificates, erasures);
        if (breaks_on_purpose) {
            for (auto& [kind, handler] : handlers) {
                handler = armed.around(kind, std::move(handler));
            }
        }
        return handlers;
    }

    [[nodiscard]] std::unique_ptr<const insight::Engine> make_engine() {
        if (counts_in_database) {
            return std::make_unique<insight::SqlEngine>(*database);
        }
        return std::make_unique<insight::CubeEngine>(
            [this] { return follower.cube(); },
            terms,
            [this](const feedback::Filter& filter) {
                return database->read([&](db::Reader& reader) {
                    return feedback::list_seqs(reader, filter);
                });
            },
            counting_threads
        );
    }

    std::atomic<bool> counts = false;  // the follower has begun
    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<db::Database> database;
    text::Reader text_reader = read_built_in_models();
    people::Authenticator authenticator;
    people::LoginGuard login_guard;
    net::Broadcast broadcast;
    people::Safe safe;
    story::Catalogue catalogue;
    feedback::Terms terms;
    story::Follower follower;
    bool counts_in_database;
    std::unique_ptr<const insight::Engine> engine;
    story::Postman postman;
    story::SignOn sign_on;
    http::House house;
    story::ErasureList erasures;
    http::Router router;
    http::Site site;
    http::Door door;
    story::WebhookSender webhooks;
    story::CaseEcho case_echo;
    const bool breaks_on_purpose;
    ArmedFaults armed;
    jobs::Worker worker;  // needs everything above
    story::JourneyWatch journey_watch;
    jobs::Lanes lanes;  // needs the webhooks
};

Premises::Premises(const PremisesOptions& options) : inside_(std::make_unique<Inside>(options)) {}

Premises::~Premises() {
    inside_->database->stop_waking();
}

void Premises::start() {
    inside_->database->on_commit([this] { inside_->follower.wake(); });
    inside_->counts_in_database ? inside_->follower.watch() : inside_->follower.start();
    inside_->counts = true;
    inside_->database->on_commit([this] { inside_->journey_watch.wake(); });
    inside_->journey_watch.start();
    const Instant now = inside_->clock.now();
    inside_->database->write([&](db::Tx& tx) {
        story::ask_check_alerts(tx, now, now);
        story::ask_escalate_cases(tx, now, now);
    });
    inside_->database->on_commit([this] { inside_->case_echo.wake(); });
    inside_->case_echo.start();
    work_queue();
}

void Premises::work_queue() {
    const Instant now = inside_->clock.now();
    inside_->database->write([&](db::Tx& tx) {
        story::ask_keep_house(tx, now + std::chrono::hours(1), now);
        story::ask_themes(tx, now + std::chrono::minutes(2), now);
        story::ask_fetch_mail(tx, now, now);
        story::ask_board_mails(tx, inside_->catalogue.directory()->zone, now);
        story::ask_reread_if_needed(tx, inside_->catalogue, now);
    });
    inside_->database->on_commit([this] { inside_->worker.wake(); });
    inside_->worker.start();
    inside_->database->on_commit([this] { inside_->lanes.wake(); });
    inside_->lanes.start();
}

net::Response Premises::answer(const net::Request& request) const {
    if (!inside_->breaks_on_purpose) {
        return inside_->door.answer(request);
    }
    const auto work = request.header("X-Fault-Work");
    if (work.empty()) {
        return http::answer_with_faults(inside_->door, request);
    }
    inside_->worker.wake();
    inside_->lanes.wake();
    return inside_->armed.answer(work);
}

net::Broadcast& Premises::broadcast() {
    return inside_->broadcast;
}

http::House& Premises::house() {
    return inside_->house;
}

}  // namespace styk
