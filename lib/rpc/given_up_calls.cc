#include "lib/rpc/given_up_calls.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace mingce::rpc {
namespace {

std::string Ipv4(const in_addr& address, in_port_t port) {
  char host[INET_ADDRSTRLEN] = "";
  inet_ntop(AF_INET, &address, host, sizeof(host));
  return absl::StrCat("ipv4:", host, ":", ntohs(port));
}

// As gRPC writes it, who also listens on IPv4 by a socket of IPv6.
std::string PeerOf(int socket) {
  sockaddr_storage address = {};
  socklen_t size = sizeof(address);
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return "";
  if (address.ss_family == AF_INET) {
    const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
    return Ipv4(ipv4.sin_addr, ipv4.sin_port);
  }
  if (address.ss_family == AF_INET6) {
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
    if (IN6_IS_ADDR_V4MAPPED(&ipv6.sin6_addr)) {
      in_addr within = {};
      std::memcpy(&within, &ipv6.sin6_addr.s6_addr[12], sizeof(within));
      return Ipv4(within, ipv6.sin6_port);
    }
    char host[INET6_ADDRSTRLEN] = "";
    inet_ntop(AF_INET6, &ipv6.sin6_addr, host, sizeof(host));
    return absl::StrCat("ipv6:%5B", host, "%5D:", ntohs(ipv6.sin6_port));
  }
  return "";
}

}  // namespace

bool GivenUpCalls::Account::Take(absl::Duration now, double forgiven_a_second) {
  if (now > at) left = std::min(kMost, left + absl::ToDoubleSeconds(now - at) * forgiven_a_second);
  at = now;
  if (left < 1) return false;
  --left;
  return true;
}

bool GivenUpCalls::Begin(absl::string_view caller, absl::Duration now) {
  MutexLock lock(&mu_);
  if (accounts_[caller].Take(now, kForgiven)) return true;
  ++refused_;
  said_.Say(std::string(caller), now);
  return false;
}

bool GivenUpCalls::BeginOther(absl::string_view caller, absl::Duration now) {
  MutexLock lock(&mu_);
  if (others_[caller].Take(now, kForgivenOfOthers)) return true;
  ++refused_;
  said_of_others_.Say(std::string(caller), now);
  return false;
}

bool GivenUpCalls::GiveBackUnread(absl::string_view caller, absl::Duration now) {
  {
    MutexLock lock(&mu_);
    if (!unread_[caller].Take(now, kForgivenOfOthers)) return false;
  }
  GiveBack(caller);
  return true;
}

void GivenUpCalls::GiveBack(absl::string_view caller) {
  MutexLock lock(&mu_);
  const auto found = accounts_.find(caller);
  if (found != accounts_.end()) found->second.left = std::min(kMost, found->second.left + 1);
}

bool GivenUpCalls::HasTooMany(absl::string_view caller) {
  MutexLock lock(&mu_);
  const auto found = accounts_.find(caller);
  return found != accounts_.end() && found->second.left < 1;
}

// gRPC gives no hold on a connection. It sees one that was disconnected as one that its peer has
// broken off. One that was only shut down would go on to be read: megabytes of calls may wait in
// it.
void GivenUpCalls::Cut(const std::string& peer) {
  const sockaddr nowhere = {.sa_family = AF_UNSPEC, .sa_data = {}};
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    int socket = -1;
    if (!absl::SimpleAtoi(entry.path().filename().string(), &socket)) continue;
    if (PeerOf(socket) != peer || connect(socket, &nowhere, sizeof(nowhere)) != 0) continue;
    ++cut_;
    return;
  }
}

}  // namespace mingce::rpc
