"""Searches OTA jobs through the vendor's SDK, as its own samples do: search.py URL ACCESS_KEY SECRET_KEY [BODY]."""

import json
import sys

from poseidon import poseidon

url, access_key, secret_key, *body = sys.argv[1:]
answer = poseidon.urlopen(access_key, secret_key, url, json.loads(body[0]) if body else None)
print(json.dumps(answer))
