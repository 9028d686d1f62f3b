package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What operators copy: the containers, the example of their settings, the recipes for proxies. */
class DeploymentTests {

    @Test
    void eachContainerHasFewRightsBoundedMemoryAndAFixedVersion() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(Path.of("docker-compose.yml")));
        Map<String, Object> services = SchemaComparison.map(file.get("services"));

        assertThat(services).containsOnlyKeys("app", "rabbitmq", "postgres");
        assertThat(services.values()).map(SchemaComparison::map).allSatisfy(service -> {
            assertThat(service)
                    .containsEntry("read_only", true)
                    .containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsKey("mem_limit");
            if (!service.containsKey("build")) {
                assertThat(service.get("image")).asString().matches("[a-z]+:[0-9]+\\.[0-9].*");
            }
        });
    }

    /** Other characters break the URL that has the password in it. */
    @Test
    void exampleMakesPasswordsOfHexadecimalDigits() throws IOException {
        assertThat(Files.readString(Path.of(".env.example")))
                .contains("od -An -tx1")
                .doesNotContain("base64");
    }

    @Test
    void recipesForProxiesForwardThePortAndLetFilesThrough() throws IOException {
        String operations = Files.readString(Path.of("src/docs/operations.md"));

        assertThat(operations)
                .contains(
                        "proxy_set_header X-Forwarded-Port $server_port;",
                        "client_max_body_size 26m;",
                        "proxy_request_buffering on;",
                        "http-request set-header X-Forwarded-Port",
                        "X-Forwarded-Port {port}");
    }
}
