package com.sealkloud.chat.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * A stream of a query keeps its connection until it is closed, also when it was read to its end:
 * outside of a transaction each one takes a connection from the pool for good.
 */
class OpenResultTests {

    private static final String SPRING = "org/springframework/jdbc/core/";

    @Test
    void noQueryIsAnsweredByAStream() throws IOException {
        Map<String, List<String>> callers = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("target/classes/com/sealkloud/chat"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                new ClassReader(Files.readAllBytes(file)).accept(new Calls(callers), ClassReader.SKIP_DEBUG);
            }
        }

        assertThat(callers).containsKeys("JdbcClient$MappedQuerySpec.list", "JdbcClient$MappedQuerySpec.optional");
        assertThat(callers)
                .doesNotContainKeys(
                        "JdbcClient$MappedQuerySpec.stream",
                        "JdbcTemplate.queryForStream",
                        "JdbcOperations.queryForStream",
                        "NamedParameterJdbcTemplate.queryForStream",
                        "NamedParameterJdbcOperations.queryForStream");
    }

    /** Collects who calls which method of Spring's JDBC classes. */
    private static final class Calls extends ClassVisitor {

        private final Map<String, List<String>> callers;
        private String caller = "";

        private Calls(Map<String, List<String>> callers) {
            super(SpringAsmInfo.ASM_VERSION);
            this.callers = callers;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            caller = name;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String method, String descriptor, boolean isInterface) {
                    if (owner.startsWith(SPRING)) {
                        String type = owner.substring(owner.lastIndexOf('/') + 1);
                        callers.computeIfAbsent(type + "." + method, key -> new ArrayList<>())
                                .add(caller);
                    }
                }
            };
        }
    }
}
