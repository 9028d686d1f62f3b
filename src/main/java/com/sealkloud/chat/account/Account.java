package com.sealkloud.chat.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A row of {@code account}: a user who may log in. */
@Entity
public class Account implements Persistable<String> {

    @Id
    private String userId;

    private String userName;

    /**
     * Derived from the name; null only if a node of an earlier release has written the row since
     * the last start.
     */
    @Nullable
    private String searchName;

    @Enumerated(EnumType.STRING)
    @Column(name = "user_role")
    private Role role;

    /** Null for users of the identity provider: they cannot log in with a password. */
    @Nullable
    private String passwordHash;

    private boolean enabled = true;

    /** Has or had a local password: no identity provider may take it over. */
    @Column(name = "local_account")
    private boolean local;

    /** Tokens of the identity provider that were issued before are refused. */
    @Nullable
    private Instant tokensValidFrom;

    /**
     * Claims of the identity provider that were issued before are not followed; null if there is no
     * such time yet.
     */
    @Nullable
    private Instant claimsFrom;

    /** Where mails for this user go. */
    @Nullable
    private String mail;

    /** Of mails for this user; null for the default. */
    @Nullable
    private String language;

    /** Under which their picture is stored. */
    @Nullable
    private String pictureKey;

    private Instant createdAt;

    /** Null unless the user was erased. */
    @Nullable
    private Instant erasedAt;

    /** Or a new account whose id is taken would be written over the other one. */
    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected Account() {}

    public Account(String userId, String userName, Role role, @Nullable String passwordHash, Instant now) {
        this.userId = userId;
        this.userName = userName;
        this.searchName = SearchName.of(userId, userName);
        this.role = role;
        this.passwordHash = passwordHash;
        this.local = passwordHash != null;
        this.createdAt = now;
        this.isNew = true;
    }

    @Override
    public String getId() {
        return userId;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @PostPersist
    void stored() {
        isNew = false;
    }

    public Person person() {
        return Person.shown(userId, userName, role, pictureKey);
    }

    /** @return its state for the audit log */
    public Map<String, Object> audited() {
        return Map.of("role", role.wireName(), "enabled", enabled);
    }

    @Nullable
    public String passwordHash() {
        return passwordHash;
    }

    public boolean isEnabled() {
        return enabled;
    }

    /** @return whether anything changed */
    public boolean describe(String newName, Role newRole) {
        boolean changed = !userName.equals(newName) || role != newRole;
        userName = newName;
        searchName = SearchName.of(userId, newName);
        role = newRole;
        return changed;
    }

    @Nullable
    public String mail() {
        return mail;
    }

    @Nullable
    public String language() {
        return language;
    }

    /** Null leaves it as it is, and an empty address removes it. */
    public void reachBy(@Nullable String newMail, @Nullable String newLanguage) {
        if (newMail != null) {
            mail = newMail.isEmpty() ? null : newMail;
        }
        if (newLanguage != null) {
            language = newLanguage;
        }
    }

    public void setPasswordHash(@Nullable String hash) {
        passwordHash = hash;
        local = local || hash != null;
    }

    /** An administrator lets this user set a password here. */
    public void becomeLocal() {
        local = true;
    }

    public boolean isLocal() {
        return local || passwordHash != null;
    }

    @Nullable
    Instant tokensValidFrom() {
        return tokensValidFrom;
    }

    public void endTokensBefore(Instant now) {
        tokensValidFrom = now;
    }

    @Nullable
    public Instant claimsFrom() {
        return claimsFrom;
    }

    /** Name and role are those that were right at that time, unless others were later. */
    public void followClaimsFrom(Instant time) {
        if (claimsFrom == null || claimsFrom.isBefore(time)) {
            claimsFrom = time;
        }
    }

    @Nullable
    public String pictureKey() {
        return pictureKey;
    }

    public void showPicture(@Nullable String key) {
        pictureKey = key;
    }

    /** Leaves the id, the role and nothing else of this user, for good. */
    public void erase(String newName, Instant now) {
        describe(newName, role);
        passwordHash = null;
        mail = null;
        language = null;
        enabled = false;
        // No identity provider may take it over.
        local = true;
        erasedAt = now;
    }

    public boolean isErased() {
        return erasedAt != null;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public void disable() {
        enabled = false;
    }

    public void enable() {
        enabled = true;
    }
}
