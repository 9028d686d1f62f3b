package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.account.AccountErased;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what programs have sent about somebody, in whatever form: by the id, and by the name. Users
 * choose their names, and whoever calls themselves "e" or "the" must not take other people's
 * letters along: a name of two words is found anywhere, a single word where a name is expected, and
 * one of a letter or two nowhere.
 */
final class AboutPerson {

    private static final int SHORTEST = 3;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final int IGNORING_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final String userId;
    private final String quotedId;
    private final @Nullable Pattern inText;
    private final @Nullable Pattern asName;
    private final @Nullable Pattern inRawText;

    AboutPerson(AccountErased erased) {
        this.userId = erased.userId();
        this.quotedId = '"' + userId + '"';
        String[] words = composed(erased.formerName()).strip().split("\\s+");
        String name = Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        int length = Arrays.stream(words).mapToInt(String::length).sum();
        boolean isLongEnough = length >= SHORTEST;
        this.inText = isLongEnough && words.length > 1
                ? Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])" + name + "(?![\\p{L}\\p{M}\\p{N}])", IGNORING_CASE)
                : null;
        this.asName = isLongEnough ? Pattern.compile("\\s*" + name + "\\s*", IGNORING_CASE) : null;
        this.inRawText =
                isLongEnough ? Pattern.compile("name\"\\s*:\\s*\"\\s*" + name + "\\s*\"", IGNORING_CASE) : null;
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    boolean isIn(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isContainer()) {
                return isIn(json, "");
            }
        } catch (JacksonException e) {
            // It is something else, or its end was cut off.
        }
        String unescaped = composed(ESCAPED.matcher(text)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16)))));
        return isInText(unescaped)
                || inRawText != null && inRawText.matcher(unescaped).find();
    }

    private boolean isIn(JsonNode json, String field) {
        if (json.isString()) {
            String text = composed(json.stringValue());
            return text.equals(userId)
                    || isInText(text)
                    || asName != null
                            && field.toLowerCase(Locale.ROOT).endsWith("name")
                            && asName.matcher(text).matches();
        }
        return json.isObject()
                ? json.propertyStream()
                        .anyMatch(inner -> inner.getKey().equals(userId) || isIn(inner.getValue(), inner.getKey()))
                : json.valueStream().anyMatch(element -> isIn(element, field));
    }

    private boolean isInText(String text) {
        return text.contains(quotedId) || inText != null && inText.matcher(text).find();
    }
}
