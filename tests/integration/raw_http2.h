// A client that does on the wire what gRPC's own never would.

#ifndef MINGCE_TESTS_INTEGRATION_RAW_HTTP2_H_
#define MINGCE_TESTS_INTEGRATION_RAW_HTTP2_H_

#include <cstdint>
#include <memory>
#include <string>

#include "lib/rpc/tls.h"

namespace mingce::tests {

// One connection over mutual TLS. Not thread-safe.
class RawHttp2 {
 public:
  // Whether it gives the answers to its calls room to come.
  enum class Window { kUsual, kNone };

  // Connects to a port of loopback and says that it speaks HTTP/2; nullptr where that fails. A
  // server that refuses the certificate ends the connection a little later.
  static std::unique_ptr<RawHttp2> Connect(int port, const rpc::TlsFiles& certificate,
                                           Window window = Window::kUsual);
  ~RawHttp2();
  RawHttp2(const RawHttp2&) = delete;
  RawHttp2& operator=(const RawHttp2&) = delete;

  // Begins `times` calls of `path` and gives each up in the same breath ("rapid reset"). What the
  // server says meanwhile is read and thrown away. False once the connection has ended, or takes
  // nothing for some seconds.
  bool BeginAndReset(const std::string& path, int times);

  // Calls `path` with `message` `times` times, waiting three years for an answer, or whatever else
  // it says as its timeout.
  bool Begin(const std::string& path, const std::string& message, int times,
             const std::string& timeout = "99999999S");

  // Reads what came by now and answers pings, nothing else. False once the connection has ended.
  bool AnswerPings();

 private:
  struct Tls;
  explicit RawHttp2(std::unique_ptr<Tls> tls);
  bool Write(const std::string& bytes);

  bool ReadSome();

  const std::unique_ptr<Tls> tls_;
  std::string incoming_;         // read, and not looked at yet
  std::string remembered_path_;  // whose headers the server has
  std::uint32_t stream_ = 1;
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_RAW_HTTP2_H_
