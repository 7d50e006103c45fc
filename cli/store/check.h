// Whether the store of a stopped service is whole: everything that its rows say of each other
// holds.
//
// Written apart from the services, so that a mistake of theirs does not hide itself: of their code
// only the messages are shared (proto/), and how names are compared (lib/text). Needs no key: what
// is sealed stays sealed, so that whether a profile opens is not checked, nor what a keyed tag is
// the tag of, nor whether a row's MAC is right: that the service itself sees (ROW_ALTERED).
//
// What nobody can see in one store: a change that was made everywhere at once, hashes and all, and
// an audit log whose end was cut off with the head set back. The log has no key, and nothing else
// follows from its entries; only heads that somebody outside holds show it
// (cli/files/held_heads.h). Cut off the end of the events shows, because their rows are still
// there.
//
// Reads the store once from the first row to the last, and once more where something is wrong, to
// name it. A million members (five million rows, 1.1 GB) take 18 s of one core and 60 MB; memory
// does not grow with the rows: what matching.h costs for each of at most 20 relations, RocksDB's
// blocks, the newest commits that are in the log alone (up to 256 MB after a kill), and what
// registry_tables.h says.

#ifndef MINGCE_CLI_STORE_CHECK_H_
#define MINGCE_CLI_STORE_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "cli/files/held_heads.h"
#include "cli/store/findings.h"
#include "cli/store/look.h"

namespace mingce::cli::store {

struct Report {
  std::string service = {};  // "" for a store to which nothing was written yet
  int format = 0;
  Totals totals = {};
  std::uint64_t heads = 0;  // held outside, that its logs were compared with
  Findings findings;        // none: the store is whole
};

// Keeps the first `most` findings; counts all. The logs are compared with `held` on the way, unless
// that is null. Errors, where there is nothing to look at: those of StoppedStore, STORE_FOREIGN
// (not a store of Mingce's; with `held` an empty one is none), STORE_NEWER, STORE_OLDER; NO_HEADS:
// none of `held` is of the service.
absl::StatusOr<Report> CheckStore(const std::string& directory, std::size_t most,
                                  const HeadLines* held);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_CHECK_H_
