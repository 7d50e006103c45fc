// An audit log that a test can look into.

#ifndef MINGCE_LIB_RPC_AUDIT_FOR_TEST_H_
#define MINGCE_LIB_RPC_AUDIT_FOR_TEST_H_

#include <atomic>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/mutex.h"
#include "lib/rpc/audit_sink.h"

namespace mingce::rpc {

// Keeps what it is given, or refuses it.
class AuditForTest final : public AuditSink {
 public:
  void Record(std::vector<audit::Entry> entries, std::function<void(absl::Status)> done) override {
    if (broken) return done(absl::UnavailableError("no log"));
    {
      MutexLock lock(&mu_);
      for (audit::Entry& entry : entries) entries_.push_back(std::move(entry));
    }
    done(absl::OkStatus());
  }
  void RecordRefusal(audit::Entry entry, std::function<void(absl::Status)> done) override {
    ++refusals;
    Record({std::move(entry)}, std::move(done));
  }
  seal::Digest Fingerprint(const seal::Digest& content) const override { return content; }

  // "action decision" of each entry since the last time.
  std::vector<std::string> Take() {
    MutexLock lock(&mu_);
    std::vector<std::string> lines;
    for (const audit::Entry& entry : entries_) {
      lines.push_back(absl::StrCat(entry.actor, " ", entry.action, " ", entry.decision));
    }
    entries_.clear();
    return lines;
  }
  std::vector<audit::Entry> entries() {
    MutexLock lock(&mu_);
    return entries_;
  }
  std::atomic<bool> broken = false;
  std::atomic<int> refusals = 0;

 private:
  Mutex mu_;
  std::vector<audit::Entry> entries_;
};

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_AUDIT_FOR_TEST_H_
