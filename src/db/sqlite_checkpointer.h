// Moves what was committed from the write-ahead log into the file, beside the one who writes.
//
// SQLite by itself does this within the commit that made the log long: tens of megabytes are copied
// and synced while everybody waits. Here another connection copies nearly all of it; what came
// meanwhile is little, and the writer adds it between two commits, so that the log begins anew.
// Source: sqlite.org/wal.html, "Checkpointing" and "Avoiding Excessively Large WAL Files".
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "db/sqlite_connection.h"

namespace styk::db {

class SqliteCheckpointer {
public:
    // `writers` is the connection that commits; its own checkpoints end.
    SqliteCheckpointer(const std::filesystem::path& file, SqliteConnection& writers);
    SqliteCheckpointer(const SqliteCheckpointer&) = delete;
    SqliteCheckpointer& operator=(const SqliteCheckpointer&) = delete;
    ~SqliteCheckpointer() = default;

    // By the writing thread, once those who waited for the commit know of it.
    void after_commit();

private:
    enum class State { resting, copying, copied };

    static int note_length(void* self, sqlite3* db, const char* schema, int pages);
    void loop(const std::stop_token& stop);

    SqliteConnection& writers_;
    SqliteConnection connection_;
    int pages_ = 0;  // in the log; of the writing thread
    std::mutex mutex_;
    std::condition_variable_any grown_;
    State state_ = State::resting;
    std::jthread thread_;  // last: it uses everything above
};

}  // namespace styk::db
