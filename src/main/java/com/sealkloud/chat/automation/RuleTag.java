package com.sealkloud.chat.automation;

import java.time.Duration;
import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;

/** The entity tag of a rule (RFC 9110), derived from all that can be changed of it. */
final class RuleTag {

    private static final int LENGTH = 32;

    private RuleTag() {}

    static String of(Rule rule) {
        Duration after = rule.after();
        String all = String.join(
                "\n",
                rule.trigger().name(),
                String.valueOf(rule.status()),
                after == null ? "" : after.toString(),
                rule.content());
        return '"' + DigestUtils.sha256Hex(all).substring(0, LENGTH) + '"';
    }

    /** @param ifMatch the header: {@code *}, or one or several tags */
    static boolean matches(String ifMatch, Rule rule) {
        return ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(of(rule)::equals);
    }
}
