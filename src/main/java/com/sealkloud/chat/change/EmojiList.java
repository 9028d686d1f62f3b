package com.sealkloud.chat.change;

import com.sealkloud.chat.api.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The emoji of Unicode 17 that are recommended for general interchange ({@code RGI_Emoji} of UTS
 * 51), one a line in {@code emoji.txt}.
 */
@Component
class EmojiList {

    /** Asks for the coloured form; keyboards leave it out now and then. */
    private static final String PRESENTATION = "\uFE0F";

    private final Map<String, String> byPlainForm;

    EmojiList() {
        try (InputStream list = Objects.requireNonNull(EmojiList.class.getResourceAsStream("/emoji.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            this.byPlainForm =
                    lines.lines().collect(Collectors.toUnmodifiableMap(EmojiList::plain, Function.identity()));
        } catch (IOException e) {
            throw new IllegalStateException("The list of emoji cannot be read", e);
        }
    }

    /**
     * @return the emoji in its one full form
     * @throws Refusal {@code bad_request} if it is anything but one emoji
     */
    String require(String text) {
        String emoji = byPlainForm.get(plain(text));
        if (emoji == null) {
            throw Refusal.badRequest("emoji must be one emoji.");
        }
        return emoji;
    }

    private static String plain(String emoji) {
        return emoji.replace(PRESENTATION, "");
    }
}
