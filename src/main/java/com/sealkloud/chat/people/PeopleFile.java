package com.sealkloud.chat.people;

import com.sealkloud.chat.account.AccountIds;
import com.sealkloud.chat.account.Contact;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.account.Role;
import com.sealkloud.chat.text.OneLine;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Users in a CSV file (RFC 4180, UTF-8) with the columns {@code userId}, {@code userName},
 * {@code userRole} and, if wanted, {@code mail} and {@code language}, in any order, separated by
 * commas or, as spreadsheets of many countries write it, by semicolons.
 */
final class PeopleFile {

    private static final List<String> COLUMNS = List.of("userId", "userName", "userRole");
    private static final List<String> MORE_COLUMNS = List.of("mail", "language");
    private static final Pattern MAIL = Pattern.compile(Contact.MAIL);
    private static final Pattern LANGUAGE = Pattern.compile(Contact.LANGUAGES);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SHOWN = 64;
    private static final String FORMULA = "=+-@";
    private static final char MARK = '\uFEFF';

    /** A line: a user, or why it describes none. */
    record Line(
            long number,
            @Nullable ImportedPerson person,
            @Nullable ImportedLine refusal) {}

    private final int mostLines;
    private final Map<String, Long> seen = new HashMap<>();
    private Map<String, Integer> columns = Map.of();

    private PeopleFile(int mostLines) {
        this.mostLines = mostLines;
    }

    /** @throws ErrorResponseException 400 if this is no such file, or has too many lines */
    static List<Line> read(byte[] file, int mostLines) {
        return new PeopleFile(mostLines).read(decoded(file));
    }

    private static String decoded(byte[] file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(file);
        CharBuffer out = CharBuffer.allocate(file.length);
        CoderResult result = decoder.decode(in, out, true);
        out.flip();
        if (result.isError()) {
            long line = out.chars().filter(c -> c == '\n').count() + 1;
            throw refused("Line " + line + " is not UTF-8. Save the file as UTF-8 and try again.");
        }
        String text = out.toString();
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }

    private List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        try (CSVParser parser = format(text).parse(new StringReader(text))) {
            long before = 0;
            for (CSVRecord each : parser) {
                long number = before + 1;
                before = parser.getCurrentLineNumber();
                boolean isEmpty = each.size() == 1 && each.get(0).isBlank();
                if (isEmpty) {
                    continue;
                }
                if (columns.isEmpty()) {
                    columns = header(each);
                } else if (lines.size() == mostLines) {
                    throw refused("The file has more than " + mostLines + " users. Split it.");
                } else {
                    lines.add(line(number, each));
                }
            }
        } catch (UncheckedIOException e) {
            throw malformed(e.getCause());
        } catch (IOException e) {
            throw malformed(e);
        }
        if (columns.isEmpty()) {
            throw refused("The file is empty. Its first line names the columns: " + String.join(",", COLUMNS) + ".");
        }
        return lines;
    }

    private static CSVFormat format(String text) {
        String header = text.lines().findFirst().orElse("");
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(header.indexOf(';') >= 0 && header.indexOf(',') < 0 ? ';' : ',')
                // They count, or the lines after them would be called otherwise than editors do.
                .setIgnoreEmptyLines(false)
                .get();
    }

    private static ErrorResponseException malformed(@Nullable IOException e) {
        return refused("This is no valid CSV: " + (e == null ? "" : OneLine.of(String.valueOf(e.getMessage()), 200)));
    }

    private static Map<String, Integer> header(CSVRecord names) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (!COLUMNS.contains(name) && !MORE_COLUMNS.contains(name)) {
                throw refused("There is no column \"" + OneLine.of(name, LONGEST_SHOWN) + "\". The first line names "
                        + String.join(", ", COLUMNS) + ", and may name " + String.join(", ", MORE_COLUMNS) + ".");
            }
            if (found.put(name, i) != null) {
                throw refused("The column " + name + " is there twice.");
            }
        }
        Set<String> missing = new TreeSet<>(COLUMNS);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw refused(
                    "The first line must name the columns; these are missing: " + String.join(", ", missing) + ".");
        }
        return found;
    }

    private Line line(long number, CSVRecord values) {
        if (values.size() != columns.size()) {
            return refused(
                    number,
                    null,
                    null,
                    ImportFault.COLUMNS,
                    "It has " + values.size() + " values; the first line names " + columns.size() + " columns.");
        }
        String userId = value(values, "userId");
        String userName = OneLine.normal(value(values, "userName"));
        String role = value(values, "userRole");
        String mail = value(values, "mail");
        String language = value(values, "language");
        String shownId = OneLine.of(userId, LONGEST_SHOWN);
        String shownName = OneLine.of(userName, LONGEST_SHOWN);
        for (String value : List.of(userId, userName, role, mail, language)) {
            if (!value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0) {
                return refused(
                        number,
                        shownId,
                        shownName,
                        ImportFault.FORMULA,
                        "A value begins with " + value.charAt(0) + ": spreadsheets take it for a formula.");
            }
        }
        if (!AccountIds.isLegal(userId)) {
            return refused(
                    number,
                    shownId,
                    shownName,
                    ImportFault.BAD_ID,
                    "userId must have 1 to 64 letters, digits, \"-\" or \"_\".");
        }
        Long first = seen.putIfAbsent(userId, number);
        if (first != null) {
            return refused(
                    number, userId, shownName, ImportFault.DUPLICATE_ID, "Line " + first + " has the same userId.");
        }
        String fault = OneLine.fault(userName, LONGEST_NAME);
        if (fault != null) {
            return refused(number, userId, shownName, ImportFault.BAD_NAME, "userName " + fault + ".");
        }
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            return refused(
                    number,
                    userId,
                    shownName,
                    ImportFault.BAD_MAIL,
                    "mail must be one address, as in carol@example.org.");
        }
        if (!language.isEmpty() && !LANGUAGE.matcher(language).matches()) {
            return refused(number, userId, shownName, ImportFault.UNKNOWN_LANGUAGE, "language must be de or en.");
        }
        // A value that a file leaves empty says nothing.
        Contact contact =
                new Contact(mail.isEmpty() ? null : Contact.normal(mail), language.isEmpty() ? null : language);
        Optional<Role> known = Role.named(role);
        return known.map(is -> new Line(number, new ImportedPerson(new Person(userId, userName, is), contact), null))
                .orElseGet(() -> refused(
                        number,
                        userId,
                        shownName,
                        ImportFault.UNKNOWN_ROLE,
                        "userRole must be one of " + Role.names() + "."));
    }

    private String value(CSVRecord values, String column) {
        Integer index = columns.get(column);
        return index == null ? "" : values.get(index).strip();
    }

    private static Line refused(
            long number, @Nullable String userId, @Nullable String userName, ImportFault reason, String message) {
        return new Line(number, null, ImportedLine.refused(number, userId, userName, reason, message));
    }

    private static ErrorResponseException refused(String detail) {
        return new ErrorResponseException(
                HttpStatus.BAD_REQUEST, ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail), null);
    }
}
