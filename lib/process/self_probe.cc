#include "lib/process/self_probe.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace mingce::process {
namespace {

std::string HostToProbe(absl::string_view listen) {
  absl::string_view host = listen.substr(0, listen.rfind(':'));
  absl::ConsumePrefix(&host, "[");
  absl::ConsumeSuffix(&host, "]");
  if (host.empty() || host == "0.0.0.0" || host == "*") return "127.0.0.1";
  return host == "::" ? "::1" : std::string(host);
}

// The bytes of the socket address of `host`:`port`; empty when it has none.
std::string Resolve(const std::string& host, int port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), absl::StrCat(port).c_str(), &hints, &found) != 0) return "";
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> address(found, &freeaddrinfo);
  return std::string(reinterpret_cast<const char*>(address->ai_addr), address->ai_addrlen);
}

}  // namespace

SelfProbe::SelfProbe(absl::string_view listen, int port, Pace pace)
    : address_(Resolve(HostToProbe(listen), port)), pace_(pace), since_(Steady::now()) {}

// A socket on its way to the address; -1 when there is none to be had. A connection that is refused
// shows when the socket is looked at; an address this machine has not says nothing of the service.
int SelfProbe::Connect() const {
  if (address_.empty()) return -1;
  const auto* to = reinterpret_cast<const sockaddr*>(address_.data());
  const int made = socket(to->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (made < 0) return -1;
  if (connect(made, to, static_cast<socklen_t>(address_.size())) == 0 || errno == EINPROGRESS ||
      errno == ECONNREFUSED) {
    return made;
  }
  close(made);
  return -1;
}

bool SelfProbe::Tick(Steady::time_point now) {
  if (socket_ < 0) {
    if (now - since_ >= pace_.between) Begin(now);
    return failed_ >= pace_.failures;
  }
  if (Answered()) {
    failed_ = 0;
    Hang();
    since_ = now;
  } else if (now - since_ >= pace_.patience) {
    ++failed_;
    Hang();
    since_ = now;
  }
  return failed_ >= pace_.failures;
}

void SelfProbe::Begin(Steady::time_point now) {
  socket_ = Connect();
  since_ = now;
}

// The other side has ended the connection: poll tells a hang-up once both have, and the end of what
// there is to read before.
bool SelfProbe::Answered() const {
  pollfd look{.fd = socket_, .events = POLLIN | POLLOUT, .revents = 0};
  if (poll(&look, 1, 0) <= 0) return false;
  if ((look.revents & POLLOUT) != 0) shutdown(socket_, SHUT_WR);  // again and again does no harm
  if ((look.revents & POLLIN) == 0) return false;
  char byte = 0;
  return recv(socket_, &byte, 1, 0) >= 0;
}

void SelfProbe::Hang() {
  if (socket_ >= 0) close(socket_);
  socket_ = -1;
}

}  // namespace mingce::process
