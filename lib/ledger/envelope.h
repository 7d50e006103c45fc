// The envelope around an event (mingce/feed/v1/feed.proto).

#ifndef MINGCE_LIB_LEDGER_ENVELOPE_H_
#define MINGCE_LIB_LEDGER_ENVELOPE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "lib/ledger/new_event.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::ledger {

// `event` recorded at `recorded`, without a place in the stream.
feed::v1::Event Envelope(NewEvent event, absl::string_view source, RecordedTime recorded);

// The bytes stored and served for ever: `event` at `sequence` of the stream `epoch`, caused by
// `request_id` ("" for none).
std::string EncodeEvent(NewEvent event, absl::string_view source, RecordedTime recorded,
                        absl::string_view epoch, std::uint64_t sequence,
                        absl::string_view request_id);

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_ENVELOPE_H_
