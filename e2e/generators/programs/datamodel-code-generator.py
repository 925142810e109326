"""Searches twice: with an expression that finds jobs, and with one that the API refuses."""

import sys
from urllib.request import Request, urlopen

from models import PaginationRequest, SearchRequest, SearchSuccess, ServiceFailure
from pydantic import TypeAdapter

answers = TypeAdapter(SearchSuccess | ServiceFailure)
address = sys.argv[1] + "/connect-service/v2.1/ota-jobs?action=search&orgId=o1"
for expression in ["status = 'started'", "name = 'x'"]:
    body = SearchRequest(expression=expression, pagination=PaginationRequest(pageNo=1, pageSize=5))
    request = Request(address, body.model_dump_json().encode(), {"content-type": "application/json"})
    with urlopen(request) as response:
        answer = answers.validate_json(response.read())
    if isinstance(answer, SearchSuccess):
        print(f"found {len(answer.data)} of {answer.pagination.totalSize}")
    else:
        print(f"refused {answer.code.value}: {answer.msg}")
