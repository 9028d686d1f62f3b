package com.sealkloud.chat.account;

/** Who must log in with a second factor; everybody may. */
enum SecondFactorPolicy {
    OFF,
    STAFF,
    ALL;

    boolean requires(Person person) {
        return !person.isService() && (this == ALL || this == STAFF && person.isStaff());
    }
}
