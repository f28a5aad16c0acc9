FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml ./
COPY src/main ./src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -Dmaven.test.skip=true package
RUN java -Djarmode=tools -jar target/beckon-*.jar extract --layers --destination target/layers \
    && mv target/layers/application/beckon-*.jar target/layers/application/beckon.jar

FROM eclipse-temurin:25-jre
WORKDIR /app
RUN mkdir -p /var/lib/beckon && chown 10001:10001 /var/lib/beckon
COPY --from=build /src/target/layers/dependencies/ ./
COPY --from=build /src/target/layers/spring-boot-loader/ ./
COPY --from=build /src/target/layers/snapshot-dependencies/ ./
COPY --from=build /src/target/layers/application/ ./
USER 10001:10001
ENV BECKON_SNAPSHOT_DIR=/var/lib/beckon
VOLUME /var/lib/beckon
EXPOSE 8080 8081
# Bash alone asks for readiness, so that the base image need not have curl.
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200'"]
# Whatever outlives a collection is part of a view and stays: copying it again would only lengthen the pauses, as would
# touching memory for the first time or looking for it in small pages. Nor does a pause look through all compiled code for what
# is of use no more.
# The compiler and what nobody waits for give way to answers (nice 10), and whoever runs this, nothing has precedence over them.
ENTRYPOINT ["java", "-XX:+UseG1GC", "-XX:NewRatio=29", "-XX:MaxTenuringThreshold=0", "-XX:+UseCompactObjectHeaders", \
    "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch", "-XX:-ClassUnloadingWithConcurrentMark", \
    "-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10", "-XX:JavaPriority9_To_OSPriority=0", \
    "-XX:JavaPriority1_To_OSPriority=10", \
    "-XX:InitialRAMPercentage=70", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "-jar", "beckon.jar"]
