// What the registry's events say there should be.

#ifndef MINGCE_CLI_STORE_REGISTRY_EVENTS_H_
#define MINGCE_CLI_STORE_REGISTRY_EVENTS_H_

#include <map>
#include <string>

#include "cli/store/look.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::cli::store {

class RegistryEvents {
 public:
  explicit RegistryEvents(const Look& look) : look_(look) {}

  // False for an event that says nothing known, or what cannot be.
  bool Take(const feed::v1::Event& event);
  // Of identities, what was said last counts.
  void End();

 private:
  const Look look_;
  std::map<std::string, std::string> blocks_;  // of identities that were ever blocked
};

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_REGISTRY_EVENTS_H_
