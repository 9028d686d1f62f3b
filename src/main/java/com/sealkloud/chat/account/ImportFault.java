package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a line of an import is refused. */
enum ImportFault {
    BAD_ID,
    BAD_NAME,
    UNKNOWN_ROLE,
    BAD_MAIL,
    UNKNOWN_LANGUAGE,
    DUPLICATE_ID,
    /** A spreadsheet would execute it. */
    FORMULA,
    /** The account is disabled, and an import does not enable it. */
    DISABLED,
    /** Administrators cannot take away their own role with a file. */
    OWN_ROLE,
    COLUMNS;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
