package com.sealkloud.chat.api;

import java.util.Arrays;
import org.apache.commons.codec.digest.DigestUtils;

/** An entity tag (RFC 9110), by which a change notices that somebody else was faster. */
public record EntityTag(String value) {

    private static final int LENGTH = 32;

    /** @param state all that can be changed of the entity */
    public static EntityTag of(String state) {
        return new EntityTag('"' + DigestUtils.sha256Hex(state).substring(0, LENGTH) + '"');
    }

    /** @param ifMatch the header: {@code *}, or one or several tags */
    public boolean matches(String ifMatch) {
        return ifMatch.strip().equals("*")
                || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(value::equals);
    }
}
