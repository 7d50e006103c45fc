// What waits for the writer of a ledger, and what goes into its next batch.
//
// A check writes one row and somebody waits at a counter for it; an import writes five hundred. In
// one line behind each other the check waits for every import that came before. So small commands
// and large ones stand in lines of their own. While both wait, batches take turns: one of small
// commands alone, then one of small commands and, for one import of full size, large ones. A check
// waits for one import at most, and an import for two batches of checks at most.

#ifndef MINGCE_LIB_LEDGER_COMMAND_QUEUE_H_
#define MINGCE_LIB_LEDGER_COMMAND_QUEUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "lib/ledger/ledger.h"

namespace mingce::ledger {

// Commands of one line leave in the order they came. Not thread-safe.
class CommandQueue {
 public:
  // A batch holds at most `max_commands` small commands, and what weighs `max_weight` together; a
  // command that weighs more goes all the same, without another of its line.
  CommandQueue(std::size_t max_commands, std::uint64_t max_weight)
      : max_commands_(max_commands), max_weight_(max_weight) {}

  void Push(Command command);
  // The next batch; empty only when nothing waits.
  std::vector<Command> TakeBatch();

  std::size_t size() const { return small_.size() + large_.size(); }
  bool empty() const { return size() == 0; }

 private:
  const std::size_t max_commands_;
  const std::uint64_t max_weight_;
  std::deque<Command> small_;
  std::deque<Command> large_;
  bool large_is_next_ = false;  // the batch before was one of small commands that passed large ones
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_COMMAND_QUEUE_H_
