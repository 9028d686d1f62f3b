package com.sealkloud.chat.account;

import java.util.Locale;
import java.util.ResourceBundle;

/** The words of mails in one language, from {@code mail/words_….properties}. */
record MailWords(ResourceBundle bundle) {

    /** The server's own language must not matter. */
    private static final ResourceBundle.Control ONLY_THAT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static MailWords in(String language) {
        return new MailWords(ResourceBundle.getBundle("mail/words", Locale.forLanguageTag(language), ONLY_THAT));
    }

    /** @param value takes the place of {@code {}} */
    String text(String key, String value) {
        return text(key).replace("{}", value);
    }

    String text(String key) {
        return bundle.getString(key);
    }
}
