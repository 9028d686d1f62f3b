package com.sealkloud.chat.vote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Event;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.Session;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/**
 * The Java of {@code src/docs/add-a-feature.md} is a feature: it compiles, runs, and uses what it
 * declares.
 */
@ExtendWith(Servers.class)
class FeatureExampleTests {

    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^(?:class|record) (\\w+)", Pattern.MULTILINE);
    private static final Pattern IMPORT =
            Pattern.compile("^import com\\.sealkloud\\.chat\\.(\\w+)\\.", Pattern.MULTILINE);
    private static final Pattern MODULE = Pattern.compile("\"(\\w+)\"");

    @Test
    void votesReachTheMembersAndNobodyElse() throws Exception {
        try (Chat chat = Servers.start(Mode.EMBEDDED_H2, "--spring.main.sources=" + components(compiled(blocks())));
                Session lena = chat.connect(chat.cast().lena());
                Session ravi = chat.connect(chat.cast().ravi());
                Session outsider = chat.connect(chat.cast().mona())) {
            String roomId = chat.as(lena.user())
                    .post("/rooms", Map.of("name", "team", "kind", "team", "memberIds", List.of(ravi.userId())))
                    .expect(201)
                    .text("roomId");
            lena.hearsRoom(roomId);
            lena.says("/app/room_message", Map.of("roomId", roomId, "content", "Lunch?"));
            long seq = lena.awaitsContent("Lunch?").seq();

            ravi.says("/app/vote", Map.of("conversationId", roomId, "seq", seq, "choice", "👍"));
            outsider.isRefused("/app/vote", Map.of("conversationId", roomId, "seq", seq, "choice", "👎"), "not_found");

            Event cast = lena.awaits("vote_cast");
            assertThat(cast.fields())
                    .containsExactlyInAnyOrder(
                            "type", "conversationId", "seq", "roomId", "messageSeq", "userId", "choice", "timestamp");
            assertThat(cast.text("choice")).isEqualTo("👍");
            assertThat(cast.number("messageSeq")).isEqualTo(seq);
            assertThat(chat.as(ravi.user())
                            .get("/conversations/" + roomId + "/events?after=" + seq)
                            .expect(200)
                            .list("items"))
                    .containsExactly(cast.json());
            assertThat(outsider.heard("vote_cast")).isEmpty();
        }
    }

    @Test
    void declaresThePackagesThatItUses() throws IOException {
        List<String> blocks = blocks();
        Set<String> used = blocks.stream()
                .flatMap(block -> IMPORT.matcher(block).results())
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        String declaration = blocks.stream()
                .filter(block -> block.contains("@ApplicationModule"))
                .findFirst()
                .orElseThrow();

        assertThat(MODULE.matcher(declaration).results().map(result -> result.group(1)))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("src/docs/add-a-feature.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** @return the folder of its classes */
    private static Path compiled(List<String> blocks) throws IOException {
        Path sources = Servers.newFolder();
        Path classes = Servers.newFolder();
        List<Path> files = new ArrayList<>();
        for (String block : blocks) {
            String name = TYPE.matcher(block)
                    .results()
                    .findFirst()
                    .map(type -> type.group(1))
                    .orElse("package-info");
            files.add(Files.writeString(sources.resolve(name + ".java"), block));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean isCompiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of(
                                "-parameters",
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(files))
                .call();
        assertThat(isCompiled).as("the page's code compiles").isTrue();
        return classes;
    }

    /**
     * Defines the classes in this package, as if they were compiled with the application.
     *
     * @return what Spring would find if it scanned them
     */
    private static String components(Path classes) throws IOException, IllegalAccessException {
        List<String> components = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .filter(path -> !path.endsWith("package-info.class"))
                    .toList()) {
                Class<?> type = MethodHandles.lookup().defineClass(Files.readAllBytes(file));
                if (AnnotatedElementUtils.hasAnnotation(type, Component.class)) {
                    components.add(type.getName());
                }
            }
        }
        return String.join(",", components);
    }
}
