// The heads of a service's logs that somebody outside keeps: files that --heads_file wrote
// (lib/process/heads_file.h), or copies of them. And the rule by which a log is the one that a head
// is of, the same for the store of a stopped service and for a service that runs.
//
// A log that goes through a head, its sequence and its hash, is up to there the log that the holder
// was shown: whoever takes off the end, or makes all hashes anew, cannot make it go through there.

#ifndef MINGCE_CLI_FILES_HELD_HEADS_H_
#define MINGCE_CLI_FILES_HELD_HEADS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

// What a line says of one log.
struct HeldHead {
  std::uint64_t sequence = 0;
  std::string epoch;
  std::string hash;   // 32 bytes; "" at sequence 0, where nothing is held
  std::string place;  // the file's name and the line: "members.heads:12"
};

// Of one service, by sequence. What several lines say is there once, as the first one says it.
struct HeldHeads {
  std::vector<HeldHead> events;
  std::vector<HeldHead> audit;
};

struct HeadLines {
  std::map<std::string, HeldHeads> of;  // by the name of the service, such as "members"
  std::vector<Sentence> notes;          // a file with lines that were passed over
};

// A line a minute for four months.
inline constexpr std::size_t kMostHeadsBytes = 64 << 20;

// Reads the lines of all files. One that is no JSON object was torn by a crash while it was
// written, and is passed over. Errors: those of ReadTextFile; INPUT_DAMAGED, naming the line, for
// an object that no service writes.
absl::StatusOr<HeadLines> ReadHeads(const std::vector<std::string>& paths);

// How a log is not the one that a head is of.
struct HeadFault {
  const char* reason;  // LOG_CUT, LOG_REPLACED or EPOCH_OTHER; docs/api.md explains each
  std::uint64_t sequence;
  Sentence right;  // what would be right
};

// EPOCH_OTHER, once for each stream other than `epoch` that `events` are of: at the first of them.
std::vector<HeadFault> OtherEpochs(absl::Span<const HeldHead> events, absl::string_view epoch);

// The heads of one log beside that log, read from its beginning. Heads of another epoch are passed
// over: OtherEpochs tells them. Not thread-safe.
class HeadWalk {
 public:
  // They outlive it and are by sequence.
  explicit HeadWalk(absl::Span<const HeldHead> heads) : left_(heads) {}

  // The log of `epoch` has `hash` at `sequence`, which is higher at each call. What is held of
  // sequences that were left out is not there.
  std::vector<HeadFault> At(absl::string_view epoch, std::uint64_t sequence,
                            absl::string_view hash);

  // No more is read, and the log ends with entry `last`. What is held up to there and was not met
  // is not compared.
  std::vector<HeadFault> End(absl::string_view epoch, std::uint64_t last);

  // The sequences whose hashes are wanted next, rising, at most so many.
  std::vector<std::uint64_t> Next(std::size_t most) const;

  std::uint64_t compared() const { return compared_; }  // heads

 private:
  absl::Span<const HeldHead> left_;
  std::uint64_t compared_ = 0;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_FILES_HELD_HEADS_H_
