package com.sealkloud.chat.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * User name and password of a login. The password's limit keeps hashing cheap.
 *
 * @param code of an authenticator app, or a recovery code
 */
record Credentials(
        @NotBlank @Size(max = 64) String username,
        @NotBlank @Size(max = LONGEST_PASSWORD) String password,
        @Nullable @Pattern(regexp = CODE) String code) {

    static final int LONGEST_PASSWORD = 200;
    static final String CODE = OneTimeCodes.PATTERN + "|" + RecoveryCodes.PATTERN;

    /** Without the password: records print their components, and logs print records. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
