package com.sealkloud.chat.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What somebody logs in with. The password's bound keeps hashing cheap for whoever sends megabytes. */
record Credentials(
        @NotBlank @Size(max = 64) String username,
        @NotBlank @Size(max = LONGEST_PASSWORD) String password) {

    static final int LONGEST_PASSWORD = 200;

    /** Never the password: records print their components, and logs print records. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
