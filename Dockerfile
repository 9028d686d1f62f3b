# The web client needs Node only while building; it is taken from its own image so that both versions can be chosen.
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
# In layers that change at different rates: an upgrade of the application alone ships a few megabytes.
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
# What machine code, threads and buffers need does not grow with the container, so each has a bound of its own, and the heap gets a
# share that leaves them room in the smallest container that is recommended (operations.md, Memory). Set it to other flags to
# override these.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=42 -XX:MaxDirectMemorySize=48m -XX:ReservedCodeCacheSize=64m -Xss512k \
-XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError" MALLOC_ARENA_MAX=2
# The process is number 1 of its container, so that `docker stop` reaches it and it can drain its connections.
ENTRYPOINT ["java", "-jar", "sealkloud-chat.jar"]
