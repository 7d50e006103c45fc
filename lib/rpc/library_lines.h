// What libraries have to say: gRPC and protobuf write lines of their own to standard error.

#ifndef MINGCE_LIB_RPC_LIBRARY_LINES_H_
#define MINGCE_LIB_RPC_LIBRARY_LINES_H_

namespace mingce::rpc {

// From now on these lines are in the process's log, one JSON object each (lib/base/log.h): a peer
// can choose what stands in them, and may cause thousands a second. So of each place in a library's
// source the first line of an hour is written, and then how many followed it. Texts are cut after
// 300 bytes. For the whole process; thread-safe.
void LogLibraryLines();

}  // namespace mingce::rpc

#endif  // MINGCE_LIB_RPC_LIBRARY_LINES_H_
