// Work cut into pieces, several at a time.

#ifndef MINGCE_LIB_INTAKE_CHUNKS_H_
#define MINGCE_LIB_INTAKE_CHUNKS_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace mingce::intake {

// Calls `work(0)` to `work(count - 1)`, each once, begun in that order, at most `in_flight` at a
// time and from as many threads; with 1 they run one after the other. After the first error no more
// are begun; those running end. Returns the error of the lowest index.
absl::Status RunChunks(std::size_t count, int in_flight,
                       absl::FunctionRef<absl::Status(std::size_t)> work);

}  // namespace mingce::intake

#endif  // MINGCE_LIB_INTAKE_CHUNKS_H_
