# One image for the four services: docker run … dsel <ingest-service|aggregator-streams|indexer-sink|query-gateway>
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /dsel
COPY . .
ARG SERVICES=ingest-service,aggregator-streams,indexer-sink,query-gateway
RUN mvn -q -B -DskipTests -pl "$SERVICES" -am package dependency:copy-dependencies \
      -DincludeScope=runtime -DoutputDirectory='${project.build.directory}/lib' \
 && for service in $(echo "$SERVICES" | tr , ' '); do \
      mkdir -p "/out/$service" && cp "$service"/target/lib/*.jar "$service"/target/"$service"-*.jar "/out/$service/"; \
    done

FROM eclipse-temurin:21-jre
RUN useradd --system --home-dir /var/lib/dsel --create-home dsel
COPY --from=build /out /opt/dsel
COPY docker/entrypoint /usr/local/bin/dsel-service
COPY docker/healthy /usr/local/bin/healthy
USER dsel
VOLUME /var/lib/dsel
ENTRYPOINT ["dsel-service"]
