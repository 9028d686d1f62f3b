package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.security.Principal;
import org.springframework.security.core.Authentication;

/**
 * A user, as others see them and as the authenticated principal.
 *
 * @param userId unique and permanent, {@code [A-Za-z0-9_-]{1,64}}
 * @param userName the display name
 */
@JsonIncludeProperties({"userId", "userName", "userRole"})
public record Person(String userId, String userName, Role userRole) implements Principal {

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
