package com.sealkloud.chat.account;

import com.sealkloud.chat.mail.Letter;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** Builds the same content as text and as HTML. */
final class LetterText {

    private static final String BEGINNING = """
            <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>%s</title></head>
            <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1c1d22">
            <div style="max-width:560px">
            """;
    private static final String BUTTON = """
            <p><a href="%s" style="display:inline-block;padding:10px 18px;border-radius:8px;\
            background:#2f5bd7;color:#ffffff;text-decoration:none">%s</a></p>
            <p style="overflow-wrap:anywhere">%s</p>
            """;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    LetterText(String greeting) {
        paragraph(greeting);
    }

    LetterText paragraph(String words) {
        text.append(words).append("\n\n");
        html.append("<p>").append(escaped(words)).append("</p>\n");
        return this;
    }

    LetterText link(String label, String address) {
        text.append(label).append(":\n").append(address).append("\n\n");
        html.append(BUTTON.formatted(escaped(address), escaped(label), escaped(address)));
        return this;
    }

    Letter letter(String to, String language, String subject) {
        return new Letter(
                to,
                language,
                subject,
                text.toString().stripTrailing() + "\n",
                BEGINNING.formatted(language, escaped(subject)) + html + "</div></body></html>\n");
    }

    private static String escaped(String words) {
        return HtmlUtils.htmlEscape(words, StandardCharsets.UTF_8.name());
    }
}
