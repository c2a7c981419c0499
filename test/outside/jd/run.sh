#!/usr/bin/env bash
# Two public clients of JD's gateway (PyPI jd-sdk and pyjos) against our sandbox; only the host is changed.
source "$(dirname "$0")/../lib.sh"
python_with jd-sdk==1.1.1 pyjos==0.1.1 requests==2.34.2 six==1.17.0
start_sandbox jd
PYTHONPATH="$repo/test/outside" "$python" -W ignore "$repo/test/outside/jd/client.py"
