package com.sealkloud.chat.people;

import static com.sealkloud.chat.sql.SqlValues.texts;

import com.sealkloud.chat.account.Administrators;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Directory.Listed;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.PersonAuthentication;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.people.PeopleFile.Line;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.ErrorResponseException;

/** Creates and changes the accounts that a file lists: all of them, or none. */
@Service
class AccountImport {

    private static final Logger log = LoggerFactory.getLogger(AccountImport.class);

    /** So many changed accounts are in memory: JPA compares all it has with each query. */
    private static final int AT_ONCE = 100;

    private final Directory directory;
    private final AccountService accounts;
    private final Administrators administrators;
    private final ImportedAccounts importedAccounts;
    private final ImportProperties properties;
    private final TransactionTemplate transactions;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    AccountImport(
            Directory directory,
            AccountService accounts,
            Administrators administrators,
            ImportedAccounts importedAccounts,
            ImportProperties properties,
            TransactionTemplate transactions,
            EntityManager entities,
            JdbcClient jdbc) {
        this.directory = directory;
        this.accounts = accounts;
        this.administrators = administrators;
        this.importedAccounts = importedAccounts;
        this.properties = properties;
        this.transactions = transactions;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /**
     * @param isDryRun whether only the report is wanted
     * @throws ErrorResponseException 400 if a line is refused and this is no dry run, 409 if an
     *     account appeared meanwhile or no administrator would be left
     */
    List<ImportedLine> run(byte[] file, boolean isDryRun, PersonAuthentication actor) {
        List<Line> lines = PeopleFile.read(file, properties.mostLines());
        List<String> userIds =
                people(lines).map(wanted -> wanted.person().userId()).toList();
        Present present = new Present(directory.list(userIds), directory.contacts(userIds));
        List<ImportedLine> report = lines.stream()
                .map(line -> judge(line, present, actor.getName()))
                .toList();
        if (!isDryRun) {
            requireNoErrors(report);
            apply(people(lines).toList(), present, actor);
        }
        return report;
    }

    /** The accounts that there are already. */
    private record Present(Map<String, Listed> people, Map<String, Contact> contacts) {

        @Nullable
        Listed find(ImportedPerson wanted) {
            return people.get(wanted.person().userId());
        }

        boolean isAdministrator(ImportedPerson wanted) {
            Listed found = find(wanted);
            return found != null && found.person().userRole() == Role.ADMIN;
        }

        List<ImportedChange> changes(Listed found, ImportedPerson wanted) {
            Contact contact = contacts.getOrDefault(wanted.person().userId(), Contact.NONE);
            return ImportedChange.between(found.person(), contact, wanted);
        }
    }

    private static Stream<ImportedPerson> people(List<Line> lines) {
        return lines.stream().flatMap(line -> Stream.ofNullable(line.person()));
    }

    private static ImportedLine judge(Line line, Present present, String actorId) {
        ImportedPerson imported = line.person();
        if (imported == null) {
            return Objects.requireNonNull(line.refusal());
        }
        Person wanted = imported.person();
        String userId = wanted.userId();
        Listed found = present.find(imported);
        if (found == null) {
            return ImportedLine.created(line.number(), wanted);
        }
        if (!found.enabled()) {
            return ImportedLine.refused(
                    line.number(), wanted, ImportFault.DISABLED, "The account is disabled. Enable it first.");
        }
        boolean losesOwnRole = userId.equals(actorId) && wanted.userRole() != Role.ADMIN;
        if (losesOwnRole) {
            return ImportedLine.refused(
                    line.number(), wanted, ImportFault.OWN_ROLE, "A file cannot take away your own role.");
        }
        return ImportedLine.changed(line.number(), wanted, present.changes(found, imported));
    }

    private static void requireNoErrors(List<ImportedLine> report) {
        List<ImportedLine> errors =
                report.stream().filter(ImportedLine::isError).toList();
        if (!errors.isEmpty()) {
            ImportedLine first = errors.get(0);
            throw refused(
                    HttpStatus.BAD_REQUEST,
                    "Nothing was imported. Lines with errors: " + errors.size() + "; the first is line " + first.line()
                            + ": " + first.message());
        }
    }

    private void apply(List<ImportedPerson> wanted, Present present, PersonAuthentication actor) {
        List<ImportedPerson> created = new ArrayList<>();
        List<ImportedPerson> changed = new ArrayList<>();
        for (ImportedPerson each : wanted) {
            Listed found = present.find(each);
            if (found == null) {
                created.add(each);
            } else if (!present.changes(found, each).isEmpty()) {
                changed.add(each);
            }
        }
        try {
            transactions.executeWithoutResult(status -> {
                importedAccounts.create(created, actor);
                changeAll(changed, present, actor);
            });
        } catch (DuplicateKeyException e) {
            throw refused(
                    HttpStatus.CONFLICT, "Somebody has created one of these accounts meanwhile. Nothing was imported.");
        }
    }

    /** Administrators first, as everybody locks them who locks somebody else, too. */
    private void changeAll(List<ImportedPerson> changed, Present present, PersonAuthentication actor) {
        Set<String> demoted = changed.stream()
                .filter(present::isAdministrator)
                .filter(each -> each.person().userRole() != Role.ADMIN)
                .map(each -> each.person().userId())
                .collect(Collectors.toSet());
        if (!demoted.isEmpty()) {
            administrators.requireOneBesides(demoted);
        }
        lock(changed);
        List<ImportedPerson> inOrder = changed.stream()
                .sorted(Comparator.comparing((ImportedPerson each) -> !present.isAdministrator(each))
                        .thenComparing(each -> each.person().userId()))
                .toList();
        for (int from = 0; from < inOrder.size(); from += AT_ONCE) {
            Map<String, AccountChange> changes =
                    inOrder.subList(from, Math.min(from + AT_ONCE, inOrder.size())).stream()
                            .collect(Collectors.toMap(each -> each.person().userId(), AccountImport::changeTo));
            accounts.changeAll(changes, demoted, actor);
            entities.flush();
            entities.clear();
        }
        if (!changed.isEmpty()) {
            log.info("{} changes {} accounts by an import", actor.getName(), changed.size());
        }
    }

    /**
     * All before the first is changed, which can lock rooms: whoever claims a ticket has locked
     * their account before its room.
     */
    private void lock(List<ImportedPerson> changed) {
        jdbc.sql("""
                        select user_id from account where user_id = any(?)
                        order by case when user_role = 'ADMIN' then 0 else 1 end, user_id for update""")
                .param(texts(
                        changed.stream().map(each -> each.person().userId()).toList()))
                .query(String.class)
                .list();
    }

    private static AccountChange changeTo(ImportedPerson wanted) {
        return new AccountChange(wanted.person().userName(), wanted.person().userRole(), null, null, wanted.contact());
    }

    private static ErrorResponseException refused(HttpStatus status, String detail) {
        return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
    }
}
