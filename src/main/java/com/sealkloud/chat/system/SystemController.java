package com.sealkloud.chat.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.cluster.NodeId;
import com.sealkloud.chat.cluster.NodeRegister;
import com.sealkloud.chat.cluster.NodeRegister.NodeView;
import com.sealkloud.chat.cluster.Release;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the service, as the node that is asked sees it, for administrators. */
@RestController
@PreAuthorize("hasAuthority('admin')")
class SystemController {

    /** Metrics that an administrator looks at first. */
    private static final List<String> SHOWN = List.of(
            "chat.sessions",
            "chat.sockets",
            "chat.events.unpublished",
            "chat.mail.waiting",
            "chat.webhook.waiting",
            "chat.push.waiting",
            "chat.dead.letters.kept",
            "chat.search.behind",
            "chat.frames.pending",
            "chat.http.threads",
            "chat.http.bodies.octets");

    private final NodeId node;
    private final HealthEndpoint health;
    private final MeterRegistry meters;
    private final JdbcTemplate jdbc;
    private final Release release;
    private final NodeRegister register;
    private final String broker;

    SystemController(
            NodeId node,
            HealthEndpoint health,
            MeterRegistry meters,
            JdbcTemplate jdbc,
            Release release,
            NodeRegister register,
            @Value("${chat.broker}") String broker) {
        this.node = node;
        this.health = health;
        this.meters = meters;
        this.jdbc = jdbc;
        this.release = release;
        this.register = register;
        this.broker = broker;
    }

    /**
     * @param node the node that has answered
     * @param broker {@code embedded} or {@code rabbitmq}
     * @param database product and version; absent if it does not answer
     * @param parts the health of each part: {@code up}, {@code down}, …
     * @param gauges some of the node's metrics
     * @param nodes all that run or have just died; empty while the database is away
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SystemView(
            String version,
            String node,
            Instant startedAt,
            String java,
            String broker,
            @Nullable String database,
            Map<String, String> parts,
            Map<String, Long> gauges,
            List<NodeView> nodes) {}

    @GetMapping("/api/v1/system")
    SystemView get() {
        return new SystemView(
                release.version(),
                node.name(),
                NodeRegister.startedAt(),
                String.valueOf(System.getProperty("java.version")),
                broker,
                database(),
                parts(),
                gauges(),
                nodes());
    }

    private List<NodeView> nodes() {
        try {
            return register.all();
        } catch (RuntimeException away) {
            return List.of();
        }
    }

    private @Nullable String database() {
        try {
            return jdbc.execute((ConnectionCallback<String>) connection -> {
                String product = connection.getMetaData().getDatabaseProductName();
                return product + " " + connection.getMetaData().getDatabaseProductVersion();
            });
        } catch (RuntimeException away) {
            return null;
        }
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        if (health.health() instanceof CompositeHealthDescriptor all && all.getComponents() != null) {
            all.getComponents().forEach((name, part) -> parts.put(name, status(part)));
        }
        return parts;
    }

    private static String status(HealthDescriptor part) {
        return part.getStatus().getCode().toLowerCase(Locale.ROOT);
    }

    private Map<String, Long> gauges() {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String name : SHOWN) {
            double sum = 0;
            for (Gauge gauge : meters.find(name).gauges()) {
                sum += gauge.value();
            }
            values.put(name, Math.round(sum));
        }
        return values;
    }
}
