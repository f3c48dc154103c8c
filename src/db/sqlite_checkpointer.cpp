#include "db/sqlite_checkpointer.h"

namespace styk::db {

namespace {

// 32 MB: readers look pages up in the log, so it is kept short.
constexpr int long_log = 4000;

// Copies as much as nobody stands in the way of. What is not copied now stays in the log, where it
// is as safe; a full disk is told by the next commit.
void copy(SqliteConnection& connection) {
    sqlite3_wal_checkpoint_v2(
        connection.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr
    );
}

}  // namespace

SqliteCheckpointer::SqliteCheckpointer(const std::filesystem::path& file, SqliteConnection& writers)
    : writers_(writers),
      connection_(file, SqliteConnection::Mode::read_write),
      thread_([this](const std::stop_token& stop) { loop(stop); }) {
    sqlite3_wal_hook(writers_.handle(), note_length, this);  // in place of its own checkpoints
}

int SqliteCheckpointer::note_length(
    void* self, sqlite3* /*db*/, const char* /*schema*/, int pages
) {
    static_cast<SqliteCheckpointer*>(self)->pages_ = pages;
    return SQLITE_OK;
}

void SqliteCheckpointer::after_commit() {
    std::unique_lock lock(mutex_);
    if (state_ == State::copied) {
        state_ = State::resting;
        lock.unlock();
        copy(writers_);
    } else if (state_ == State::resting && pages_ >= long_log) {
        state_ = State::copying;
        grown_.notify_one();
    }
}

void SqliteCheckpointer::loop(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (grown_.wait(lock, stop, [&] { return state_ == State::copying; })) {
        lock.unlock();
        copy(connection_);
        lock.lock();
        state_ = State::copied;
    }
}

}  // namespace styk::db
