package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.Page;
import com.sealkloud.chat.realtime.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The people whom the caller may see. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private final UserViews views;

    UserController(UserViews views) {
        this.views = views;
    }

    /** The order that a client asks for. */
    enum Sort {
        id,
        presence
    }

    @GetMapping
    Page<UserView> list(
            Principal principal,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "id") Sort sort,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Set<Role> roles = role == null
                ? EnumSet.complementOf(EnumSet.of(Role.SERVICE))
                : Set.of(Role.named(role).orElseThrow(() -> Refusal.badRequest("There is no role " + role + ".")));
        PresenceStatus wanted = status == null ? null : parse(status);
        return sort == Sort.presence
                ? views.ranked(Person.of(principal), query, roles, wanted, cursor, limit)
                : views.page(Person.of(principal), query, roles, wanted, cursor, limit);
    }

    private static PresenceStatus parse(String status) {
        try {
            return PresenceStatus.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("There is no status " + status + ".");
        }
    }
}
