package com.sealkloud.chat.scim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user as SCIM shows it. What is absent is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScimUser(
        List<String> schemas,
        String id,
        @Nullable String externalId,
        String userName,
        Name name,
        String displayName,
        boolean active,
        @Nullable List<Email> emails,
        List<Granted> roles,
        Meta meta) {

    static final String MEDIA_TYPE = "application/scim+json";

    static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User";

    /** The type of the only address that an account has. */
    static final String WORK = "work";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Name(
            String formatted,
            @Nullable String givenName,
            @Nullable String familyName) {}

    record Email(String value, String type, boolean primary) {}

    /** @param value the role, as protocol.md names it, whatever the provider has called it */
    record Granted(String value, boolean primary) {}

    record Meta(String resourceType, Instant created, String location, String version) {}

    static ScimUser of(StoredUser user, String location) {
        String mail = user.mail();
        return new ScimUser(
                List.of(SCHEMA),
                user.userId(),
                user.externalId(),
                user.userName(),
                new Name(user.displayName(), user.givenName(), user.familyName()),
                user.displayName(),
                user.enabled(),
                mail == null ? null : List.of(new Email(mail, WORK, true)),
                List.of(new Granted(user.role().wireName(), true)),
                new Meta("User", user.createdAt(), location, user.version().value()));
    }
}
