package com.sealkloud.chat.room;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.api.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds people who are to be let into rooms, or put out of them, and keeps their roles. */
@Component
public class RoomPeople {

    private final AccountRepository accounts;
    private final Directory directory;

    RoomPeople(AccountRepository accounts, Directory directory) {
        this.accounts = accounts;
        this.directory = directory;
    }

    /**
     * Keeps the roles of people who are to be let in, until the transaction ends. For a caller who
     * has not read them yet and locks the room after them, as a change of a role does: either it is
     * seen here, or it finds them in the room.
     */
    public void keepRoles(Collection<String> userIds) {
        if (!userIds.isEmpty()) {
            accounts.lockAll(userIds);
        }
    }

    /**
     * Keeps the role of somebody who lets themselves in, as {@link #keepRoles} does.
     *
     * @return them as they are by now: their session hears of another role, and of the end of their
     *     account, after the change, which has put them out of their rooms by then
     * @throws Refusal {@code not_found} if their account has ended
     */
    public Person keep(Person person) {
        return accounts.findLocked(person.userId())
                .filter(Account::isEnabled)
                .map(Account::person)
                .orElseThrow(() -> noSuchPerson(person.userId()));
    }

    /**
     * The same for a caller who has locked the room already, and cannot wait for the account.
     *
     * @return nobody if their account has ended, or somebody else has locked it, which may be
     *     changing the role
     */
    public Optional<Person> keepIfFree(String userId) {
        return accounts.lockIfFree(userId).filter(Account::isEnabled).map(Account::person);
    }

    public Person requirePerson(String userId) {
        return directory.find(userId).filter(person -> !person.isService()).orElseThrow(() -> noSuchPerson(userId));
    }

    /** Whoever cannot log in at the moment can be put out all the same. */
    public Person requireEvenDisabled(String userId) {
        return directory.findAllEvenDisabled(List.of(userId)).stream()
                .filter(person -> !person.isService())
                .findFirst()
                .orElseThrow(() -> noSuchPerson(userId));
    }

    private static Refusal noSuchPerson(String userId) {
        return Refusal.notFound("There is no person " + userId + ".");
    }
}
