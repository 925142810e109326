"""Searches twice: with an expression that finds jobs, and with one that the API refuses."""

import sys

import openapi_client
from openapi_client.models import PaginationRequest, SearchRequest, SearchSuccess

configuration = openapi_client.Configuration(host=sys.argv[1])
with openapi_client.ApiClient(configuration) as client:
    api = openapi_client.OtaJobsApi(client)
    for expression in ["status = 'started'", "name = 'x'"]:
        pagination = PaginationRequest(pageNo=1, pageSize=5)
        request = SearchRequest(expression=expression, pagination=pagination)
        answer = api.search_ota_jobs("search", "o1", request).actual_instance
        if isinstance(answer, SearchSuccess):
            print(f"found {len(answer.data)} of {answer.pagination.total_size}")
        else:
            print(f"refused {answer.code.value}: {answer.msg}")
