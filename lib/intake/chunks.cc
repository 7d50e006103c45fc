#include "lib/intake/chunks.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace mingce::intake {

absl::Status RunChunks(std::size_t count, int in_flight,
                       absl::FunctionRef<absl::Status(std::size_t)> work) {
  std::vector<absl::Status> results(count);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> stop = false;
  const auto run = [&] {
    while (!stop) {
      const std::size_t index = next.fetch_add(1);
      if (index >= count) return;
      results[index] = work(index);
      if (!results[index].ok()) stop = true;
    }
  };
  std::vector<std::thread> threads;
  const std::size_t thread_count = std::min(count, static_cast<std::size_t>(in_flight));
  for (std::size_t i = 1; i < thread_count; ++i) threads.emplace_back(run);
  run();
  for (std::thread& thread : threads) thread.join();
  for (absl::Status& result : results) {
    if (!result.ok()) return std::move(result);
  }
  return absl::OkStatus();
}

}  // namespace mingce::intake
