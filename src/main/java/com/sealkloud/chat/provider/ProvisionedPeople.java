package com.sealkloud.chat.provider;

import java.util.List;

/** Accounts that the identity provider has created before their users log in. */
public interface ProvisionedPeople {

    /** @param isDeleted whether the provider has deleted the user since */
    record Provisioned(String userId, boolean isDeleted) {}

    /**
     * @param subject what the provider's tokens call a user
     * @return everybody, deleted or not, whom the provider has called that
     */
    List<Provisioned> find(String subject);

    /** Whether the provider has created this user, or changed them, and has not deleted them. */
    boolean include(String userId);
}
