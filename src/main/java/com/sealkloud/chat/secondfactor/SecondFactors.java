package com.sealkloud.chat.secondfactor;

import static com.sealkloud.chat.sql.SqlValues.utc;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountProperties;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.secondfactor.SecondFactorRefusal.Reason;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/** The second factors of users: what they have set up, and whether a code is good. */
@Service
public class SecondFactors {

    /** How authenticator apps call the account. */
    private static final String ISSUER = "SealKloud Chat";

    private final JdbcClient jdbc;
    private final RecoveryCodes recoveryCodes;
    private final AccountProperties properties;
    private final AuditLog audit;
    private final Clock clock;
    private final OneTimeCodes codes = new OneTimeCodes();

    SecondFactors(
            JdbcClient jdbc, RecoveryCodes recoveryCodes, AccountProperties properties, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.recoveryCodes = recoveryCodes;
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
    }

    private record Stored(String secret, boolean isConfirmed, long lastStep) {

        @Override
        public String toString() {
            return "Stored";
        }
    }

    /**
     * What an authenticator app is told.
     *
     * @param uri the content of the QR code
     */
    public record Shared(String secret, String uri) {

        @Override
        public String toString() {
            return "Shared";
        }
    }

    public boolean isEnabled(String userId) {
        return find(userId, "").filter(Stored::isConfirmed).isPresent();
    }

    public boolean isRequired(Person person) {
        return properties.accounts().secondFactor().requires(person);
    }

    public long recoveryCodesLeft(String userId) {
        return recoveryCodes.count(userId);
    }

    /**
     * Checks the second factor of a login whose password is right. A first code confirms what is
     * being set up.
     *
     * @return recovery codes if it was set up by that, otherwise nothing
     * @throws SecondFactorRefusal if it is missing, wrong, or has to be set up
     */
    @Transactional(noRollbackFor = SecondFactorRefusal.class)
    public @Nullable List<String> check(Person person, @Nullable String code) {
        String userId = person.userId();
        Optional<Stored> stored = find(userId, "for update");
        boolean isEnabled = stored.filter(Stored::isConfirmed).isPresent();
        if (!isEnabled && !isRequired(person)) {
            return null;
        }
        if (stored.isEmpty()) {
            throw new SecondFactorRefusal(Reason.SETUP);
        }
        if (code == null) {
            throw new SecondFactorRefusal(isEnabled ? Reason.REQUIRED : Reason.SETUP);
        }
        if (!isEnabled) {
            return confirm(userId, stored.get(), code).orElseThrow(() -> new SecondFactorRefusal(Reason.WRONG));
        }
        if (!isCode(userId, stored.get(), code)) {
            throw new SecondFactorRefusal(Reason.WRONG);
        }
        return null;
    }

    /** A code counts once, so that whoever has seen it cannot use it as well. */
    private boolean isCode(String userId, Stored stored, String code) {
        if (!code.matches(OneTimeCodes.PATTERN)) {
            boolean isRecovery = recoveryCodes.use(userId, code);
            if (isRecovery) {
                audit.recordBy(userId, "second_factor.recovery_code_used", "user:" + userId, null, null);
            }
            return isRecovery;
        }
        OptionalLong step = codes.step(stored.secret(), code, clock.instant(), stored.lastStep());
        step.ifPresent(used -> jdbc.sql("update second_factor set last_step = ? where user_id = ?")
                .param(used)
                .param(userId)
                .update());
        return step.isPresent();
    }

    /**
     * Begins to set one up. Until its first code has come, it counts for nothing.
     *
     * @throws ErrorResponseException 409 if there is one
     */
    @Transactional
    public Shared begin(String userId) {
        if (find(userId, "for update").filter(Stored::isConfirmed).isPresent()) {
            throw conflict("There is a second factor already. Remove it first.");
        }
        String secret = OneTimeCodes.newSecret();
        jdbc.sql("delete from second_factor where user_id = ?").param(userId).update();
        jdbc.sql("insert into second_factor (user_id, secret, last_step) values (?, ?, 0)")
                .param(userId)
                .param(secret)
                .update();
        return new Shared(secret, OneTimeCodes.address(ISSUER, userId, secret));
    }

    /**
     * @return the recovery codes, which are not shown again; nothing if the code is wrong
     * @throws ErrorResponseException 409 if none is being set up
     */
    @Transactional
    public Optional<List<String>> confirm(String userId, String code) {
        Stored stored = find(userId, "for update")
                .filter(found -> !found.isConfirmed())
                .orElseThrow(() -> conflict("No second factor is being set up."));
        return confirm(userId, stored, code);
    }

    private Optional<List<String>> confirm(String userId, Stored stored, String code) {
        OptionalLong step = codes.step(stored.secret(), code, clock.instant(), stored.lastStep());
        if (step.isEmpty()) {
            return Optional.empty();
        }
        jdbc.sql("update second_factor set confirmed_at = ?, last_step = ? where user_id = ?")
                .param(utc(clock.instant()))
                .param(step.getAsLong())
                .param(userId)
                .update();
        audit.recordBounded(userId, "second_factor.enabled", "user:" + userId, null);
        return Optional.of(recoveryCodes.replace(userId));
    }

    /** @return new recovery codes; the former are worthless from now on */
    @Transactional
    public List<String> renewRecoveryCodes(String userId) {
        if (!isEnabled(userId)) {
            throw conflict("There is no second factor.");
        }
        audit.recordBounded(userId, "second_factor.recovery_codes_renewed", "user:" + userId, null);
        return recoveryCodes.replace(userId);
    }

    /** @throws ErrorResponseException 409 if the user must have one */
    @Transactional
    public void removeOwn(Person person) {
        if (isRequired(person)) {
            throw conflict(
                    "You must have a second factor. An administrator can remove it if you have lost the device.");
        }
        if (delete(person.userId())) {
            audit.recordBounded(person.userId(), "second_factor.removed", "user:" + person.userId(), null);
        }
    }

    /** Also what is being set up. */
    @Transactional
    public void remove(String userId) {
        if (delete(userId)) {
            audit.record("second_factor.removed", "user:" + userId, null, null);
        }
    }

    private boolean delete(String userId) {
        recoveryCodes.forget(userId);
        return jdbc.sql("delete from second_factor where user_id = ?")
                        .param(userId)
                        .update()
                > 0;
    }

    private Optional<Stored> find(String userId, String lock) {
        return jdbc.sql("select secret, confirmed_at is not null, last_step from second_factor where user_id = ? "
                        + lock)
                .param(userId)
                .query((row, number) -> new Stored(row.getString(1), row.getBoolean(2), row.getLong(3)))
                .optional();
    }

    private static ErrorResponseException conflict(String detail) {
        return new ErrorResponseException(
                HttpStatus.CONFLICT, ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail), null);
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from second_factor where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
