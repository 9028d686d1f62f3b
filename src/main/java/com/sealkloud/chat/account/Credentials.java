package com.sealkloud.chat.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** User name and password of a login. The password's limit keeps hashing cheap. */
record Credentials(
        @NotBlank @Size(max = 64) String username,
        @NotBlank @Size(max = LONGEST_PASSWORD) String password) {

    static final int LONGEST_PASSWORD = 200;

    /** Without the password: records print their components, and logs print records. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
