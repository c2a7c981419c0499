#!/usr/bin/env bash
# The official Python SDK of the Suning open platform (PyPI suning-sdk) against our sandbox; only the host is changed.
source "$(dirname "$0")/../lib.sh"
python_with suning-sdk==1.0.0
start_sandbox suning
PYTHONPATH="$repo/test/outside" "$python" -W ignore "$repo/test/outside/suning/client.py"
