package com.sealkloud.chat.account;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user's mail address, and the language of mails to them; null where it is not given.
 *
 * @param language of mails
 */
public record Contact(@Nullable String mail, @Nullable String language) {

    public static final Contact NONE = new Contact(null, null);

    /**
     * An address that each mail server takes. Only ASCII: others need servers with SMTPUTF8 on the
     * whole way. A dot stands between two other characters: no mail has another address.
     */
    public static final String MAIL =
            "(?!\\.|.*\\.[.@])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,180}[A-Za-z0-9])";

    /** The languages in which mails are written. */
    public static final String LANGUAGES = "de|en";

    /** Domains differ in case only by chance, and hardly any server tells apart its users so. */
    public static @Nullable String normal(@Nullable String mail) {
        return mail == null ? null : mail.toLowerCase(Locale.ROOT);
    }

    /** @return what of this is not so already; an empty address is none */
    public Contact besides(@Nullable String presentMail, @Nullable String presentLanguage) {
        return new Contact(
                mail == null || mail.equals(Objects.requireNonNullElse(presentMail, "")) ? null : mail,
                language == null || language.equals(presentLanguage) ? null : language);
    }
}
