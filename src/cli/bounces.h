// styk bounces FOLDER: hands reports of mail servers to the server, one file each.
#pragma once

#include <filesystem>

namespace styk::cli {

struct Workplace;

// `folder`: a Maildir (its new and cur are read), or a folder of mails. Nothing is moved or
// removed: a report that was told before changes nothing. Files that are no mail are named, and
// make it 1.
int take_bounces(const std::filesystem::path& folder, const Workplace& workplace);

}  // namespace styk::cli
