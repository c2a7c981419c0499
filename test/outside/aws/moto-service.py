"""DynamoDB, SQS and S3 of PyPI moto on one port: `moto-service.py <port>`. Says "listening" when it does.

Two faults of moto 5.2.5 are kept out of our way, since they say nothing about us: it changes its dictionaries under
its own iteration when two requests meet, and an order comparison of different types ends it (DynamoDB says false).
"""
import sys
import threading

from moto.dynamodb import comparisons
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

one_at_a_time = threading.Lock()
moto = DomainDispatcherApplication(create_backend_app)


def service(environ, start_response):
    """DynamoDB's requests in turn; SQS's side by side, since one that waits for messages would hold up all others."""
    if not environ.get("HTTP_X_AMZ_TARGET", "").startswith("DynamoDB"):
        return moto(environ, start_response)
    with one_at_a_time:
        return list(moto(environ, start_response))


def same_types_only(compare):
    def expr(self, item):
        try:
            return compare(self, item)
        except TypeError:
            return False

    return expr


for name in ("OpLessThan", "OpLessThanOrEqual", "OpGreaterThan", "OpGreaterThanOrEqual"):
    op = getattr(comparisons, name)
    op.expr = same_types_only(op.expr)


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        if str(code).startswith("5"):
            super().log_request(code, size)


server = make_server("127.0.0.1", int(sys.argv[1]), service, threaded=True, request_handler=Quiet)
print("listening", flush=True)
server.serve_forever()
