package com.sealkloud.chat.account;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What clients learn of the roles of staff: that somebody works for the helpdesk. Everybody who
 * does is an {@link Role#EMPLOYEE_L1} to them, which clients of every version know.
 *
 * <p>It is applied to the JSON at the edges where something leaves for a client, because most of it
 * was written long before and for everybody. Fields of the protocol that hold a role have names
 * that end in {@code Role}.
 */
public final class HiddenRoles {

    private static final Role SHOWN = Role.EMPLOYEE_L1;

    /** Text of users cannot contain it: their quotation marks are escaped. */
    private static final byte[] FIELD = "Role\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final Set<String> HIDDEN =
            Role.STAFF.stream().map(Role::wireName).collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST =
            HIDDEN.stream().mapToInt(String::length).max().orElseThrow();

    private HiddenRoles() {}

    /** @return the role as this person knows it */
    public static Role shownTo(Person reader, Role role) {
        return reader.isClient() && role.isStaff() ? SHOWN : role;
    }

    /** @return the roles that this person means by one: what is hidden cannot be asked for */
    public static Set<Role> meantBy(Person asker, Role role) {
        if (!asker.isClient() || !role.isStaff()) {
            return Set.of(role);
        }
        return role == SHOWN ? Role.STAFF : Set.of();
    }

    /** @return the JSON as clients get it: the same array if it hides nothing */
    public static byte[] in(byte[] json) {
        ByteArrayOutputStream hidden = new ByteArrayOutputStream(json.length + LONGEST);
        try (Hiding hiding = new Hiding(hidden)) {
            hiding.write(json, 0, json.length);
            if (!hiding.hasHidden) {
                return json;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hidden.toByteArray();
    }

    /** @return the JSON as clients get it */
    public static String in(String json) {
        return new String(in(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** @return passes JSON on as clients get it */
    public static OutputStream in(OutputStream out) {
        return new Hiding(out);
    }

    private static final class Hiding extends FilterOutputStream {

        private final ByteArrayOutputStream role = new ByteArrayOutputStream(LONGEST + 1);
        private int matched;
        private boolean hasHidden;

        private Hiding(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            int from = offset;
            for (int i = offset; i < offset + length; i++) {
                if (matched == FIELD.length) {
                    from = i + 1;
                    take(octets[i]);
                } else if (octets[i] == FIELD[matched]) {
                    matched++;
                    if (matched == FIELD.length) {
                        out.write(octets, from, i + 1 - from);
                        from = i + 1;
                    }
                } else {
                    matched = octets[i] == FIELD[0] ? 1 : 0;
                }
            }
            out.write(octets, from, offset + length - from);
        }

        /** Of a role, or of what is too long to be one. */
        private void take(byte octet) throws IOException {
            boolean ends = octet == '"';
            if (ends && HIDDEN.contains(role.toString(StandardCharsets.US_ASCII))) {
                hasHidden |= !SHOWN.wireName().equals(role.toString(StandardCharsets.US_ASCII));
                role.reset();
                role.writeBytes(SHOWN.wireName().getBytes(StandardCharsets.US_ASCII));
            }
            role.write(octet);
            if (ends || role.size() > LONGEST) {
                release();
            }
        }

        private void release() throws IOException {
            role.writeTo(out);
            role.reset();
            matched = 0;
        }

        @Override
        public void close() throws IOException {
            release();
            super.close();
        }
    }
}
