package com.sealkloud.chat.account;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** Sees to it at the start that somebody can log in: the demo people, the configured administrator, or a provider's. */
@Component
class FirstAccounts implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FirstAccounts.class);

    private static final String DEMO_PASSWORD = "chat-demo";

    private static final List<Person> DEMO_PEOPLE = List.of(
            new Person("carol", "carol", Role.CLIENT),
            new Person("dave", "dave", Role.CLIENT),
            new Person("lena", "lena", Role.EMPLOYEE_L1),
            new Person("ravi", "ravi", Role.EMPLOYEE_L2),
            new Person("mona", "mona", Role.EMPLOYEE_L3),
            new Person("ada", "ada", Role.ADMIN),
            new Person("ticket-service", "ticket-service", Role.SERVICE));

    private final AccountService service;
    private final AccountRepository accounts;
    private final AccountProperties properties;
    private final ObjectProvider<JwtDecoder> identityProvider;

    FirstAccounts(
            AccountService service,
            AccountRepository accounts,
            AccountProperties properties,
            ObjectProvider<JwtDecoder> identityProvider) {
        this.service = service;
        this.accounts = accounts;
        this.properties = properties;
        this.identityProvider = identityProvider;
    }

    @Override
    public void afterSingletonsInstantiated() {
        String adminPassword = properties.admin().password();
        if (properties.demo()) {
            DEMO_PEOPLE.forEach(
                    person -> service.ensure(person.userId(), person.userName(), person.userRole(), DEMO_PASSWORD));
            log.info(
                    "Demo people, password {}: {}",
                    DEMO_PASSWORD,
                    DEMO_PEOPLE.stream()
                            .map(person ->
                                    person.userId() + " (" + person.userRole().wireName() + ")")
                            .toList());
        } else {
            forgetDemoPasswords();
        }
        if (adminPassword != null && !adminPassword.isEmpty()) {
            String adminId = properties.admin().userId();
            service.create(adminId, adminId, Role.ADMIN, adminPassword);
        }
        if (accounts.count() == 0 && identityProvider.getIfAvailable() == null) {
            throw new NobodyCanLogInException();
        }
    }

    /** A database that was tried out with goes on with its people, but not with a password that everybody knows. */
    private void forgetDemoPasswords() {
        List<String> known = DEMO_PEOPLE.stream()
                .map(Person::userId)
                .filter(userId -> service.forgetPassword(userId, DEMO_PASSWORD))
                .toList();
        if (!known.isEmpty()) {
            log.warn("The demo people {} can no longer log in with the published password", known);
        }
    }
}
