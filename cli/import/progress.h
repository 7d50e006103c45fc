// How far an import has come, on standard error: a bar that moves on a terminal, nothing elsewhere.

#ifndef MINGCE_CLI_IMPORT_PROGRESS_H_
#define MINGCE_CLI_IMPORT_PROGRESS_H_

#include <cstddef>
#include <string>

#include "absl/base/thread_annotations.h"
#include "lib/base/mutex.h"

namespace mingce::cli {

// Thread-safe.
class Progress {
 public:
  Progress(std::string title, std::size_t total);
  ~Progress();  // takes the bar away

  void Advance(std::size_t by);

 private:
  void Draw() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::string title_;
  const std::size_t total_;
  const bool terminal_;
  Mutex mu_;
  std::size_t done_ ABSL_GUARDED_BY(mu_) = 0;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_IMPORT_PROGRESS_H_
