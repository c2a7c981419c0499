#!/usr/bin/env bash
# WxJava's channel module (Maven Central weixin-java-channel) against our sandbox; only the host is changed.
source "$(dirname "$0")/../lib.sh"
here="$repo/test/outside/wechat"
mvn --quiet --batch-mode -f "$here/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
javac -encoding UTF-8 -cp "$(cat "$work/classpath")" -d "$work/classes" "$here/Client.java"
start_sandbox wechat
java -Dfile.encoding=UTF-8 -cp "$work/classes:$(cat "$work/classpath")" Client "$SANDBOX"
