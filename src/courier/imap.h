// A folder of a mailbox on another server, read by IMAP (RFC 3501): what is new in it, mail by
// mail. What was fetched is marked as seen there, and stays.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "courier/smtp.h"

namespace styk::courier {

struct ImapServer {
    std::string host;
    int port = 993;
    Security security = Security::tls;
    std::string user, password;
    std::string folder = "INBOX";
    std::filesystem::path certificates{
    };  // authorities to trust beside none (PEM); empty: the system's
    std::chrono::seconds within{20};  // one command
};

// Where the mails of a folder stand: numbers rise with arrival while the validity is the same.
struct ImapFolder {
    std::int64_t validity = 0;
    std::vector<std::int64_t> numbers;  // above the one asked from, rising
};

class Imap {
public:
    explicit Imap(ImapServer server);
    Imap(const Imap&) = delete;
    Imap& operator=(const Imap&) = delete;
    ~Imap();

    // Mails above `after`; all of them when the validity is not `validity` any more. Throws Fault
    // with what the server said when it cannot be asked.
    [[nodiscard]] ImapFolder look(std::int64_t validity, std::int64_t after);

    // The mail as it came; nothing when it is gone, or longer than `most` bytes.
    [[nodiscard]] std::optional<std::string> fetch(std::int64_t number, std::size_t most);

private:
    class Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace styk::courier
