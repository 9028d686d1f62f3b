package com.sealkloud.chat.export;

import com.sealkloud.chat.account.Account;
import com.sealkloud.chat.account.AccountDetails;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.attachment.FileContents;
import com.sealkloud.chat.conversation.Conversation;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ReadableConversations;
import com.sealkloud.chat.conversation.ReadableConversations.ReadableConversation;
import com.sealkloud.chat.log.Attachment;
import com.sealkloud.chat.log.ChatMessage;
import com.sealkloud.chat.text.OneLine;
import com.sealkloud.chat.transcript.SpokenWords;
import com.sealkloud.chat.transcript.SpokenWords.Heading;
import com.sealkloud.chat.transcript.Transcripts;
import com.sealkloud.chat.transcript.Transcripts.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an export: the account, each conversation that the person is in, as JSON, as HTML and with
 * its files, and of others the person's own messages. Notes are left out. It holds a page of
 * messages and the names of some thousand files in memory, however long the conversations are.
 */
@Component
class ExportWriter {

    private static final int MOST_PLAIN_FILES = 10_000;
    private static final int MOST_FILES_IN_ARCHIVE = 5_000;

    private final ReadableConversations conversations;
    private final Transcripts transcripts;
    private final SpokenWords words;
    private final FileContents contents;
    private final List<AccountDetails> details;
    private final JsonMapper json;

    ExportWriter(
            ReadableConversations conversations,
            Transcripts transcripts,
            SpokenWords words,
            FileContents contents,
            List<AccountDetails> details,
            JsonMapper json) {
        this.conversations = conversations;
        this.transcripts = transcripts;
        this.words = words;
        this.contents = contents;
        this.details = details;
        this.json = json;
    }

    private record Listed(String folder, String title, Conversation conversation) {}

    /**
     * @param contains is told which conversations it is to have, before they are read
     * @param progress is called for each page and for each file, and may throw to end it
     */
    void write(Account account, OutputStream out, Consumer<Collection<String>> contains, Runnable progress)
            throws IOException {
        Person person = account.person();
        Set<String> joined = conversations.of(person).stream()
                .map(ReadableConversation::conversationId)
                .collect(Collectors.toSet());
        List<String> left = transcripts.writtenIn(person).stream()
                .filter(id -> !joined.contains(id))
                .toList();
        contains.accept(joined);
        contains.accept(left);
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            entry(zip, "account.json", writer -> writer.print(json.writeValueAsString(describe(account))));
            List<Listed> listed = conversations.of(person).stream()
                    .map(ReadableConversation::conversation)
                    .filter(conversation -> conversation.kind() != ConversationKind.NOTES)
                    .filter(conversation -> joined.contains(conversation.conversationId()))
                    .map(conversation -> new Listed(
                            "conversations/" + conversation.conversationId() + "/",
                            title(conversation, person),
                            conversation))
                    .toList();
            entry(zip, "index.html", writer -> index(writer, person, listed, left));
            ExportedFiles files = new ExportedFiles(zip, MOST_PLAIN_FILES, MOST_FILES_IN_ARCHIVE);
            for (Listed each : listed) {
                progress.run();
                write(zip, files, person, each, progress);
            }
            for (String conversationId : left) {
                progress.run();
                entry(
                        zip,
                        "left/" + conversationId + ".json",
                        writer -> transcripts.writeOwn(person, conversationId, writer, progress));
            }
        }
    }

    private Map<String, Object> describe(Account account) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("userId", account.person().userId());
        fields.put("userName", account.person().userName());
        fields.put("userRole", account.person().userRole());
        fields.put("mail", account.mail());
        fields.put("language", account.language());
        fields.put("createdAt", account.createdAt());
        details.forEach(each -> fields.putAll(each.of(account.person().userId())));
        return fields;
    }

    private static String title(Conversation conversation, Person person) {
        return conversation.kind() == ConversationKind.DIRECT
                ? conversation.otherThan(person.userId())
                : OneLine.of(conversation.name());
    }

    private void write(ZipOutputStream zip, ExportedFiles files, Person person, Listed listed, Runnable progress)
            throws IOException {
        String conversationId = listed.conversation().conversationId();
        entry(
                zip,
                listed.folder() + "messages.json",
                writer -> transcripts.write(person, conversationId, Kind.JSON, writer, progress));
        entry(
                zip,
                listed.folder() + "messages.html",
                writer -> transcripts.write(person, conversationId, Kind.HTML, writer, progress));
        Heading heading = words.heading(person, conversationId);
        List<ChatMessage> page = words.after(person, heading, 0);
        while (!page.isEmpty()) {
            for (ChatMessage message : page) {
                for (Attachment file : Objects.requireNonNullElse(message.attachments(), List.<Attachment>of())) {
                    add(files, person, listed, file);
                    progress.run();
                }
            }
            progress.run();
            page = words.after(person, heading, page.get(page.size() - 1).seq());
        }
        files.endFolder();
    }

    private void add(ExportedFiles files, Person person, Listed listed, Attachment file) throws IOException {
        if (file.status() != Attachment.Status.REMOVED) {
            files.add(
                    listed.folder(),
                    file.attachmentId() + "-" + safe(file.name()),
                    Deflation.levelOf(file.contentType()),
                    out -> contents.copy(person, file.attachmentId(), out));
        }
    }

    /** Nothing in a name may lead out of the folder into which somebody unpacks the file. */
    private static String safe(String name) {
        return name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
    }

    private static void index(PrintWriter out, Person person, List<Listed> listed, List<String> left) {
        String title = HtmlUtils.htmlEscape("Data of " + OneLine.of(person.userName()));
        out.print("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head><body>\n<h1>" + title + "</h1>\n<p><a href=\"account.json\">Account</a></p>\n<ul>\n");
        listed.forEach(each -> out.print("<li><a href=\"" + each.folder() + "messages.html\">"
                + HtmlUtils.htmlEscape(each.title()) + "</a></li>\n"));
        left.forEach(id -> out.print("<li><a href=\"left/" + id + ".json\">left: " + id + "</a></li>\n"));
        out.print("</ul>\n</body></html>\n");
    }

    private static void entry(ZipOutputStream zip, String name, Consumer<PrintWriter> content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        PrintWriter writer = new PrintWriter(new OutputStreamWriter(new UnclosedStream(zip), StandardCharsets.UTF_8));
        content.accept(writer);
        writer.flush();
        if (writer.checkError()) {
            throw new IOException("The file of the export cannot be written");
        }
        zip.closeEntry();
    }
}
