package com.sealkloud.chat.provider;

import java.util.Optional;

/** Accounts that the identity provider has created before their users log in. */
public interface ProvisionedPeople {

    /**
     * @param subject what the provider's tokens call a user
     * @return the id of the only account that was created for this user, if there is one
     */
    Optional<String> find(String subject);
}
