package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.HiddenRoles;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.api.Page;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.realtime.ListSearches;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users whom the caller may see. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private final UserViews views;
    private final DisabledUsers disabledUsers;
    private final ListSearches searches;

    UserController(UserViews views, DisabledUsers disabledUsers, ListSearches searches) {
        this.views = views;
        this.disabledUsers = disabledUsers;
        this.searches = searches;
    }

    /** The order that a client requests. */
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
            @RequestParam(required = false) @Nullable Boolean enabled,
            @RequestParam(defaultValue = "id") Sort sort,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        if (Boolean.FALSE.equals(enabled)) {
            Set<Role> roles = role == null ? EnumSet.allOf(Role.class) : Set.of(parseRole(role));
            Supplier<Page<UserView>> disabled =
                    () -> disabledUsers.page(Person.of(principal), query, roles, Page.idOf(cursor), limit);
            return query.isBlank() ? disabled.get() : searches.one(principal, disabled);
        }
        Person asker = Person.of(principal);
        Set<Role> roles = role == null
                ? EnumSet.complementOf(EnumSet.of(Role.SERVICE))
                : HiddenRoles.meantBy(asker, parseRole(role));
        PresenceStatus wanted = status == null ? null : parse(status);
        Supplier<Page<UserView>> find = sort == Sort.presence
                ? () -> views.ranked(asker, query, roles, wanted, cursor, limit)
                : () -> views.page(asker, query, roles, wanted, Page.idOf(cursor), limit);
        Page<UserView> page = query.isBlank() ? find.get() : searches.one(principal, find);
        return new Page<>(DisabledUsers.markedFor(asker, page.items()), page.nextCursor());
    }

    /** A user whom the caller would find in the list; for administrators also a disabled one. */
    @GetMapping("/{userId}")
    UserView one(Principal principal, @PathVariable String userId) {
        Person asker = Person.of(principal);
        return views.find(asker, userId)
                .map(user -> DisabledUsers.markedFor(asker, List.of(user)).get(0))
                .or(() -> disabledUsers.find(asker, userId))
                .orElseThrow(() -> Refusal.notFound("There is no such person."));
    }

    private static Role parseRole(String role) {
        return Role.named(role).orElseThrow(() -> Refusal.badRequest("There is no role " + role + "."));
    }

    private static PresenceStatus parse(String status) {
        try {
            return PresenceStatus.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("There is no status " + status + ".");
        }
    }
}
