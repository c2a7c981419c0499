#!/usr/bin/env bash
# Our stack on AWS emulators that others wrote: PyPI moto for DynamoDB, SQS and S3, and ElasticMQ (Maven Central) for SQS.
#   run.sh              the contracts of table and queue against each
#   run.sh demo         the whole demo on them too (minutes: moto answers one request after another)
source "$(dirname "$0")/../lib.sh"
here="$repo/test/outside/aws"
services=()
end_services() {
  for pid in "${services[@]}"; do kill "$pid" 2>/dev/null || true; done
  end_run
}
trap end_services EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
# until_up <port> <pid>
until_up() { until curl --silent --output /dev/null "http://127.0.0.1:$1/"; do kill -0 "$2"; read -r -t 0.2 <> <(:) || true; done; }

python_with "moto[server,dynamodb,sqs,s3]==5.2.5"
start_moto() {
  moto_port=$(free_port)
  "$python" "$here/moto-service.py" "$moto_port" >"$work/moto.log" 2>&1 &
  services+=($!)
  until_up "$moto_port" $!
}
mvn --quiet --batch-mode -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
start_elasticmq() {
  mq_port=$(free_port)
  cat >"$work/elasticmq.conf" <<CONF
include classpath("application.conf")
rest-sqs { enabled = true, bind-hostname = "127.0.0.1", bind-port = $mq_port, sqs-limits = strict }
rest-stats { enabled = false }
node-address { host = "127.0.0.1", port = $mq_port }
CONF
  java -Xmx256m -Dconfig.file="$work/elasticmq.conf" -cp "$(cat "$work/classpath")" org.elasticmq.server.Main >"$work/elasticmq.log" 2>&1 &
  services+=($!)
  until_up "$mq_port" $!
}
contracts() { (cd "$repo" && vitest run --config test/outside/aws/vitest.config.ts); }

start_moto
start_elasticmq
echo "moto for everything"
AWS_ENDPOINT_URL="http://127.0.0.1:$moto_port" contracts
echo "moto for DynamoDB and S3, ElasticMQ for SQS"
AWS_ENDPOINT_URL="http://127.0.0.1:$moto_port" AWS_ENDPOINT_URL_SQS="http://127.0.0.1:$mq_port" contracts
if [ "${1:-}" = demo ]; then
  start_moto
  cd "$repo"
  AWS_ENDPOINT_URL="http://127.0.0.1:$moto_port" AWS_ENDPOINT_URL_SQS="http://127.0.0.1:$mq_port" node local/demo/main.ts
fi
