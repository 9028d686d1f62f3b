package com.sealkloud.chat.account;

import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** The format of account ids. */
public final class AccountIds {

    public static final String PATTERN = "[A-Za-z0-9_-]{1,64}";

    private static final Pattern LEGAL = Pattern.compile(PATTERN);
    private static final int LONGEST_READABLE = 40;
    private static final int DIGEST_LENGTH = 12;

    private AccountIds() {}

    public static boolean isLegal(String userId) {
        return LEGAL.matcher(userId).matches();
    }

    /**
     * @return an id for a user whose provider uses another: the readable part of it, and a digest
     *     that makes it unique
     */
    public static String derivedFrom(String issuer, String subject) {
        String readable = subject.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-++|(?<!-)-++$", "");
        String digest = DigestUtils.sha256Hex(issuer + "\n" + subject).substring(0, DIGEST_LENGTH);
        return (readable.isEmpty() ? "person" : readable.substring(0, Math.min(LONGEST_READABLE, readable.length())))
                + "-" + digest;
    }

    public static String random() {
        return "person-" + UUID.randomUUID();
    }
}
