package com.sealkloud.chat.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an import makes different of an account.
 *
 * @param before absent if it had none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportedChange(Field field, @Nullable String before, String after) {

    enum Field {
        USER_NAME("userName"),
        USER_ROLE("userRole"),
        MAIL("mail"),
        LANGUAGE("language");

        private final String column;

        Field(String column) {
            this.column = column;
        }

        /** As the file calls it. */
        @JsonValue
        String column() {
            return column;
        }
    }

    /** What a file leaves empty stays as it is. */
    static List<ImportedChange> between(Person person, Contact contact, ImportedPerson wanted) {
        List<ImportedChange> changes = new ArrayList<>();
        add(changes, Field.USER_NAME, person.userName(), wanted.person().userName());
        add(
                changes,
                Field.USER_ROLE,
                person.userRole().wireName(),
                wanted.person().userRole().wireName());
        add(changes, Field.MAIL, contact.mail(), wanted.contact().mail());
        add(changes, Field.LANGUAGE, contact.language(), wanted.contact().language());
        return changes;
    }

    private static void add(
            List<ImportedChange> changes, Field field, @Nullable String before, @Nullable String after) {
        if (after != null && !Objects.equals(before, after)) {
            changes.add(new ImportedChange(field, before, after));
        }
    }
}
