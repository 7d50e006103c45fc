#!/usr/bin/env python3
"""A client with nothing of ours but the contracts: Debian's python3-grpcio and protoc's messages.

  independent_client.py STUBS PROFILE

Reads an organisation and the county's attainment over mutual TLS; prints them as JSON.
"""

import json
import os
import sys

sys.path.insert(0, sys.argv[1])

import grpc  # noqa: E402
from mingce.members.v1 import members_service_pb2 as members  # noqa: E402
from mingce.registry.v1 import organization_pb2  # noqa: E402
from mingce.registry.v1 import organization_reads_pb2 as reads  # noqa: E402
from mingce.reporting.v1 import reporting_service_pb2 as reporting  # noqa: E402

PROFILE = sys.argv[2]


def channel(service, certificate=None):
    with open(PROFILE, encoding="utf-8") as f:
        profile = json.load(f)

    def read(key):
        path = os.path.join(os.path.dirname(PROFILE), profile[key])
        if certificate is not None and key != "ca":
            path = path.replace("officer", certificate)
        with open(path, "rb") as pem:
            return pem.read()

    credentials = grpc.ssl_channel_credentials(read("ca"), read("key"), read("cert"))
    return grpc.secure_channel(profile[service], credentials)


def call(to, method, request, answer):
    return to.unary_unary(method, request_serializer=type(request).SerializeToString,
                          response_deserializer=answer.FromString)(request, timeout=10)


found = call(channel("registry"), "/mingce.registry.v1.RegistryService/SearchOrganizations",
             reads.SearchOrganizationsRequest(query="县教育工会"),
             reads.SearchOrganizationsResponse)
organization = call(channel("registry"), "/mingce.registry.v1.RegistryService/GetOrganization",
                    reads.GetOrganizationRequest(name=found.matches[0].organization.name),
                    organization_pb2.Organization)
table = call(channel("reporting"), "/mingce.reporting.v1.ReportingService/GetAttainment",
             reporting.GetAttainmentRequest(campaign="campaigns/taoyuan-2019"),
             reporting.Attainment)
try:
    call(channel("members", certificate="benefits"),
         "/mingce.members.v1.MembersService/ListMembers",
         members.ListMembersRequest(organization=organization.name), members.ListMembersResponse)
    refused = "not refused"
except grpc.RpcError as error:
    refused = error.code().name
names = [organization.union_name, organization.union_short_name, *organization.aliases]
print(json.dumps({"organization": "县教育工会" if "县教育工会" in names else organization.union_name,
                  "target": table.county.target,
                  "counted": table.county.counts.counted,
                  "refused": refused}))
