package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    void definitionsOfTheBrokerSendEverythingToAReaderThatHasAPassword() throws Exception {
        assertThat(bindingOfTheReader("")).contains("\"routing_key\": \"none\"");
        assertThat(bindingOfTheReader("a password")).contains("\"routing_key\": \"#\"");
    }

    private static String bindingOfTheReader(String password) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder("broker/render-definitions");
        for (String account : List.of("RELAY", "SERVICE", "TICKET_SERVICE", "OPERATOR")) {
            script.environment().put("CHAT_" + account + "_PASSWORD", "x");
        }
        script.environment().put("CHAT_EVENT_READER_PASSWORD", password);
        Process process = script.start();
        String definitions = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(definitions).doesNotContain("${");
        return definitions
                .lines()
                .filter(line -> line.contains("\"destination\": \"event-reader.events\""))
                .collect(Collectors.joining());
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
