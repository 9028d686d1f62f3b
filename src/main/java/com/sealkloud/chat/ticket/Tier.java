package com.sealkloud.chat.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A line of support; a ticket begins at the first. */
public enum Tier {
    L1(Role.EMPLOYEE_L1),
    L2(Role.EMPLOYEE_L2),
    L3(Role.EMPLOYEE_L3);

    private final Role role;

    Tier(Role role) {
        this.role = role;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Tier parse(String wireName) {
        return Arrays.stream(values())
                .filter(tier -> tier.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no tier " + wireName));
    }

    /** @return the tier of people of this role; administrators belong to none */
    public static Optional<Tier> of(Role role) {
        return Arrays.stream(values()).filter(tier -> tier.role == role).findFirst();
    }

    public boolean isAbove(Tier other) {
        return compareTo(other) > 0;
    }

    /** @return the next tier above, nothing for the last one */
    public Optional<Tier> next() {
        return Arrays.stream(values()).filter(tier -> tier.isAbove(this)).findFirst();
    }

    /**
     * @return whether people of this role take tickets of this tier: those of the tier, of a higher
     *     one, and administrators
     */
    public boolean isServedBy(Role someone) {
        return someone == Role.ADMIN
                || of(someone).filter(tier -> !isAbove(tier)).isPresent();
    }
}
