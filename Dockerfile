# The web client needs Node for the build only; its own image lets both versions be chosen.
FROM node:24-bookworm-slim AS node

FROM maven:3-eclipse-temurin-25 AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
WORKDIR /build
COPY pom.xml ./
COPY src ./src
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    mvn -B -ntp -DskipTests package
# Layers that change at different rates: an upgrade of the application transfers a few megabytes.
RUN java -Djarmode=tools -jar target/sealkloud-chat.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --home-dir /var/lib/sealkloud-chat --create-home \
    --shell /usr/sbin/nologin chat
WORKDIR /opt/sealkloud-chat
COPY --from=build /build/extracted/dependencies/ ./
COPY --from=build /build/extracted/spring-boot-loader/ ./
COPY --from=build /build/extracted/snapshot-dependencies/ ./
COPY --from=build /build/extracted/application/ ./
USER chat
ENV CHAT_PORT=3002 CHAT_DATA=/var/lib/sealkloud-chat
VOLUME /var/lib/sealkloud-chat
EXPOSE 3002
# The image has neither curl nor wget, but bash.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", "\
  exec 3<>/dev/tcp/127.0.0.1/$CHAT_PORT && \
  printf 'GET /actuator/health/liveness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && \
  read -r -t 4 line <&3 && [[ $line == *' 200'* ]]"]
# Memory for machine code, threads and buffers does not depend on the size of the container, so each
# has a limit of its own. The share of the heap leaves them room in the smallest recommended
# container (operations.md, Memory). Set the variable to override these flags.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=42 -XX:MaxDirectMemorySize=48m -XX:ReservedCodeCacheSize=64m -Xss512k \
-XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError" MALLOC_ARENA_MAX=2
# The process has pid 1 in its container, so that `docker stop` reaches it and it can drain.
ENTRYPOINT ["java", "-jar", "sealkloud-chat.jar"]
