package com.sealkloud.chat.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A user's role in the helpdesk; {@code wireName} is its name in the protocol. */
public enum Role {
    CLIENT("client"),
    EMPLOYEE_L1("employee_l1"),
    EMPLOYEE_L2("employee_l2"),
    EMPLOYEE_L3("employee_l3"),
    ADMIN("admin"),
    /** A program such as a ticket service; never listed as a user. */
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

    /** @return all wire names, for the message about an unknown one */
    public static String names() {
        return Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    }
}
