package com.sealkloud.chat.secondfactor;

import com.sealkloud.chat.account.AccountErased;
import com.sealkloud.chat.token.RandomToken;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Base32;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Codes that stand in for a lost device, each once. Only their hashes are stored. */
@Repository
public class RecoveryCodes {

    public static final String PATTERN = "[A-Za-z2-7]{4}(-?[A-Za-z2-7]{4}){3}";

    private static final int MANY = 10;
    /** 80 bits: 16 letters, and nothing that a stolen hash would give away. */
    private static final int LENGTH = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;

    RecoveryCodes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return new ones; the former are worthless from now on */
    List<String> replace(String userId) {
        forget(userId);
        List<String> codes =
                IntStream.range(0, MANY).mapToObj(number -> random()).toList();
        codes.forEach(code -> jdbc.sql("insert into recovery_code (user_id, code_hash) values (?, ?)")
                .param(userId)
                .param(hash(userId, code))
                .update());
        return codes;
    }

    /** @return whether it was one of this user's */
    boolean use(String userId, String code) {
        return jdbc.sql("delete from recovery_code where user_id = ? and code_hash = ?")
                        .param(userId)
                        .param(hash(userId, code))
                        .update()
                > 0;
    }

    long count(String userId) {
        return jdbc.sql("select count(*) from recovery_code where user_id = ?")
                .param(userId)
                .query(Long.class)
                .single();
    }

    void forget(String userId) {
        jdbc.sql("delete from recovery_code where user_id = ?").param(userId).update();
    }

    private static String random() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes).toLowerCase(Locale.ROOT).replaceAll("(?<=.)(?=(.{4})+$)", "-");
    }

    private static String hash(String userId, String code) {
        return RandomToken.hash(userId + ":" + code.toLowerCase(Locale.ROOT).replace("-", ""));
    }

    @EventListener
    void forget(AccountErased erased) {
        jdbc.sql("delete from recovery_code where user_id = ?")
                .param(erased.userId())
                .update();
    }
}
