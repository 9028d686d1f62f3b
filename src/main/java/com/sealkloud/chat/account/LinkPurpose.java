package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody gets a link by which they set a password. */
enum LinkPurpose {
    /** Their first one. */
    INVITATION,
    /** Another one, for one that was forgotten. */
    RESET;

    /** Also the kind of mail, and a part of the address in the page. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
