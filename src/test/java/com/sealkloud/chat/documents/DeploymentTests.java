package com.sealkloud.chat.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Rounded as one writes it. */
    @Test
    void tableOfMemorySaysWhatTheImageGivesTheHeap() throws IOException {
        String operations = Files.readString(Path.of("src/docs/operations.md"));
        String share = only("MaxRAMPercentage=(\\d+)", Files.readString(Path.of("Dockerfile")));
        String composed = only("CHAT_MEMORY:-(\\d+)m", Files.readString(Path.of("docker-compose.yml")));
        List<MatchResult> rows = Pattern.compile(
                        "\\| ([0-9.]+ [MG]B)(?: with (\\d+) %| [^|]*)?\\s*\\| ([0-9.]+ [MG]B) \\|")
                .matcher(operations)
                .results()
                .toList();

        assertThat(operations).contains("gives the heap " + share + " % of the container");
        assertThat(rows).extracting(row -> row.group(1)).containsExactly("512 MB", composed + " MB", "2 GB");
        assertThat(rows)
                .extracting(row -> row.group(2))
                .containsExactly(null, null, only("Percentage=(\\d+)", operations));
        assertThat(rows).allSatisfy(row -> {
            int percent = Integer.parseInt(row.group(2) == null ? share : row.group(2));
            assertThat(megabytes(row.group(3)))
                    .as(row.group())
                    .isCloseTo(megabytes(row.group(1)) * percent / 100, withinPercentage(1));
        });
    }

    private static String only(String pattern, String text) {
        List<MatchResult> found =
                Pattern.compile(pattern).matcher(text).results().toList();
        assertThat(found).as(pattern).hasSize(1);
        return found.get(0).group(1);
    }

    private static double megabytes(String size) {
        return Double.parseDouble(size.substring(0, size.length() - 3)) * (size.endsWith("GB") ? 1024 : 1);
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
        String definitions = run(script);
        assertThat(definitions).doesNotContain("${");
        return definitions
                .lines()
                .filter(line -> line.contains("\"destination\": \"event-reader.events\""))
                .collect(Collectors.joining());
    }

    private static String run(ProcessBuilder script) throws IOException, InterruptedException {
        Process process = script.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    @Test
    void everyScriptIsLintedByDevelopersAndByTheWorkflow() throws Exception {
        List<String> scripts =
                run(new ProcessBuilder(".ci/lint-scripts", "--list")).lines().toList();

        assertThat(scripts)
                .contains("bin/rest.sh", "broker/start", "src/main/web/install", "src/test/fast-jar")
                .contains("src/examples/curl/ticket-service");
        try (Stream<Path> files = Files.list(Path.of("bin"))) {
            assertThat(scripts).containsAll(files.map(Path::toString).toList());
        }
        for (String caller : List.of("bin/check", ".github/workflows/build.yml")) {
            assertThat(Files.readString(Path.of(caller)))
                    .contains(".ci/lint-scripts")
                    .doesNotContain("shellcheck bin");
        }
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
