package com.sealkloud.chat.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory that the image's own options leave to a node ({@code Dockerfile}). */
final class Container {
    private static final Pattern OPTIONS = Pattern.compile("JDK_JAVA_OPTIONS=\"([^\"]*)\"");

    /** Of later versions of Java only; they save memory, so without them less is left. */
    private static final List<String> LATER = List.of("-XX:+UseCompactObjectHeaders");

    private Container() {}

    /** @return the options of a virtual machine in a container of this size */
    static List<String> optionsFor(int megabytes) {
        try {
            Matcher image = OPTIONS.matcher(Files.readString(Path.of("Dockerfile")));
            if (!image.find()) {
                throw new IllegalStateException("The Dockerfile has no JDK_JAVA_OPTIONS");
            }
            List<String> options = new ArrayList<>(
                    Arrays.asList(image.group(1).replace("\\\n", "").split(" +")));
            options.removeAll(LATER);
            options.add("-XX:MaxRAM=" + megabytes + "m");
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
