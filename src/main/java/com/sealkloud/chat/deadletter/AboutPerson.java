package com.sealkloud.chat.deadletter;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.log.Naming;
import com.sealkloud.chat.text.NormalForm;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds what programs have sent about somebody: requests with their id in a field for people, or
 * with their name in a field for names. Users choose their names, and whoever calls themselves "of
 * the" must not take along what can still be carried out for others: so neither words nor names of
 * fields count. What is no JSON, or no longer, nobody can carry out: there, their id counts
 * wherever it stands in quotes, and a name of two words anywhere. A name of a letter or two counts
 * only where it is a field's whole value.
 */
final class AboutPerson {

    private static final int SHORTEST = 3;
    private static final String NAME = "Name";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
    private static final int IGNORING_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private final String userId;
    private final Naming naming;
    private final Pattern asValue;
    private final @Nullable Pattern inText;
    private final @Nullable Pattern asName;
    private final @Nullable Pattern inRawText;

    AboutPerson(AccountErased erased) {
        this.userId = erased.userId();
        this.naming = new Naming(userId);
        this.asValue = Pattern.compile(Pattern.quote('"' + userId + '"') + "(?!\\s*:)");
        String[] words = composed(erased.formerName()).strip().split("\\s+");
        String name = Arrays.stream(words).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        int length = Arrays.stream(words).mapToInt(String::length).sum();
        boolean isLongEnough = length >= SHORTEST;
        this.inText = isLongEnough && words.length > 1
                ? Pattern.compile("(?<![\\p{L}\\p{M}\\p{N}])" + name + "(?![\\p{L}\\p{M}\\p{N}])", IGNORING_CASE)
                : null;
        this.asName = length > 0 ? Pattern.compile("\\s*" + name + "\\s*", IGNORING_CASE) : null;
        this.inRawText =
                isLongEnough ? Pattern.compile("name\"\\s*:\\s*\"\\s*" + name + "\\s*\"", IGNORING_CASE) : null;
    }

    private static String composed(String text) {
        return NormalForm.of(text, Form.NFC);
    }

    boolean isIn(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isContainer()) {
                return naming.isIn(json) || hasTheirName(json);
            }
        } catch (JacksonException e) {
            // It is something else, or its end was cut off.
        }
        return isInRawText(composed(ESCAPED.matcher(text)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))))));
    }

    private boolean isInRawText(String text) {
        return asValue.matcher(text).find()
                || inText != null && inText.matcher(text).find()
                || inRawText != null && inRawText.matcher(text).find();
    }

    private boolean hasTheirName(JsonNode json) {
        return json.properties().stream().anyMatch(field -> isTheirName(json, field.getKey(), field.getValue()))
                || json.valueStream().anyMatch(this::hasTheirName);
    }

    /** What has the same name and another id is not about them. */
    private boolean isTheirName(JsonNode object, String field, JsonNode value) {
        if (asName == null || !field.endsWith(NAME) || !value.isString()) {
            return false;
        }
        JsonNode id = object.path(field.substring(0, field.length() - NAME.length()) + "Id");
        return !(id.isString() && !id.stringValue().equals(userId))
                && asName.matcher(composed(value.stringValue())).matches();
    }
}
