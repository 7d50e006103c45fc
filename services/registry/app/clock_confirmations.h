// ConfirmClock.

#ifndef MINGCE_SERVICES_REGISTRY_APP_CLOCK_CONFIRMATIONS_H_
#define MINGCE_SERVICES_REGISTRY_APP_CLOCK_CONFIRMATIONS_H_

#include <string>

#include "services/registry/app/register.h"
#include "services/registry/domain/clock_confirmation.h"

namespace mingce::registry {

// Confirms the clock from the event with the id `event` on; what is confirmed already is answered
// as it is. Errors: those of the RPC.
void ConfirmClock(const Register& parts, const Call& call, const std::string& event,
                  const std::string& document_number, Mutation mutation,
                  Done<ClockConfirmation> done);

}  // namespace mingce::registry

#endif  // MINGCE_SERVICES_REGISTRY_APP_CLOCK_CONFIRMATIONS_H_
