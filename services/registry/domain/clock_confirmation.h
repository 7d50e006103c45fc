// An officer's word that a clock was right although it had been set back: then what it recorded
// from then on, until it was set back again, bears the times at which it was recorded.

#ifndef MINGCE_SERVICES_REGISTRY_DOMAIN_CLOCK_CONFIRMATION_H_
#define MINGCE_SERVICES_REGISTRY_DOMAIN_CLOCK_CONFIRMATION_H_

#include <string>

#include "absl/time/time.h"

namespace mingce::registry {

struct ClockConfirmation {
  std::string event;  // id of the first event after the clock was set back, of whatever source
  std::string document_number;
  std::string confirmed_by;  // the identity of who said so
  absl::Time recorded;

  friend bool operator==(const ClockConfirmation&, const ClockConfirmation&) = default;
};

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_DOMAIN_CLOCK_CONFIRMATION_H_
