package com.sealkloud.chat.presence;

import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.conversation.Page;
import com.sealkloud.chat.realtime.Refusal;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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

    /**
     * Pages by {@code userId}. Status is not in the directory; with {@code status} given, pages of people are looked through
     * until enough of that status are found.
     */
    @GetMapping
    Page<UserView> list(
            Principal principal,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        Set<Role> roles = role == null
                ? EnumSet.complementOf(EnumSet.of(Role.SERVICE))
                : Set.of(Role.named(role).orElseThrow(() -> Refusal.badRequest("There is no role " + role + ".")));
        PresenceStatus wanted = status == null ? null : parse(status);
        List<UserView> found = new ArrayList<>();
        String after = Page.idOf(cursor);
        while (found.size() <= limit) {
            List<UserView> page = views.page(Person.of(principal), query, roles, after, limit + 1);
            page.stream()
                    .filter(user -> wanted == null || user.status() == wanted)
                    .forEach(found::add);
            if (page.size() <= limit) {
                break;
            }
            after = page.get(page.size() - 1).userId();
        }
        List<UserView> items = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                items, found.size() > limit ? items.get(items.size() - 1).userId() : null);
    }

    private static PresenceStatus parse(String status) {
        try {
            return PresenceStatus.valueOf(status.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("There is no status " + status + ".");
        }
    }
}
