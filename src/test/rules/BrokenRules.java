import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Breaks each rule of {@code rules.txt} in the compiled classes, and runs the tests behind it. */
class BrokenRules {

    private static final Path RULES = Path.of("src/test/rules/rules.txt");
    private static final Path SOURCES = Path.of("src/main/java/com/sealkloud/chat");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path BROKEN = Path.of("target/rules");
    private static final String NONE = "no test ran";

    private record Rule(String name, String file, String without, String with, String tests) {

        static Rule of(String block) {
            Map<String, String> fields = new TreeMap<>();
            for (String line : block.strip().split("\n")) {
                fields.put(line.split(" ")[0], line.replaceFirst("^\\S+ *", "").replace("\\n", "\n"));
            }
            return new Rule(
                    fields.get("rule"),
                    fields.get("file"),
                    fields.get("without"),
                    fields.getOrDefault("with", ""),
                    fields.get("tests"));
        }

        Path source() {
            return SOURCES.resolve(file);
        }
    }

    public static void main(String... numbers) throws IOException {
        List<Rule> rules = Arrays.stream(Files.readString(RULES).split("\n\n"))
                .map(block -> block.replaceAll("(?m)^#.*\n?", ""))
                .filter(block -> !block.isBlank())
                .map(Rule::of)
                .toList();
        List<Integer> wanted = Arrays.stream(numbers).map(Integer::valueOf).toList();
        boolean isEachNoticed = true;
        for (int i = 0; i < rules.size(); i++) {
            if (wanted.isEmpty() || wanted.contains(i + 1)) {
                isEachNoticed &= isNoticed(i + 1, rules.get(i));
            }
        }
        System.exit(isEachNoticed ? 0 : 1);
    }

    private static boolean isNoticed(int number, Rule rule) throws IOException {
        Path broken = BROKEN.resolve("source").resolve(rule.source().getFileName());
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, broken(rule));
        Path kept = BROKEN.resolve("classes");
        copy(classesOf(rule, CLASSES), kept);
        Thread restoring = new Thread(() -> copy(classesOf(rule, kept), CLASSES));
        Runtime.getRuntime().addShutdownHook(restoring);
        try {
            compile(broken);
            Path log = BROKEN.resolve(number + ".log");
            int status = run(log, List.of("mvn", "-B", "-ntp", "surefire:test", "-Dtest=" + rule.tests()));
            boolean isNoticed = status != 0 && !summary(log).equals(NONE);
            System.out.println((isNoticed ? "noticed      " : "NOT NOTICED  ") + number + ". " + rule.name() + " ("
                    + rule.tests() + ": " + summary(log) + ")");
            return isNoticed;
        } finally {
            restoring.run();
            Runtime.getRuntime().removeShutdownHook(restoring);
        }
    }

    private static String broken(Rule rule) throws IOException {
        String code = Files.readString(rule.source());
        if (code.split(Pattern.quote(rule.without()), -1).length != 2) {
            throw new IllegalStateException(rule.source() + " does not have once: " + rule.without());
        }
        return code.replace(rule.without(), rule.with());
    }

    /** The class of the rule and those within it. */
    private static List<Path> classesOf(Rule rule, Path root) {
        String name = rule.source().getFileName().toString().replace(".java", "");
        Path folder = root.resolve("com/sealkloud/chat").resolve(rule.file()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "(\\$.*)?\\.class"))
                    .map(root::relativize)
                    .map(root::resolve)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(List<Path> files, Path to) {
        try {
            for (Path file : files) {
                Path root = file.startsWith(CLASSES) ? CLASSES : BROKEN.resolve("classes");
                Path target = to.resolve(root.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path source) throws IOException {
        String classpath = CLASSES + ":" + Files.readString(Path.of("target/rules.classpath")).strip();
        Path log = BROKEN.resolve("javac.log");
        int status = run(
                log,
                List.of(
                        "javac", "-nowarn", "-proc:none", "-parameters", "-g", "--release", "17", "-d",
                        CLASSES.toString(), "-cp", classpath, source.toString()));
        if (status != 0) {
            throw new IllegalStateException("The broken code does not compile, see " + log);
        }
    }

    private static int run(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw new IllegalStateException(e);
        }
    }

    private static String summary(Path log) throws IOException {
        // Tests write what they like, in whatever encoding.
        try (Stream<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines()) {
            return lines.filter(line -> line.contains("Tests run:"))
                    .reduce((one, other) -> other)
                    .map(line -> line.replaceFirst("^.*?Tests run", "Tests run"))
                    .orElse(NONE);
        }
    }
}
