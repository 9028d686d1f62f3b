package com.sealkloud.chat.account;

/** Who must log in with a second factor; everybody may. */
public enum SecondFactorPolicy {
    OFF,
    STAFF,
    ALL;

    public boolean requires(Person person) {
        return !person.isService() && (this == ALL || this == STAFF && person.isStaff());
    }
}
