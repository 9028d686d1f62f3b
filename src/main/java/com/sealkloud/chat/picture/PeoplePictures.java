package com.sealkloud.chat.picture;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.account.AccountRepository;
import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.ProfileChanged;
import com.sealkloud.chat.api.Refusal;
import com.sealkloud.chat.attachment.Portraits;
import com.sealkloud.chat.audit.AuditLog;
import com.sealkloud.chat.conversation.ConversationAccess;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows people's pictures to those who see them, replaces and removes them. */
@Service
class PeoplePictures {

    private final Portraits portraits;
    private final AccountRepository accounts;
    private final Directory directory;
    private final ConversationAccess access;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transactions;

    PeoplePictures(
            Portraits portraits,
            AccountRepository accounts,
            Directory directory,
            ConversationAccess access,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionTemplate transactions) {
        this.portraits = portraits;
        this.accounts = accounts;
        this.directory = directory;
        this.access = access;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
    }

    /** A picture and its version. */
    record Shown(String key, String version) {}

    /**
     * Staff also see those of disabled users, whom they see as members.
     *
     * @throws Refusal {@code not_found} if there is none for the asker
     */
    Shown require(Person asker, String userId) {
        return Optional.ofNullable(directory.list(List.of(userId)).get(userId))
                .filter(listed -> listed.enabled() || asker.isStaff())
                .filter(listed -> access.maySee(asker, listed.person()))
                .flatMap(listed -> accounts.findById(userId))
                .flatMap(account -> Optional.ofNullable(shown(account)))
                .orElseThrow(() -> Refusal.notFound("There is no picture of " + userId + " for you."));
    }

    private static @Nullable Shown shown(Account account) {
        String key = account.pictureKey();
        String version = account.person().picture();
        return key == null || version == null ? null : new Shown(key, version);
    }

    Resource read(Shown shown) {
        return portraits.read(shown.key());
    }

    /** @return the user as others see them now */
    Person replace(Person owner, InputStream file) {
        String key = portraits.store(owner.userId(), file);
        return show(owner.userId(), key, () -> {});
    }

    /** @return the user as others see them now */
    Person draw(String userId, DrawnPortrait portrait) {
        return show(userId, portraits.store(portrait.draw()), () -> {});
    }

    Person remove(Person owner) {
        return show(owner.userId(), null, () -> {});
    }

    /** An administrator removes somebody's picture. */
    void removeOf(String userId) {
        show(
                userId,
                null,
                () -> audit.record(
                        "account.changed", "user:" + userId, Map.of("picture", true), Map.of("picture", false)));
    }

    @EventListener
    void remove(AccountErased erased) {
        transactions.executeWithoutResult(
                status -> accounts.findLocked(erased.userId()).ifPresent(account -> show(account, null, () -> {})));
    }

    private Person show(String userId, @Nullable String key, Runnable whenChanged) {
        return Optional.ofNullable(transactions.execute(
                        status -> accounts.findLocked(userId).map(account -> show(account, key, whenChanged))))
                .flatMap(Function.identity())
                .orElseThrow(() -> Refusal.notFound("There is no such user."));
    }

    private Person show(Account account, @Nullable String key, Runnable whenChanged) {
        String before = account.pictureKey();
        if (key != null) {
            portraits.keep(key);
        }
        if (before != null) {
            portraits.remove(before);
        }
        account.showPicture(key);
        if (key != null || before != null) {
            whenChanged.run();
            events.publishEvent(new ProfileChanged(account.person()));
        }
        return account.person();
    }
}
