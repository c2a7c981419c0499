#!/usr/bin/env bash
# Two public clients of Pinduoduo's gateway (PyPI pddsdk and pdd-sdk) against our sandbox; only the host is changed.
source "$(dirname "$0")/../lib.sh"
python_with pddsdk==0.1.15 pdd-sdk==1.0.8 requests==2.34.2
start_sandbox pinduoduo
PYTHONPATH="$repo/test/outside" "$python" -W ignore "$repo/test/outside/pinduoduo/client.py"
