package com.sealkloud.chat.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What it was measured on, and which versions of what. */
final class Machine {

    private Machine() {}

    static Map<String, String> describe() {
        return new TreeMap<>(Map.of(
                "cores", String.valueOf(Runtime.getRuntime().availableProcessors()),
                "processor", output("sed", "-n", "s/^model name[^:]*: //p;T;q", "/proc/cpuinfo"),
                "memory", output("sed", "-n", "s/^MemTotal: *//p", "/proc/meminfo"),
                "kernel", output("uname", "-sr")));
    }

    static Map<String, String> versions() {
        return new TreeMap<>(Map.of(
                "Java", System.getProperty("java.version"),
                "Node.js", output("node", "--version"),
                "PostgreSQL", System.getProperty("bench.postgres", ""),
                "RabbitMQ", output("dpkg-query", "--show", "--showformat=${Version}", "rabbitmq-server"),
                "ejabberd", output("dpkg-query", "--show", "--showformat=${Version}", "ejabberd"),
                "ws", npm("ws"),
                "socket.io", npm("socket.io"),
                "pg", npm("pg"),
                "SealKloud Chat", output("git", "describe", "--always", "--dirty")));
    }

    /**
     * @return how many processes wanted to run during the last minute: what else is at work here
     */
    static String loadAverage() {
        return output("cut", "-d", " ", "-f1", "/proc/loadavg");
    }

    private static String npm(String name) {
        return output(
                "sed",
                "-n",
                "s/^  \"version\": \"\\(.*\\)\",/\\1/p",
                "src/bench/peers/node/node_modules/" + name + "/package.json");
    }

    private static String output(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException missing) {
            return "";
        }
    }
}
