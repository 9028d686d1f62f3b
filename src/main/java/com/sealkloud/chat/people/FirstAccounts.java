package com.sealkloud.chat.people;

import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.IdentityProviders;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.login.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Ensures at the start that somebody can log in: demo accounts, the configured administrator, or
 * users of a provider.
 */
@Component
class FirstAccounts implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FirstAccounts.class);

    private final AccountService service;
    private final AccountRepository accounts;
    private final DemoPeople demoPeople;
    private final Administrators administrators;
    private final AccountProperties properties;
    private final IdentityProviders identityProviders;
    private final boolean isByDefault;

    FirstAccounts(
            AccountService service,
            AccountRepository accounts,
            DemoPeople demoPeople,
            Administrators administrators,
            AccountProperties properties,
            IdentityProviders identityProviders,
            @Value("${embedded.demo-by-default:false}") boolean isByDefault) {
        this.service = service;
        this.accounts = accounts;
        this.demoPeople = demoPeople;
        this.administrators = administrators;
        this.properties = properties;
        this.identityProviders = identityProviders;
        this.isByDefault = isByDefault;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (properties.demo()) {
            if (isByDefault && accounts.count() > 0 && !demoPeople.logInWithPublishedPassword()) {
                throw AccountsRefusedException.unwantedDemo();
            }
            demoPeople.admit(properties.demoData());
        } else {
            demoPeople.forgetPasswords();
        }
        createAdministrator();
        if (accounts.count() == 0 && !identityProviders.exist()) {
            throw AccountsRefusedException.nobodyCanLogIn();
        }
        if (!administrators.exist()) {
            log.warn("There is no enabled administrator who can log in, so nobody can manage accounts. Restart with"
                    + " CHAT_ADMIN_PASSWORD, and with CHAT_ADMIN_USERID naming an account that does not exist yet, to"
                    + " create one");
        }
    }

    private void createAdministrator() {
        String password = properties.admin().password();
        String userId = properties.admin().userId();
        if (password == null || password.isEmpty()) {
            return;
        }
        if (password.length() > Credentials.LONGEST_PASSWORD) {
            // Checked here, because an invalid property is reported with its value.
            throw new IllegalStateException("CHAT_ADMIN_PASSWORD is longer than the " + Credentials.LONGEST_PASSWORD
                    + " characters that a log-in takes");
        }
        if (service.create(new Person(userId, userId, Role.ADMIN), password).isPresent()) {
            log.info("The administrator {} was created, with the password of CHAT_ADMIN_PASSWORD", userId);
        }
    }
}
