// Stores with a little of everything that leaves rows, and damage to plant in copies of them.

#ifndef MINGCE_TESTS_INTEGRATION_DAMAGE_FOR_TESTS_H_
#define MINGCE_TESTS_INTEGRATION_DAMAGE_FOR_TESTS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/integration/register_for_tests.h"
#include "tests/integration/store_for_tests.h"

namespace mingce::tests {

using Plant = std::function<void(StoreCopy&)>;

struct Damage {
  const char* what;
  Plant plant;
  std::vector<std::string> findings;  // "REASON table"
};

// Plants each damage in a copy of `store`: the tool has to find what belongs to it and nothing
// else.
void ExpectFound(const std::string& store, const std::vector<Damage>& damages);

// The n-th row of a table; from behind where n is negative.
std::pair<std::string, std::string> RowOf(StoreCopy& store, std::uint8_t table, int n);

Plant DeleteRow(std::uint8_t table, int n);
// Behind its value.
Plant AppendToRow(std::uint8_t table, int n, std::string bytes);
Plant PutRow(std::string key, std::string value);
// Two rows have each other's values.
Plant SwapRows(std::uint8_t table, int one, int other);

// Cuts the last entries off a log, and the head says that it ends there: sequence and hash of the
// entry before.
Plant CutEnd(std::uint8_t log, int entries);

// Puts `one` in the place of `other` in all entries of a log, as long as they are, and makes every
// hash anew, up to the head.
Plant AlterAndHashAnew(std::uint8_t log, const std::string& one, const std::string& other);

// The key of a row of table meta.
std::string MetaKey(const std::string& name);

// The logs, as services/*/storage/keys.h number them.
inline constexpr std::uint8_t kEventTable = 0x03;
inline constexpr std::uint8_t kAuditTable = 0x04;

// Bytes that are no field of any message.
inline constexpr char kNoField[] = "?";

// All three services have run; they end before a store is looked at, one way or the other.
class StoreCheckTest : public RegisterTest {
 protected:
  static void SetUpTestSuite();
  static void StopAll();
  static void KillAll();
  // Starts it anew and waits until its newest heads stand in the file that is held outside.
  static void HoldNewestHeads(Service service);

 private:
  // One is renamed and moved, another one closed.
  static void ChangeUnions();
  static void RevokeAndBlock();
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_DAMAGE_FOR_TESTS_H_
