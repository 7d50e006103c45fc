// What reads bytes that somebody else made: files of strangers, requests, rows of a store that may
// have rotted. Each must give an answer for whatever it is given, and never crash, hang or read
// past an end.
//
// `tests/fuzz/run` lets libFuzzer look for what breaks one; replay_test.cc goes through the seeds
// and some thousand changes of them in every test run. What was found once stays, as a file in
// found/<target>/, and is replayed too.

#ifndef MINGCE_TESTS_FUZZ_TARGETS_H_
#define MINGCE_TESTS_FUZZ_TARGETS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::fuzz {

struct Target {
  const char* name;
  // The promise that `bytes` broke; "" where all held.
  std::string (*run)(absl::string_view bytes);
  // Sound input, so that changes of it come far.
  std::vector<std::string> (*seeds)();
  // How often each seed is changed in a test run.
  int changes;
};

std::vector<Target> NumberTargets();    // numbers, names and days as people type them
std::vector<Target> WorkbookTargets();  // the parts of a workbook, its cells, tables in text
std::vector<Target> RowTargets();       // rows of the stores
std::vector<Target> WireTargets();      // requests, cursors, page tokens, events, bindings

std::vector<Target> AllTargets();

}  // namespace mingce::fuzz

#endif  // MINGCE_TESTS_FUZZ_TARGETS_H_
