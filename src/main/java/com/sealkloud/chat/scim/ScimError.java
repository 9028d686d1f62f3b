package com.sealkloud.chat.scim;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sealkloud.chat.text.Characters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a refusal.
 *
 * @param status a string, as RFC 7644 wants it
 * @param scimType the cause, for programs
 * @param detail the cause, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScimError(
        List<String> schemas,
        String status,
        @Nullable String scimType,
        @Nullable String detail) {

    /** What a caller has made up is not sent back in full. */
    private static final int LONGEST_DETAIL = 500;

    static ScimError of(int status, @Nullable String scimType, @Nullable String detail) {
        return new ScimError(
                List.of("urn:ietf:params:scim:api:messages:2.0:Error"),
                String.valueOf(status),
                scimType,
                detail == null ? null : Characters.shortened(detail, LONGEST_DETAIL));
    }
}
