#include "lib/audit/chain.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/audit/entry.h"
#include "lib/base/error.h"

namespace mingce::audit {
namespace {

absl::Status Bad(absl::string_view reason, std::uint64_t sequence, absl::string_view what_en,
                 absl::string_view what_zh, std::map<std::string, std::string> metadata = {}) {
  metadata["sequence"] = absl::StrCat(sequence);
  return MakeError(absl::StatusCode::kDataLoss,
                   absl::StrCat("audit log, entry ", sequence, ": ", what_en),
                   {.reason = std::string(reason),
                    .domain = "mingce.audit",
                    .message_zh = absl::StrCat("审计日志第 ", sequence, " 条：", what_zh),
                    .metadata = std::move(metadata)});
}

absl::Status CheckNext(std::uint64_t expected, std::uint64_t sequence, const seal::Digest& hash,
                       absl::string_view stored_hash, absl::string_view encoded) {
  if (sequence != expected) {
    return Bad("AUDIT_GAP", expected, absl::StrCat("entry ", sequence, " stands in its place"),
               absl::StrCat("该位置上是第 ", sequence, " 条"), {{"found", absl::StrCat(sequence)}});
  }
  if (seal::AsView(hash) != stored_hash) {
    return Bad("AUDIT_HASH_MISMATCH", expected, "its hash does not match", "哈希值不符");
  }
  const absl::StatusOr<Entry> entry = Decode(encoded);
  if (!entry.ok()) {
    return Bad("AUDIT_ENTRY_UNREADABLE", expected, "it cannot be read", "内容无法识别");
  }
  if (entry->sequence != expected) {
    return Bad("AUDIT_ENTRY_MISPLACED", expected,
               absl::StrCat("it says it is entry ", entry->sequence),
               absl::StrCat("内容自称为第 ", entry->sequence, " 条"),
               {{"found", absl::StrCat(entry->sequence)}});
  }
  return absl::OkStatus();
}

}  // namespace

ChainVerifier::ChainVerifier(std::uint64_t sequence, const seal::Digest& head)
    : last_sequence_(sequence), head_(head) {}

absl::Status ChainVerifier::Add(std::uint64_t sequence, absl::string_view stored_hash,
                                absl::string_view encoded) {
  if (!failure_.ok()) return failure_;
  const seal::Digest hash = seal::ChainHash(head_, encoded);
  failure_ = CheckNext(last_sequence_ + 1, sequence, hash, stored_hash, encoded);
  if (!failure_.ok()) return failure_;
  last_sequence_ = sequence;
  head_ = hash;
  return absl::OkStatus();
}

absl::Status ChainVerifier::CheckHead(std::uint64_t sequence, absl::string_view hash) const {
  if (!failure_.ok()) return failure_;
  if (sequence != last_sequence_) {
    return Bad(
        "AUDIT_HEAD_MISMATCH", std::min(sequence, last_sequence_) + 1,
        absl::StrCat("the log is at entry ", last_sequence_, ", the held head at ", sequence),
        absl::StrCat("日志到第 ", last_sequence_, " 条，而所持链头为第 ", sequence, " 条"),
        {{"held", absl::StrCat(sequence)}});
  }
  if (seal::AsView(head_) != hash) {
    return Bad("AUDIT_HEAD_MISMATCH", sequence, "the held head has another hash",
               "与所持链头的哈希值不符", {{"held", absl::StrCat(sequence)}});
  }
  return absl::OkStatus();
}

}  // namespace mingce::audit
