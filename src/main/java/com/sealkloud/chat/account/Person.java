package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * A user, as others see them and as the authenticated principal.
 *
 * @param userId unique and permanent, {@code [A-Za-z0-9_-]{1,64}}
 * @param userName the display name
 * @param picture the version of their picture, which is part of its address; null if they have none
 */
@JsonIncludeProperties({"userId", "userName", "userRole", "picture"})
public record Person(
        String userId,
        String userName,
        Role userRole,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String picture)
        implements Principal {

    private static final int VERSION_LENGTH = 12;

    public Person(String userId, String userName, Role userRole) {
        this(userId, userName, userRole, null);
    }

    /** @param pictureKey under which their picture is stored; null if they have none */
    public static Person shown(String userId, String userName, Role userRole, @Nullable String pictureKey) {
        return new Person(
                userId, userName, userRole, pictureKey == null ? null : pictureKey.substring(0, VERSION_LENGTH));
    }

    @Override
    public String getName() {
        return userId;
    }

    public boolean isStaff() {
        return userRole.isStaff();
    }

    public boolean isClient() {
        return userRole == Role.CLIENT;
    }

    public boolean isService() {
        return userRole == Role.SERVICE;
    }

    public boolean isAdmin() {
        return userRole == Role.ADMIN;
    }

    /** @return the user behind the principal of a request or frame */
    public static Person of(Principal principal) {
        if (principal instanceof Authentication authentication
                && authentication.getPrincipal() instanceof Person person) {
            return person;
        }
        throw new IllegalArgumentException("Not a person of this service: " + principal.getName());
    }
}
