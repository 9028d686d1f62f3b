package com.sealkloud.chat.attachment;

import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.text.Characters;
import com.sealkloud.chat.text.OneLine;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/** A file's name as its uploader gave it, cleaned. */
record FileName(String text) {

    private static final int LONGEST = 150;
    private static final int LONGEST_EXTENSION = 20;
    private static final Pattern LAST_DOTS = Pattern.compile("(?<![. ])[. ]++$");

    /** Also the marks that {@link OneLine} leaves, since names of people need them. */
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cf}\\p{Co}\\uFEFF]");

    private static final String NAMELESS = "file";

    /** @param contentDisposition the header of the upload (RFC 6266) */
    static FileName ofHeader(@Nullable String contentDisposition) {
        return of(parsed(contentDisposition));
    }

    private static @Nullable String parsed(@Nullable String header) {
        try {
            return header == null ? null : ContentDisposition.parse(header).getFilename();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("Content-Disposition is not valid (RFC 6266).");
        }
    }

    /** Keeps the last part of a path, without controls and direction marks. */
    static FileName of(@Nullable String given) {
        String path = given == null ? "" : given.replace('\\', '/');
        String line = OneLine.of(path.substring(path.lastIndexOf('/') + 1));
        String visible = UNSHOWN.matcher(line).replaceAll("").strip();
        return new FileName(isNothing(visible) ? NAMELESS : withoutLastDots(shortened(visible)));
    }

    private static boolean isNothing(String name) {
        return Characters.isBlank(name) || name.chars().allMatch(c -> c == '.');
    }

    /** As Windows writes it: {@code evil.hta.} would become {@code evil.hta} there. */
    private static String withoutLastDots(String name) {
        return LAST_DOTS.matcher(name).replaceFirst("");
    }

    private static String shortened(String name) {
        if (Characters.length(name) <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        return OneLine.of(name, LONGEST - Characters.length(extension)) + extension;
    }

    /** @return in lower case, without the dot; empty if it has none */
    String extension() {
        int dot = text.lastIndexOf('.');
        return dot < 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
