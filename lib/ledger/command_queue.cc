#include "lib/ledger/command_queue.h"

#include <utility>

namespace mingce::ledger {
namespace {

// A command of so many rows takes less time than the fsync that ends its batch.
constexpr std::uint32_t kMostSmall = 16;

}  // namespace

void CommandQueue::Push(Command command) {
  (command.weight <= kMostSmall ? small_ : large_).push_back(std::move(command));
}

std::vector<Command> CommandQueue::TakeBatch() {
  std::vector<Command> batch;
  std::uint64_t weight = 0;
  const auto take = [&](std::deque<Command>* from) {
    weight += from->front().weight;
    batch.push_back(std::move(from->front()));
    from->pop_front();
  };
  const auto fits = [&](const std::deque<Command>& from) {
    return !from.empty() && (weight == 0 || weight + from.front().weight <= max_weight_);
  };
  while (batch.size() < max_commands_ && fits(small_)) take(&small_);
  const bool small_alone = !batch.empty() && !large_is_next_;
  large_is_next_ = small_alone && !large_.empty();
  if (small_alone || large_.empty()) return batch;
  weight = 0;  // of the large ones: what is small never keeps them out
  while (fits(large_)) take(&large_);
  return batch;
}

}  // namespace mingce::ledger
