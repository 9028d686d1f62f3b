package com.sealkloud.chat.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
