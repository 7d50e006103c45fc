// An event as a service says it. The ledger puts the envelope around it (mingce/feed/v1): id,
// place, times, cause; so a service's storage knows neither sequence nor epoch nor clock.

#ifndef MINGCE_LIB_LEDGER_NEW_EVENT_H_
#define MINGCE_LIB_LEDGER_NEW_EVENT_H_

#include <google/protobuf/message_lite.h>

#include <optional>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "lib/ledger/recorded_time.h"

namespace mingce::ledger {

struct NewEvent {
  std::string type;     // full name of the data's message
  std::string subject;  // the resource it is about
  std::string data;     // the message, serialised
  // The day it holds from, in Beijing; absent for what holds from when it is recorded.
  std::optional<absl::CivilDay> holds_from = std::nullopt;
  bool skippable = false;  // followers that do not know the type may pass it over
};

// What happened, as a message of the service's events package.
// Equal messages give equal bytes.
NewEvent EventOf(const google::protobuf::MessageLite& data, std::string subject,
                 std::optional<absl::CivilDay> holds_from = std::nullopt);

// Gets one part of a service's present state: the event that would bring it, when it was recorded,
// and the place after it, from which a later visit goes on. Returns whether to go on.
using StateVisitor =
    absl::FunctionRef<bool(absl::string_view place, NewEvent event, RecordedTime recorded)>;

// Hears of every event on the writer's thread, so that what is kept in memory of the rows is never
// behind them.
class EventListener {
 public:
  virtual ~EventListener() = default;
  // In the order of the stream; of a batch that is not written yet. What is decided next may go by
  // it. `recorded` is the envelope's recorded time.
  virtual void OnDecided(const NewEvent& event, RecordedTime recorded) = 0;
  // All of them are durable; nothing that they changed has been acknowledged yet. Called after
  // every batch, also after one without events.
  virtual void OnDurable() = 0;
};

}  // namespace mingce::ledger

#endif  // MINGCE_LIB_LEDGER_NEW_EVENT_H_
