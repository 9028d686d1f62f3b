package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The client of {@code src/test/node/chat}, an ordinary JavaScript client, chats on each server.
 */
class NodeClientTests extends EitherBroker {
    private static final Path SOURCES = Path.of("src/test/node/chat");
    private static final Path INSTALLED = Path.of("target/node-chat");
    private static final Pattern COUNT = Pattern.compile("^# (pass|fail) (\\d+)$", Pattern.MULTILINE);
    private static final Pattern PROGRAM = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

    @Test
    void passesItsTests() throws Exception {
        install();

        String output = run(Map.of("CHAT_URL", chat.url()), "node", "--test", "--test-reporter=tap", "chat.test.mjs");

        int passed = 0;
        int failed = 0;
        for (Matcher count = COUNT.matcher(output); count.find(); ) {
            if (count.group(1).equals("pass")) {
                passed = Integer.parseInt(count.group(2));
            } else {
                failed = Integer.parseInt(count.group(2));
            }
        }
        System.out.printf("Node client, %s: %d passed, %d failed%n", mode, passed, failed);
        assertThat(passed).as(output).isEqualTo(7);
        assertThat(failed).isZero();
    }

    /** Two people have copied it from {@code src/docs/first-client.md}. */
    @Test
    void theProgramOfTheDocumentationChats() throws Exception {
        install();
        Matcher program = PROGRAM.matcher(Files.readString(Path.of("src/docs/first-client.md")));
        assertThat(program.find()).isTrue();
        Files.writeString(INSTALLED.resolve("documented.mjs"), program.group(1));
        String content = "hello-" + newId();
        Path heard = INSTALLED.resolve("heard-" + mode);
        Files.writeString(heard, "");
        Process lena = start(heard, "lena", "carol");
        Process carol = start(INSTALLED.resolve("sent-" + mode), "carol", "lena");
        try (Writer typed = carol.outputWriter(StandardCharsets.UTF_8)) {
            // It does not catch up: what comes before it listens it does not show.
            await().pollInterval(Duration.ofSeconds(1)).until(() -> {
                typed.write(content + "\n");
                typed.flush();
                return Files.readAllLines(heard).contains("carol: " + content);
            });
        } finally {
            lena.destroyForcibly();
        }
        assertThat(carol.waitFor()).as("It ends when nothing is typed any more").isZero();
    }

    private Process start(Path output, String me, String other) throws IOException {
        return new ProcessBuilder(
                        "node", "documented.mjs", me, other, chat.url().replace("http://", ""))
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : new String[] {"package.json", "package-lock.json", "chat.test.mjs"}) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(INSTALLED.resolve("node_modules/ws"))) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(INSTALLED.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), output)
                .isZero();
        return output;
    }
}
