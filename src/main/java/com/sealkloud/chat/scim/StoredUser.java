package com.sealkloud.chat.scim;

import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.EntityTag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user whom SCIM sees: everybody with an account but programs, erased and deleted ones.
 *
 * @param userName as the provider names this user; the id of an account that it has not touched
 * @param displayName what others see
 */
record StoredUser(
        String userId,
        String userName,
        @Nullable String externalId,
        @Nullable String givenName,
        @Nullable String familyName,
        String displayName,
        Role role,
        @Nullable String mail,
        boolean enabled,
        Instant createdAt) {

    /** Of all that SCIM shows, which is what this record has. */
    EntityTag version() {
        return EntityTag.of(toString());
    }
}
