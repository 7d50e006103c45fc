#include "cli/import/progress.h"

#include <unistd.h>

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"

namespace mingce::cli {
namespace {

constexpr std::size_t kWidth = 30;

}  // namespace

Progress::Progress(std::string title, std::size_t total)
    : title_(std::move(title)), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {
  MutexLock lock(&mu_);
  Draw();
}

Progress::~Progress() {
  if (terminal_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::Advance(std::size_t by) {
  MutexLock lock(&mu_);
  done_ += by;
  Draw();
}

void Progress::Draw() {
  if (!terminal_ || total_ == 0) return;
  const std::size_t filled = done_ * kWidth / total_;
  std::cerr << absl::StrCat("\r\x1b[K", title_, " [", std::string(filled, '#'),
                            std::string(kWidth - filled, '.'), "] ", done_, "/", total_)
            << std::flush;
}

}  // namespace mingce::cli
