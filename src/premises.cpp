#include "premises.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include "db/migrate.h"
#include "feedback/feedback_store.h"
#include "firm/firm_store.h"
#include "http/routes.h"
#include "insight/cube_engine.h"
#include "metric/metric_store.h"
#include "net/server.h"

namespace styk {

namespace {

constexpr int counting_threads = 2;

std::unique_ptr<db::Database> open_database(const PremisesOptions& options) {
    const auto& place = options.place;
    std::filesystem::create_directories(place.data);
    auto database = place.is_sqlite()
                        ? db::open_sqlite(
                              {.file = place.database_url().substr(sizeof("sqlite:") - 1),
                               .group_commit = options.group_commit}
                          )
                        : db::open(place.database_url());
    const auto migrated = db::migrate(*database, place.data / "backups");
    if (migrated.backup) {
        spdlog::info(
            "database brought from schema {} to {}; a copy from before is {}",
            migrated.from,
            migrated.to,
            migrated.backup->string()
        );
    }
    return database;
}

// What every database has from its first day.
void lay_foundation(db::Database& database, const Clock& clock, Random& random) {
    const auto firm = firm::make_first_firm(clock, random);
    const auto metrics = metric::make_first_metrics(clock, random);
    const db::Change by{{"system", "", "Styk"}, clock.now()};
    database.write([&](db::Tx& tx) {
        firm::ensure_firm(tx, firm, by);
        metric::ensure_metrics(tx, metrics, by);
    });
}

}  // namespace

std::string Place::database_url() const {
    return db.empty() ? "sqlite:" + (data / "styk.db").string() : db;
}

bool Place::is_sqlite() const {
    return database_url().starts_with("sqlite:");
}

std::optional<Lock> Lock::take(const Place& place) {
    std::filesystem::create_directories(place.data);
    const int file = ::open(place.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) {
        throw Fault("cannot write to the data folder " + place.data.string());
    }
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return {};
    }
    return Lock(file);
}

Lock::Lock(Lock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

Lock::~Lock() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

class Premises::Inside {
public:
    explicit Inside(const PremisesOptions& options)
        : database(open_database(options)),
          authenticator(*database, clock),
          catalogue(*database),
          terms(*database),
          follower(
              *database,
              catalogue,
              [this](std::int64_t position) {
                  broadcast.publish("facts", fmt::format(R"({{"position":{}}})", position));
              }
          ),
          engine(
              [this] { return follower.cube(); },
              terms,
              [this](const feedback::Filter& filter) {
                  return database->read([&](db::Reader& reader) {
                      return feedback::list_seqs(reader, filter);
                  });
              },
              counting_threads
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
              engine,
              broadcast
          },
          site(http::embedded_assets()),
          door(house, router, site) {
        lay_foundation(*database, clock, random);
        catalogue.reload();
        http::add_all_routes(
            router, house, options.figures ? options.figures : [] { return net::Figures{}; }
        );
    }

    SystemClock clock;
    SystemRandom random;
    std::unique_ptr<db::Database> database;
    people::Authenticator authenticator;
    people::LoginGuard login_guard;
    net::Broadcast broadcast;
    story::Catalogue catalogue;
    feedback::Terms terms;
    story::Follower follower;
    insight::CubeEngine engine;
    http::House house;
    http::Router router;
    http::Site site;
    http::Door door;
};

Premises::Premises(const PremisesOptions& options) : inside_(std::make_unique<Inside>(options)) {}

Premises::~Premises() {
    inside_->database->stop_waking();
}

void Premises::start() {
    inside_->database->on_commit([this] { inside_->follower.wake(); });
    inside_->follower.start();
}

void Premises::work_queue() {}

net::Response Premises::answer(const net::Request& request) const {
    return inside_->door.answer(request);
}

net::Broadcast& Premises::broadcast() {
    return inside_->broadcast;
}

http::House& Premises::house() {
    return inside_->house;
}

}  // namespace styk
