package com.sealkloud.chat.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may log in and for how long.
 *
 * @param demo whether the documented demo accounts exist; decided at the start if unset
 * @param demoData whether the demo accounts have display names, and a small helpdesk to look at
 * @param admin the first administrator, created at the start if there is none
 * @param tokens lifetime of the tokens that this service issues
 * @param logIn limits of logins with a password
 * @param identityProvider which claims of the helpdesk's identity provider describe a user
 * @param accounts how users look after their own accounts
 */
@Validated
@ConfigurationProperties("chat")
public record AccountProperties(
        @DefaultValue("false") boolean demo,
        @DefaultValue("true") boolean demoData,
        @Valid @DefaultValue Admin admin,
        @Valid @DefaultValue Tokens tokens,
        @Valid @DefaultValue LogIn logIn,
        @Valid @DefaultValue IdentityProvider identityProvider,
        @Valid @DefaultValue Accounts accounts) {

    public record Admin(
            @Pattern(regexp = AccountIds.PATTERN) @DefaultValue("admin")
            String userId,

            @Nullable String password) {

        /** Without the password: it would be logged. */
        @Override
        public String toString() {
            return userId;
        }
    }

    /** @param perUser how many logins of a user may be open; a further one ends the oldest */
    public record Tokens(
            @NotNull @DefaultValue("12h") Duration lifetime,
            @Min(1) @DefaultValue("200") int perUser) {}

    /**
     * @param failuresPerUser wrong passwords within a minute, and six times as many within an hour
     * @param failuresPerAddress the same for the user names tried from one network
     * @param knownFor how long a place remains known after a login
     * @param placesPerUser how many known places an account keeps
     * @param counts how many budgets a node keeps
     * @param bcryptCost the logarithm of how many rounds bcrypt makes for a new hash
     * @param hashingThreads how many passwords are hashed in parallel; 0 for half of the processors
     * @param hashingQueue how many logins may wait for hashing
     * @param logLines how many log lines about failures are written within a minute
     */
    public record LogIn(
            @Min(1) @DefaultValue("10") int failuresPerUser,
            @Min(1) @DefaultValue("100") int failuresPerAddress,
            @NotNull @DefaultValue("90d") Duration knownFor,
            @Min(1) @Max(1000) @DefaultValue("50") int placesPerUser,
            @Min(100) @DefaultValue("20000") int counts,
            @Min(4) @Max(16) @DefaultValue("10") int bcryptCost,
            @Min(0) @DefaultValue("0") int hashingThreads,
            @Min(0) @Max(1000) @DefaultValue("50") int hashingQueue,
            @Min(1) @DefaultValue("60") int logLines) {}

    /**
     * @param invitationLifetime how long a link for the first password works
     * @param resetLifetime how long a link for a forgotten password works
     * @param linksPerHour how many links for forgotten passwords an account gets within an hour
     * @param secondFactor who must log in with a code of an authenticator app
     * @param language of mails for users whose language is unknown
     */
    public record Accounts(
            @NotNull @DefaultValue("7d") Duration invitationLifetime,
            @NotNull @DefaultValue("1h") Duration resetLifetime,
            @Min(1) @Max(100) @DefaultValue("5") int linksPerHour,

            @NotNull @DefaultValue("off") SecondFactorPolicy secondFactor,

            @NotNull @Pattern(regexp = Contact.LANGUAGES) @DefaultValue("en")
            String language) {}

    /**
     * @param idClaim the claim that identifies a user, or its dotted path
     * @param nameClaim the display name
     * @param roleClaim one role or several
     * @param roles maps the provider's roles to ours, as in {@code helpdesk-agent=employee_l1}
     * @param defaultRole role of users without a known role
     * @param timeout for connecting to the provider, and for its answer
     * @param fetchesPerMinute how often its keys are fetched at most, whatever tokens arrive
     */
    public record IdentityProvider(
            @NotNull @DefaultValue("sub") String idClaim,
            @NotNull @DefaultValue("name") String nameClaim,
            @NotNull @DefaultValue("role") String roleClaim,
            @DefaultValue List<@Pattern(regexp = ".+=.+") String> roles,
            @Nullable String defaultRole,
            @NotNull @DefaultValue("3s") Duration timeout,
            @Min(5) @Max(600) @DefaultValue("20") int fetchesPerMinute) {}
}
