#include "cli/files/held_heads.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "cli/files/text_file.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"

namespace mingce::cli {
namespace {

constexpr std::size_t kHashDigits = 64;

// The text under `key`, or "".
std::string TextOf(const nlohmann::json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_string() ? found->get<std::string>() : "";
}

// Digits and nothing else, as the services write numbers.
bool ReadNumber(const std::string& text, std::uint64_t* number) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isdigit) &&
         absl::SimpleAtoi(text, number);
}

bool ReadHash(const std::string& text, std::string* hash) {
  if (text.size() != kHashDigits || !std::all_of(text.begin(), text.end(), absl::ascii_isxdigit)) {
    return false;
  }
  *hash = absl::HexStringToBytes(text);
  return true;
}

// One log of a line; false where the line does not say it.
bool ReadHead(const nlohmann::json& line, const char* sequence, const char* hash, HeldHead* head) {
  if (!ReadNumber(TextOf(line, sequence), &head->sequence)) return false;
  return head->sequence == 0 || ReadHash(TextOf(line, hash), &head->hash);
}

bool ReadLine(const nlohmann::json& line, const std::string& place, HeadLines* lines) {
  const std::string service = TextOf(line, "service");
  HeldHead events{.epoch = TextOf(line, "epoch"), .hash = "", .place = place};
  HeldHead audit = events;
  if (service.empty() || events.epoch.empty() || !ReadHead(line, "events", "event_hash", &events) ||
      !ReadHead(line, "audit_entries", "audit_hash", &audit)) {
    return false;
  }
  HeldHeads& heads = lines->of[service];
  heads.events.push_back(std::move(events));
  heads.audit.push_back(std::move(audit));
  return true;
}

auto WhatItSays(const HeldHead& head) { return std::tie(head.sequence, head.epoch, head.hash); }

void PutInOrder(std::vector<HeldHead>* heads) {
  std::stable_sort(heads->begin(), heads->end(), [](const HeldHead& one, const HeldHead& other) {
    return WhatItSays(one) < WhatItSays(other);
  });
  heads->erase(std::unique(heads->begin(), heads->end(),
                           [](const HeldHead& one, const HeldHead& other) {
                             return WhatItSays(one) == WhatItSays(other);
                           }),
               heads->end());
}

absl::Status ReadFileOfHeads(const std::string& path, HeadLines* lines) {
  MINGCE_ASSIGN_OR_RETURN(const std::string text, ReadTextFile(path, kMostHeadsBytes));
  std::size_t number = 0;
  std::size_t torn = 0;
  std::size_t first_torn = 0;
  for (const absl::string_view one : absl::StrSplit(text, '\n')) {
    ++number;
    const absl::string_view line = absl::StripSuffix(one, "\r");
    if (line.empty()) continue;
    const auto json = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
      if (++torn == 1) first_torn = number;
    } else if (!ReadLine(json, absl::StrCat(FileName(path), ":", number), lines)) {
      return InputDamaged(path, number,
                          {"不是服务用 --heads_file 写出的一行", "no service writes such a line"});
    }
  }
  if (torn > 0) {
    lines->notes.push_back(
        Fill("文件$0有 $1 行不完整（写入时中断），已跳过，第一处在第 $2 行",
             "$0 has lines that were torn while they were written: $1 passed over, the first is "
             "line $2",
             path, torn, first_torn));
  }
  return absl::OkStatus();
}

HeadFault Cut(const HeldHead& head) {
  return {.reason = "LOG_CUT",
          .sequence = head.sequence,
          .right = Fill("日志中应有序号为 $0 的记录，库外保管的链头（$1）即由它而来；末尾被截去，"
                        "或放回了较旧的数据",
                        "the log holds entry $0, of which a head is held outside ($1); its end was "
                        "cut off, or an older copy put back",
                        head.sequence, head.place)};
}

HeadFault Replaced(const HeldHead& head) {
  return {
      .reason = "LOG_REPLACED",
      .sequence = head.sequence,
      .right = Fill("序号 $0 处的哈希应为 $2，与库外保管的链头（$1）一致；这条或之前的记录被换过",
                    "the hash at entry $0 is $2, as the head held outside says ($1); this "
                    "entry, or one before, was replaced",
                    head.sequence, head.place, absl::BytesToHexString(head.hash))};
}

}  // namespace

absl::StatusOr<HeadLines> ReadHeads(const std::vector<std::string>& paths) {
  HeadLines lines;
  for (const std::string& path : paths) {
    MINGCE_RETURN_IF_ERROR(ReadFileOfHeads(path, &lines));
  }
  for (auto& [service, heads] : lines.of) {
    PutInOrder(&heads.events);
    PutInOrder(&heads.audit);
  }
  return lines;
}

std::vector<HeadFault> OtherEpochs(absl::Span<const HeldHead> events, absl::string_view epoch) {
  std::vector<HeadFault> faults;
  std::set<absl::string_view> told;
  for (const HeldHead& head : events) {
    if (head.epoch == epoch || !told.insert(head.epoch).second) continue;
    faults.push_back(
        {.reason = "EPOCH_OTHER",
         .sequence = head.sequence,
         .right = Fill("事件流应为 $0，库外保管的链头（$1）属于它；现为 $2，是另一个库",
                       "the stream is $0, of which a head is held outside ($1); it is "
                       "$2, so this is another store",
                       head.epoch, head.place, epoch)});
  }
  return faults;
}

std::vector<HeadFault> HeadWalk::At(absl::string_view epoch, std::uint64_t sequence,
                                    absl::string_view hash) {
  std::vector<HeadFault> faults;
  for (; !left_.empty() && left_.front().sequence <= sequence; left_.remove_prefix(1)) {
    const HeldHead& head = left_.front();
    if (head.epoch != epoch) continue;
    ++compared_;
    if (head.sequence == 0) continue;
    if (head.sequence < sequence) {
      faults.push_back(Cut(head));
    } else if (head.hash != hash) {
      faults.push_back(Replaced(head));
    }
  }
  return faults;
}

std::vector<HeadFault> HeadWalk::End(absl::string_view epoch, std::uint64_t last) {
  std::vector<HeadFault> faults;
  for (; !left_.empty(); left_.remove_prefix(1)) {
    const HeldHead& head = left_.front();
    if (head.epoch != epoch || (head.sequence <= last && head.sequence > 0)) continue;
    ++compared_;
    if (head.sequence > last) faults.push_back(Cut(head));
  }
  return faults;
}

std::vector<std::uint64_t> HeadWalk::Next(std::size_t most) const {
  std::vector<std::uint64_t> sequences;
  for (const HeldHead& head : left_) {
    if (sequences.size() == most) break;
    if (head.sequence == 0 || (!sequences.empty() && sequences.back() == head.sequence)) continue;
    sequences.push_back(head.sequence);
  }
  return sequences;
}

}  // namespace mingce::cli
