// The two streams that reporting follows.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_FEED_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_FEED_H_

#include <array>
#include <cstddef>

#include "absl/strings/string_view.h"

namespace mingce::reporting {

enum class Feed { kRegistry = 0, kMembers = 1 };

inline constexpr std::array<Feed, 2> kFeeds = {Feed::kRegistry, Feed::kMembers};

// The feed's name in keys, logs and metrics. On disk: never changes.
constexpr absl::string_view FeedName(Feed feed) {
  return feed == Feed::kRegistry ? "registry" : "members";
}

// The feed's place in an array of one value a feed.
constexpr std::size_t IndexOf(Feed feed) { return static_cast<std::size_t>(feed); }

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_FEED_H_
