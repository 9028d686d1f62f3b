package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody is to the helpdesk; {@code wireName} is how the contract spells it. */
public enum Role {
    CLIENT("client"),
    EMPLOYEE_L1("employee_l1"),
    EMPLOYEE_L2("employee_l2"),
    EMPLOYEE_L3("employee_l3"),
    ADMIN("admin"),
    /** A program such as a ticket service; never shown as a person. */
    SERVICE("service");

    /** Everybody who works for the helpdesk. */
    public static final Set<Role> STAFF = EnumSet.of(EMPLOYEE_L1, EMPLOYEE_L2, EMPLOYEE_L3, ADMIN);

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    public boolean isStaff() {
        return STAFF.contains(this);
    }

    /** @return the role of that wire name, or nothing if there is none */
    public static Optional<Role> named(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }

    /** @return all wire names, for a message to somebody who has used another */
    static String names() {
        return Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    }
}
