package com.sealkloud.chat.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.people.PeopleFile.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

class PeopleFileTests {

    private static final String HEADER = "userId,userName,userRole\n";

    @Test
    void aLineIsAUser() {
        List<Line> lines =
                read(HEADER + "new-person,\"Person, New\",employee_l1\r\n\r\nsecond-person,Second Person,client");

        assertThat(lines)
                .extracting(Line::person)
                .containsExactly(
                        imported(new Person("new-person", "Person, New", Role.EMPLOYEE_L1)),
                        imported(new Person("second-person", "Second Person", Role.CLIENT)));
        assertThat(lines).extracting(Line::number).containsExactly(2L, 4L);
    }

    @Test
    void columnsMayStandInAnyOrderBehindAByteOrderMarkAndWithSemicolons() {
        List<Line> lines = read("\uFEFFuserRole;userName;userId\nclient;Second Person; second-person ");

        assertThat(lines.get(0).person())
                .isEqualTo(imported(new Person("second-person", "Second Person", Role.CLIENT)));
    }

    @Test
    void aFileMaySayWhereAndInWhichLanguageSomebodyGetsMails() {
        List<Line> lines = read(
                "userId,mail,userName,userRole,language\nsecond-person,Second-Person@Example.org,Second Person,client,de\nnew-person,,New Person,client,");

        assertThat(lines)
                .extracting(Line::person)
                .containsExactly(
                        new ImportedPerson(
                                new Person("second-person", "Second Person", Role.CLIENT),
                                new Contact("second-person@example.org", "de")),
                        imported(new Person("new-person", "New Person", Role.CLIENT)));
    }

    @ParameterizedTest
    @CsvSource({
        "second-person@,de,BAD_MAIL",
        "second-person,de,BAD_MAIL",
        "'a@b.org c@d.org',de,BAD_MAIL",
        "olé@example.org,de,BAD_MAIL",
        "second..person@example.org,de,BAD_MAIL",
        "=second-person@example.org,de,FORMULA",
        "second-person@example.org,fr,UNKNOWN_LANGUAGE"
    })
    void aWrongAddressOrLanguageIsRefused(String mail, String language, ImportFault reason) {
        List<Line> lines = read(
                "userId,userName,userRole,mail,language\nsecond-person,Second Person,client," + mail + "," + language);

        assertThat(lines.get(0).refusal().reason()).isEqualTo(reason);
    }

    private static ImportedPerson imported(Person person) {
        return new ImportedPerson(person, Contact.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b,Ann,client | BAD_ID | userId",
                ",Ann,client | BAD_ID | userId",
                "ann,,client | BAD_NAME | must not be blank",
                "ann,A\u202Ebc,client | BAD_NAME | direction",
                "ann,A\u0007bc,client | BAD_NAME | control character",
                "ann,Ann,boss | UNKNOWN_ROLE | client, employee_l1, employee_l2, employee_l3, admin, service",
                "ann,=cmd(),client | FORMULA | formula",
                "ann,@SUM(A1),client | FORMULA | formula",
                "ann,Ann | COLUMNS | 2 values",
                "second-person,Second Person,client | DUPLICATE_ID | Line 2"
            })
    void aWrongLineSaysWhatIsWrong(String line, ImportFault reason, String message) {
        Line refused =
                read(HEADER + "second-person,Second Person,client\n" + line).get(1);

        assertThat(refused.person()).isNull();
        assertThat(refused.refusal().line()).isEqualTo(3);
        assertThat(refused.refusal().reason()).isEqualTo(reason);
        assertThat(refused.refusal().message()).contains(message);
    }

    @Test
    void aFileThatIsNoneIsRefusedAsAWhole() {
        assertRefused("", "empty");
        assertRefused("userId,userName\nann,Ann", "missing: userRole");
        assertRefused("userId,userName,userRole,phone\n", "There is no column \"phone\"");
        assertRefused("userId,userName,userId\n", "twice");
        assertRefused(HEADER + "ann,\"Ann\" x,client", "no valid CSV");
        assertRefused(HEADER + "ann,\"Ann", "no valid CSV");
    }

    @Test
    void aFileInLatin1NamesTheLine() {
        byte[] file = (HEADER + "second-person,Second Person,client\nthird-person,Thïrd,client\n")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> PeopleFile.read(file, 10))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getBody().getDetail()).contains("Line 3 is not UTF-8"));
    }

    @Test
    void aHundredThousandLinesAreTooMany() {
        String file = HEADER
                + IntStream.range(0, 100_000)
                        .mapToObj(i -> "u" + i + ",U,client")
                        .collect(Collectors.joining("\n"));

        assertThatThrownBy(() -> PeopleFile.read(file.getBytes(StandardCharsets.UTF_8), 10_000))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getBody().getDetail()).contains("more than 10000 users"));
    }

    private static void assertRefused(String file, String detail) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getBody().getDetail()).contains(detail));
    }

    private static List<Line> read(String file) {
        return PeopleFile.read(file.getBytes(StandardCharsets.UTF_8), 10);
    }
}
