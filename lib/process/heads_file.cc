#include "lib/process/heads_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/base/log.h"

namespace mingce::process {
namespace {

constexpr absl::Duration kLongestWait = absl::Minutes(1);
constexpr std::uint64_t kMostEntries = 1000;
constexpr absl::Duration kBetweenComplaints = absl::Hours(1);

std::string Heads(absl::string_view service, const ledger::Cursor& events,
                  const ledger::AuditHead& audit) {
  return absl::StrCat("\"service\":", JsonString(service), ",\"epoch\":", JsonString(events.epoch),
                      ",\"events\":\"", events.sequence, "\",\"event_hash\":\"",
                      absl::BytesToHexString(events.hash), "\",\"audit_entries\":\"",
                      audit.sequence, "\",\"audit_hash\":\"", seal::ToHex(audit.hash), "\"");
}

std::string Line(absl::Time now, absl::string_view heads) {
  return absl::StrCat("{\"time\":\"",
                      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", now, absl::UTCTimeZone()), "\",",
                      heads, "}\n");
}

// 0, or errno.
int Append(const std::string& path, absl::string_view line) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return errno;
  const auto closed = absl::MakeCleanup([file] { close(file); });
  const ssize_t written = write(file, line.data(), line.size());
  if (written < 0) return errno;
  if (static_cast<std::size_t>(written) != line.size()) return ENOSPC;
  return fsync(file) == 0 ? 0 : errno;
}

}  // namespace

HeadsFile::HeadsFile(absl::string_view service, std::string path, const ledger::Ledger* ledger)
    : service_(service), path_(std::move(path)), ledger_(ledger) {}

bool HeadsFile::IsDue(std::uint64_t entries, absl::Duration steady) const {
  return steady - tried_ >= kLongestWait || entries >= entries_written_ + kMostEntries;
}

void HeadsFile::Tick(absl::Time now, absl::Duration steady) {
  if (path_.empty() || ledger_ == nullptr) return;
  const ledger::AuditHead audit = ledger_->NewestAudit();
  const std::string heads = Heads(service_, ledger_->Head(), audit);
  if (heads == written_) {
    held_back_since_ = 0;
    return;
  }
  if (held_back_since_ == 0) held_back_since_ = absl::ToInt64Nanoseconds(steady);
  if (!IsDue(audit.sequence, steady)) return;
  tried_ = steady;
  entries_written_ = audit.sequence;
  const int error = Append(path_, Line(now, heads));
  if (error == 0) {
    written_ = heads;
    held_back_since_ = 0;
  } else if (steady - said_ >= kBetweenComplaints) {
    said_ = steady;
    Log(LogLevel::kError, "the heads cannot be written down for who keeps them",
        {{"file", path_}, {"error", std::strerror(error)}});
  }
}

void HeadsFile::AddReadings(rpc::Metrics* metrics, const Clock* clock) const {
  metrics->AddReading("heads_held_back_seconds",
                      "For how long the newest head of the chains is not in --heads_file", "",
                      [this, clock] {
                        const std::int64_t since = held_back_since_;
                        if (since == 0) return 0.0;
                        return absl::ToDoubleSeconds(clock->SteadyNow() - absl::Nanoseconds(since));
                      });
}

}  // namespace mingce::process
