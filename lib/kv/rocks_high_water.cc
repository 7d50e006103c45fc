#include "lib/kv/rocks_high_water.h"

#include <rocksdb/env.h>

#include <cerrno>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "lib/base/new_file.h"
#include "lib/kv/rocks_errors.h"

namespace mingce::kv {
namespace {

constexpr char kName[] = "/HIGH_WATER";
constexpr absl::Duration kEvery = absl::Seconds(1);

// The number twice: a file that appears whole can still rot.
std::string TextOf(std::uint64_t sequence) {
  return absl::StrCat("committed ", sequence, "\ncommitted ", sequence, "\n");
}

absl::Status Write(const std::string& directory, std::uint64_t sequence) {
  const FileFailure failure =
      WriteNewFile(directory + kName, TextOf(sequence), /*mode=*/0600, NewFile::IfTaken::kReplace);
  if (failure.ok()) return absl::OkStatus();
  const std::string message = absl::StrCat("cannot ", failure.step, " HIGH_WATER");
  return failure.error == ENOSPC || failure.error == EDQUOT ? absl::ResourceExhaustedError(message)
                                                            : absl::InternalError(message);
}

}  // namespace

absl::StatusOr<std::optional<std::uint64_t>> ReadHighWater(const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::exists(directory + kName, error)) return std::nullopt;
  std::string text;
  const rocksdb::Status status =
      rocksdb::ReadFileToString(rocksdb::Env::Default(), directory + kName, &text);
  std::uint64_t sequence = 0;
  const std::vector<std::string> words = absl::StrSplit(text, absl::ByAnyChar(" \n"));
  if (!status.ok() || words.size() < 2 || !absl::SimpleAtoi(words[1], &sequence) ||
      text != TextOf(sequence)) {
    return StoreDamaged(directory, "HIGH_WATER cannot be read");
  }
  return sequence;
}

HighWater::HighWater(std::string directory, std::optional<std::uint64_t> marked)
    : directory_(std::move(directory)), marked_(marked), thread_([this] { Run(); }) {}

HighWater::~HighWater() {
  {
    MutexLock lock(&mu_);
    stopping_ = true;
    changed_.SignalAll();
  }
  thread_.join();
}

absl::Status HighWater::Reached(std::uint64_t sequence) {
  MutexLock lock(&mu_);
  if (!failure_.ok()) return failure_;
  const bool idle = reached_ <= marked_.value_or(0);
  reached_ = sequence;
  if (!marked_.has_value()) {
    // A store that lost its first commits must not pass for a new one.
    failure_ = Write(directory_, sequence);
    marked_ = sequence;
  } else if (idle) {
    changed_.SignalAll();
  }
  return failure_;
}

void HighWater::Run() {
  for (;;) {
    std::uint64_t reached = 0;
    {
      MutexLock lock(&mu_);
      while (!stopping_ && reached_ <= marked_.value_or(0)) {
        changed_.WaitFor(&mu_, absl::Seconds(60));
      }
      if (!stopping_) changed_.WaitFor(&mu_, kEvery);
      if (!failure_.ok() || reached_ <= marked_.value_or(0)) return;
      reached = reached_;
    }
    const absl::Status written = Write(directory_, reached);
    MutexLock lock(&mu_);
    marked_ = reached;
    failure_.Update(written);
  }
}

}  // namespace mingce::kv
