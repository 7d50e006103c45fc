"""Calls over mutual TLS with nothing of ours but the contracts: python3-grpcio and the messages
that protoc makes."""

import glob
import os
import subprocess
import sys
import tempfile

import grpc

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _make_messages():
    folder = tempfile.TemporaryDirectory(prefix="mingce-stubs-")
    protos = [os.path.relpath(p, os.path.join(ROOT, "proto"))
              for p in glob.glob(os.path.join(ROOT, "proto/**/*.proto"), recursive=True)
              if "/storage/" not in p]
    subprocess.run(["protoc", "--proto_path", os.path.join(ROOT, "proto"), "--python_out",
                    folder.name, *protos], check=True)
    sys.path.insert(0, folder.name)
    return folder  # goes when the program ends


_folder = _make_messages()

from mingce.feed.v1 import feed_pb2 as feed  # noqa: E402
from mingce.members.v1 import eligibility_pb2 as eligibility  # noqa: E402
from mingce.members.v1 import member_pb2 as member  # noqa: E402
from mingce.members.v1 import members_service_pb2 as members  # noqa: E402
from mingce.registry.v1 import campaign_pb2 as campaign  # noqa: E402
from mingce.registry.v1 import catalogue_service_pb2 as catalogue  # noqa: E402
from mingce.registry.v1 import organization_changes_pb2 as organizations  # noqa: E402
from mingce.registry.v1 import organization_pb2 as organization  # noqa: E402
from mingce.registry.v1 import organization_reads_pb2 as reads  # noqa: E402
from mingce.registry.v1 import registry_service_pb2 as registry  # noqa: E402
from mingce.registry.v1 import role_service_pb2 as roles  # noqa: E402
from mingce.reporting.v1 import reporting_service_pb2 as reporting  # noqa: E402
from mingce.type import finding_pb2 as finding  # noqa: E402
from mingce.type import status_pb2 as status  # noqa: E402

FEED = "/mingce.feed.v1.Feed/"
MEMBERS = "/mingce.members.v1.MembersService/"
REGISTRY = "/mingce.registry.v1.RegistryService/"
CATALOGUE = "/mingce.registry.v1.CatalogueService/"
ROLES = "/mingce.registry.v1.RoleService/"
REPORTING = "/mingce.reporting.v1.ReportingService/"

CLOCK_BEHIND = "CLOCK_BEHIND"  # the reason of a refusal

# A service that was killed is asked again at once, not after gRPC's second. The smallest back-off
# is how long a connection may take to be made.
OPTIONS = [("grpc.use_local_subchannel_pool", 1), ("grpc.initial_reconnect_backoff_ms", 50),
           ("grpc.min_reconnect_backoff_ms", 5000), ("grpc.max_reconnect_backoff_ms", 200),
           ("grpc.max_receive_message_length", 16 << 20)]


class Caller:
    """One identity's connection to one service. Thread-safe."""

    def __init__(self, address, ca, prefix):
        def read(path):
            with open(path, "rb") as pem:
                return pem.read()

        credentials = grpc.ssl_channel_credentials(read(ca), read(prefix + ".key.pem"),
                                                   read(prefix + ".crt.pem"))
        self.channel = grpc.secure_channel(address, credentials, options=OPTIONS)

    def call(self, method, request, answer, timeout=10, wait=False):
        """`wait`: until there is a connection. A client of this library that calls again and again
        without it never has one: nobody works on it between the calls."""
        return self.channel.unary_unary(
            method, request_serializer=type(request).SerializeToString,
            response_deserializer=answer.FromString)(request, timeout=timeout, wait_for_ready=wait)

    def close(self):
        self.channel.close()


def reason_of(error):
    """Why a call was refused, for programs (docs/api.md); "" where nobody of ours has said it."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for detail in status.Status.FromString(value).details:
                if detail.type_url.endswith("/google.rpc.ErrorInfo"):
                    return status.ErrorInfo.FromString(detail.value).reason
    return ""
