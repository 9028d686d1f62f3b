package com.sealkloud.chat.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A script of an administrator.
 *
 * @param path such as {@code bin/audit}
 */
public record Script(Chat chat, User admin, String path) {

    /** @return what it has written; fails if its exit code is another one */
    public String endsWith(int code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("CHAT_URL", chat.url(), "CHAT_TOKEN", admin.token()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
