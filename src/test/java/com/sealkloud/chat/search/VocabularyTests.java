package com.sealkloud.chat.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Words that no message has any more are forgotten, however transactions meet. */
@ExtendWith(Servers.class)
class VocabularyTests {

    private final Chat chat = Servers.chat(Mode.RABBITMQ_POSTGRESQL);
    private final TransactionTemplate transactions = chat.bean(TransactionTemplate.class);
    private final Vocabulary vocabulary = new Vocabulary(chat.bean(JdbcClient.class), chat.database());
    private final String word = "quokka" + UUID.randomUUID().toString().substring(0, 8);
    private final int hash = Hashes.word(word);

    @Test
    void aWordIsForgottenThoughItWasLookedForWhileItsLastMessageWent() {
        transactions.executeWithoutResult(status -> {
            vocabulary.learn(Set.of(word));
            chat.database().update("""
                            insert into search_entry (conversation_id, seq, sent_at, tokens)
                            values (?, 1, now(), array[cast(? as integer)])""", word, hash);
            vocabulary.release(List.of(hash));
        });

        transactions.executeWithoutResult(status -> {
            chat.database().update("delete from search_entry where conversation_id = ?", word);
            vocabulary.release(List.of(hash));
            CompletableFuture.runAsync(this::forget).join();
        });
        forget();

        assertThat(chat.database().queryForList("select word from search_word where word = ?", word))
                .isEmpty();
    }

    private void forget() {
        while (Boolean.TRUE.equals(transactions.execute(status -> vocabulary.forget()))) {
            // There may be more.
        }
    }
}
